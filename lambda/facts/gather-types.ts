import type { Policy } from "../../rating/policy.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import type { Clock, Listing, Log } from "../ports.ts";
import type { FactCache } from "./http/etag-cache.ts";
import type { FetchLimits } from "./http/fetch.ts";
import type { FactQuota } from "./http/quota.ts";
import type { Http } from "./http/transport.ts";

export interface GatherInput {
  readonly listing: Listing;
  /** The source's description of the model as it came, null when there is none yet. */
  readonly info: unknown;
}

/** Net score of a parent's snapshot, made from metadata alone; null when too little of it is known to say. */
export type Judge = (snapshot: Snapshot) => number | null;

export interface GatherDeps {
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the gathering early: it then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly hfEndpoint: string;
  readonly hfToken?: string | undefined;
  readonly githubApiUrl: string;
  readonly githubToken?: string | undefined;
  /** Hosts that redirects may go to, besides those of the endpoints and the hubs' own; "*." for subdomains. */
  readonly trustedHosts?: readonly string[];
  /** Net score of the registry's own rating of a Hub id, null when it has none. */
  readonly parents: (repository: string) => Promise<number | null>;
  /** True when the registry offers a dataset of this Hub id. */
  readonly hasDataset: (id: string) => Promise<boolean>;
  readonly policy: Policy;
  /** How parents without a stored rating are judged; by the metrics themselves by default. */
  readonly judge?: Judge;
  /** Shared between ratings, so that unchanged answers cost little; none by default. */
  readonly cache?: FactCache;
  /** Shared between ratings, so that a used-up quota is known before it is met again. */
  readonly quotas?: Quotas;
  readonly limits?: Partial<FetchLimits>;
  /** Uniform in [0, 1): spreads repeats. */
  readonly random: () => number;
}

export interface Quotas {
  readonly hub: FactQuota;
  readonly github: FactQuota;
}
