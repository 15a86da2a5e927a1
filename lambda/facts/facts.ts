import type { Snapshot } from "../../rating/snapshot.ts";
import type { ResolvedSource } from "../source/source.ts";
import { type GatherDeps, gatherFacts, refreshFacts } from "./gather.ts";
import { missingFacts } from "./missing.ts";

/** Gathering for a whole process: answers and quotas are shared between ratings. */
export interface FactSource {
  gather(resolved: Pick<ResolvedSource, "listing" | "info">, signal: AbortSignal): Promise<Snapshot>;
  /** What could not be read and may be readable later: plain clauses, each once. */
  missing(snapshot: Snapshot): string[];
  /** Reads only those again. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<Snapshot>;
}

export function factSource(shared: Omit<GatherDeps, "signal">): FactSource {
  return {
    gather: ({ listing, info }, signal) => gatherFacts({ listing, info }, { ...shared, signal }),
    missing: (snapshot) => [...new Set(missingFacts(snapshot).map(({ detail }) => detail))],
    refresh: (snapshot, signal) => refreshFacts(snapshot, { ...shared, signal }),
  };
}
