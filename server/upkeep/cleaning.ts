import type { EntityManager } from "@mikro-orm/postgresql";
import type { Actor } from "../../db/audit/log.ts";
import { archiveRemains, collectBlobs } from "../../db/upkeep/collect.ts";
import type { RemovalStore } from "../../db/upkeep/removal.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { dropArchive, dropBlobs } from "../../lambda/store/cleaning.ts";

/** Deletes what an ended artifact left in the object store; repeatable. */
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
  /** Collects everything that nothing refers to, of any age. */
  readonly collectAll: (signal: AbortSignal) => Promise<unknown>;
  /** Makes every token be looked up again. */
  readonly forget: () => void;
}

/** How long a request may empty the object store, in milliseconds; the sweeper continues. */
const REQUEST_LIMIT_MS = 20_000;

/** Resets a registry, and continues a reset that was interrupted. */
export function resetter({ removal, adminUser, collectAll, forget }: ResetOptions) {
  const empty = async (signal: AbortSignal): Promise<void> => {
    await collectAll(signal);
    await removal.finishReset();
  };
  return {
    /** True when the object store is empty, false when the sweeper still empties it. */
    reset: async (by: Actor): Promise<boolean> => {
      await removal.reset(adminUser, by);
      forget();
      const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
      try {
        await empty(limit);
      } catch (error) {
        if (!limit.aborted) throw error;
      }
      return !(await removal.resetIsUnfinished());
    },
    continueReset: async (signal: AbortSignal): Promise<void> => {
      if (await removal.resetIsUnfinished()) await empty(signal);
    },
  };
}
