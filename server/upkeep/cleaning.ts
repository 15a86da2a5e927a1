import type { EntityManager } from "@mikro-orm/postgresql";
import { archiveRemains, collectBlobs } from "../../db/upkeep/collect.ts";
import type { RemovalStore } from "../../db/upkeep/removal.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { dropArchive, dropBlobs } from "../../lambda/store/cleaning.ts";

/** Takes away what an ended artifact left in the object store; repeatable. */
export function cleaner(em: EntityManager, store: ObjectStore) {
  return async (artifactId: number, signal: AbortSignal): Promise<void> => {
    const { kept, superseded } = await archiveRemains(em.fork(), artifactId);
    await dropArchive(store, artifactId, { signal, keep: kept });
    if (superseded !== null) await store.delete([superseded], signal);
    await collectBlobs(em, artifactId, (keys) => dropBlobs(store, keys, signal));
  };
}

export interface ResetOptions {
  readonly removal: Pick<RemovalStore, "reset" | "resetIsUnfinished" | "finishReset">;
  readonly adminUser: string;
  /** Collects everything that nothing refers to, however young. */
  readonly collectAll: (signal: AbortSignal) => Promise<unknown>;
  /** Makes the configured administrator able to sign in. */
  readonly bootstrap: () => Promise<void>;
  /** Lets go of what was remembered of callers. */
  readonly forget: () => void;
}

/** Longest emptying of the object store within a request, in milliseconds; the sweeper goes on with the rest. */
const WITHIN_REQUEST_MS = 20_000;

/** The reset of a registry, and going on with one that was interrupted. */
export function resetter({ removal, adminUser, collectAll, bootstrap, forget }: ResetOptions) {
  const empty = async (signal: AbortSignal): Promise<void> => {
    await collectAll(signal);
    await removal.finishReset();
  };
  return {
    /** True when the object store is empty, false when the sweeper goes on emptying it. */
    reset: async (): Promise<boolean> => {
      await removal.reset(adminUser);
      forget();
      await bootstrap();
      const limit = AbortSignal.timeout(WITHIN_REQUEST_MS);
      try {
        await empty(limit);
      } catch (error) {
        if (!limit.aborted) throw error;
      }
      return !(await removal.resetIsUnfinished());
    },
    goOn: async (signal: AbortSignal): Promise<void> => {
      if (await removal.resetIsUnfinished()) await empty(signal);
    },
  };
}
