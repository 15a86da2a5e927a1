import type { Faults } from "./dice.ts";
import type { ArtifactFacts } from "./invariants/rows.ts";
import type { Mode } from "./mode.ts";
import type { Accepted } from "./poster.ts";
import type { SampleWorld } from "./wanted.ts";

/** How a run went. */
export interface Played {
  readonly artifacts: readonly ArtifactFacts[];
  readonly accepted: readonly Accepted[];
  readonly violations: readonly string[];
}

export interface ChaosReport {
  readonly seed: number;
  readonly mode: Mode;
  readonly seconds: number;
  readonly posted: number;
  readonly accepted: number;
  /** Artifacts by kind and end. */
  readonly ends: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  /** Where the logs are; null when they were removed. */
  readonly directory: string | null;
}

/** What a run comes to. */
export function reportOf(
  { seed, mode }: { readonly seed: number; readonly mode: Mode },
  { artifacts, accepted, violations, seconds }: Played & { readonly seconds: number },
  { wanted }: SampleWorld,
  faults: Faults,
  directory: string | null,
): ChaosReport {
  const kinds = new Map(wanted.map(({ url, kind }) => [url, kind]));
  const ends: Record<string, number> = {};
  for (const { url, status, failure } of artifacts) {
    const end = `${kinds.get(url) ?? "unknown"}: ${status}${failure === null ? "" : ` (${failure.code})`}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return {
    seed,
    mode,
    seconds,
    posted: wanted.length,
    accepted: accepted.length,
    ends: Object.fromEntries(Object.entries(ends).sort()),
    attempts: artifacts.reduce((sum, { attempt }) => sum + attempt, 0),
    faults: Object.fromEntries([...faults.counts].sort()),
    violations,
    directory,
  };
}
