import type { Snapshot } from "../../rating/snapshot.ts";
import type { ResolvedSource } from "../source/source.ts";
import { trustIn } from "../source/trust.ts";
import { type GatherDeps, gatherFacts, refreshFacts } from "./gather.ts";
import { newQuotas } from "./http/clients.ts";
import { memoryFactCache } from "./http/etag-cache.ts";
import { undiciHttp } from "./http/transport.ts";
import { missingFacts } from "./missing.ts";

/** Gathering for a whole process: connections, answers and quotas are shared between ratings. */
export interface FactSource {
  gather(resolved: ResolvedSource, signal: AbortSignal): Promise<Snapshot>;
  /** What could not be read and may be readable later: plain clauses, each once. */
  missing(snapshot: Snapshot): string[];
  /** Reads only those again. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<Snapshot>;
  /** Closes the connections once they are idle. */
  close(): Promise<void>;
}

export type FactSourceOptions = Omit<GatherDeps, "http" | "signal" | "cache" | "quotas">;

export function factSource(options: FactSourceOptions): FactSource {
  const endpoints = [new URL(options.hfEndpoint), new URL(options.githubApiUrl)];
  const owned = undiciHttp(trustIn(endpoints, options.trustedHosts ?? []));
  const shared = {
    ...options,
    http: owned.http,
    cache: memoryFactCache(),
    quotas: newQuotas(() => options.clock.now()),
  };
  return {
    gather: ({ listing, info }, signal) => gatherFacts({ listing, info }, { ...shared, signal }),
    missing: (snapshot) => [...new Set(missingFacts(snapshot).map(({ detail }) => detail))],
    refresh: (snapshot, signal) => refreshFacts(snapshot, { ...shared, signal }),
    close: owned.close,
  };
}
