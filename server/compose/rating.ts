import { databaseRatings } from "../../db/catalogue/ratings.ts";
import type { DispatchStore } from "../../db/ingest/dispatch.ts";
import { offersDataset, parentScore } from "../../db/ingest/ledger.ts";
import type { Deps } from "../../handlers/deps.ts";
import { rateOptions } from "../../rating/policy.ts";
import { type Rounds, rounds } from "../ingest/rounds.ts";
import { refreshRatings } from "../upkeep/refresh.ts";
import type { Foundation } from "./foundation.ts";

/** Rating of stored models: again on demand, and with facts that could not be read before. */
export interface Rating {
  readonly ratings: Deps["ratings"];
  /** Reads missing facts again, in rounds of its own: slow hubs must not delay other upkeep. */
  startRefreshing(dispatches: Pick<DispatchStore, "exclusively">): Pick<Rounds, "stop">;
}

/** Longest round in milliseconds. */
const ROUND_LIMIT_MS = 120_000;

/**
 * The rating engine, with the parsers of cards and of code, is loaded by the first rating: it would take a fifth of the
 * start of a server, and the function rates new artifacts.
 */
export function composeRating({ orm: { em }, hubs, config, log }: Foundation): Rating {
  const store = databaseRatings(em);
  const { refreshSeconds } = config.rating;
  const rating = rateOptions(config.rating);
  const facts = hubs.facts(rating.policy, {
    parents: (repository) => parentScore(em.fork(), repository),
    hasDataset: (repository) => offersDataset(em.fork(), repository),
  });
  const refresh = { store, facts, rating, firstPauseSeconds: refreshSeconds, log };
  return {
    ratings: {
      rerate: async (request) => {
        const { rerating } = await import("../upkeep/rerating.ts");
        return rerating(store, rating).rerate(request);
      },
    },
    startRefreshing: (dispatches) => {
      const stopping = new AbortController();
      const signal = (): AbortSignal => AbortSignal.any([stopping.signal, AbortSignal.timeout(ROUND_LIMIT_MS)]);
      const round = rounds(config.sweepSeconds * 1000, async () => {
        try {
          await dispatches.exclusively("refresh", () => refreshRatings(refresh, signal()));
        } catch (error) {
          if (!stopping.signal.aborted) log.error({ err: error }, "a round of refreshing ratings failed");
        }
      });
      const stop = (): Promise<void> => {
        stopping.abort(new Error("the server stops"));
        return round.stop();
      };
      return { stop };
    },
  };
}
