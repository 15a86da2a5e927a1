import type { Logger } from "pino";
import type { RatingStore, StoredRating } from "../../db/catalogue/ratings.ts";
import type { FactSource } from "../../lambda/facts/facts.ts";
import type { RateOptions } from "../../rating/policy.ts";
import { parseSnapshot } from "../../rating/snapshot.ts";

export interface RefreshOptions {
  readonly store: RatingStore;
  readonly facts: Pick<FactSource, "missing" | "refresh">;
  readonly rating: RateOptions;
  /** Pause before the first attempt; each further one is twice as long, up to a day. */
  readonly firstPauseSeconds: number;
  readonly log: Logger;
}

/** Models per round: each costs the hubs a few requests. */
const BATCH = 3;

/**
 * Reads the facts that were unknown when models were rated, and rates the models again. No weight is fetched. An error
 * of one model is logged; its next attempt follows after its pause.
 */
export async function refreshRatings(options: RefreshOptions, signal: AbortSignal): Promise<void> {
  const { store, log } = options;
  const due = await store.takeDue(BATCH, options.firstPauseSeconds);
  if (due.length === 0) return;
  for (const stored of await store.page({ ids: due, after: 0, limit: BATCH })) {
    signal.throwIfAborted();
    try {
      await refreshOne(stored, options, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ artifact_id: stored.artifactId, err: error }, "a rating could not be refreshed");
    }
  }
}

async function refreshOne(stored: StoredRating, options: RefreshOptions, signal: AbortSignal): Promise<void> {
  const { store, facts, log } = options;
  const before = parseSnapshot(stored.snapshot);
  const lacking = facts.missing(before);
  if (lacking.length === 0) return store.settle(stored.artifactId);
  const snapshot = await facts.refresh(before, signal);
  const left = facts.missing(snapshot);
  if (left.length < lacking.length) {
    // The rating engine is loaded when it is needed: see compose/rating.ts.
    const { remake } = await import("./rerating.ts");
    const { record, verdict, message } = remake(stored, snapshot, options.rating);
    const detail = `${lacking.length - left.length} of ${lacking.length} missing facts were read`;
    const { artifactId, ratingId } = stored;
    if (record !== null)
      await store.add({ artifactId, after: ratingId, record, verdict, message, account: "registry", detail });
    log.info({ artifact_id: artifactId, read: lacking.length - left.length, left: left.length }, "rating refreshed");
  }
  if (left.length === 0) await store.settle(stored.artifactId);
}
