import type { Snapshot } from "../../rating/snapshot.ts";
import type { ResolvedSource } from "../source/source.ts";
import type { GatherDeps } from "./gather.ts";
import { missingFacts } from "./missing.ts";

/** Gathering for a whole process: answers and quotas are shared between ratings. */
export interface FactSource {
  gather(resolved: Pick<ResolvedSource, "listing" | "info">, signal: AbortSignal): Promise<Snapshot>;
  /** What could not be read and may be readable later: plain clauses, each once. */
  missing(snapshot: Snapshot): string[];
  /** Reads only those again. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<Snapshot>;
}

/** What gathers, with the parsers of cards and of code, is loaded by the first gathering: few servers need it. */
export function factSource(shared: Omit<GatherDeps, "signal">): FactSource {
  return {
    gather: async ({ listing, info }, signal) => {
      const { gatherFacts } = await import("./gather.ts");
      return gatherFacts({ listing, info }, { ...shared, signal });
    },
    missing: (snapshot) => [...new Set(missingFacts(snapshot).map(({ detail }) => detail))],
    refresh: async (snapshot, signal) => {
      const { refreshFacts } = await import("./gather.ts");
      return refreshFacts(snapshot, { ...shared, signal });
    },
  };
}
