import { databaseUpdates } from "../../db/ingest/updates.ts";
import { databaseGarbage } from "../../db/upkeep/garbage.ts";
import { databaseRemoval } from "../../db/upkeep/removal.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { SweeperOptions } from "../ingest/sweeper.ts";
import { cleaner, resetter } from "../upkeep/cleaning.ts";
import { collectGarbage, type GarbageReport, garbagePreview } from "../upkeep/garbage.ts";
import type { Foundation } from "./foundation.ts";

/** Updating and removing artifacts, and the cleaning that follows. */
export interface Updates {
  readonly deps: Pick<Deps, "updates" | "removal" | "garbage">;
  readonly sweeping: Pick<SweeperOptions, "clean" | "garbage">;
  /** Continues a reset that was interrupted. */
  continueReset(signal: AbortSignal): Promise<void>;
}

/** Longest listing for a preview; a request may take 25 s. */
const PREVIEW_LIMIT_MS = 20_000;

/** `forget` is called when accounts are gone. */
export function composeUpdates({ orm, store, config }: Foundation, forget: () => void): Updates {
  const removal = databaseRemoval(orm.em);
  const register = databaseGarbage(orm.em);
  const collect =
    (ageSeconds: number) =>
    (signal: AbortSignal): Promise<GarbageReport> =>
      collectGarbage({ store, register, ageSeconds, now: Date.now, dryRun: false, signal });
  const resets = resetter({ removal, adminUser: config.auth.adminUser, collectAll: collect(0), forget });
  return {
    deps: {
      updates: databaseUpdates(orm.em),
      removal: { remove: removal.remove, reset: resets.reset },
      garbage: garbagePreview(
        { store, register, ageSeconds: config.garbage.ageSeconds, now: Date.now },
        PREVIEW_LIMIT_MS,
      ),
    },
    continueReset: resets.continueReset,
    sweeping: {
      clean: cleaner(orm.em, store),
      garbage: { intervalMs: config.garbage.everySeconds * 1000, collect: collect(config.garbage.ageSeconds) },
    },
  };
}
