import type { Faults } from "./faults/random.ts";
import { type ArtifactFacts, isAdopted } from "./invariants/artifacts.ts";
import type { Mode } from "./options.ts";
import type { Accepted } from "./poster.ts";
import type { SampleWorld } from "./samples.ts";

/** How a run went. */
export interface Played {
  readonly artifacts: readonly ArtifactFacts[];
  readonly accepted: readonly Accepted[];
  readonly violations: readonly string[];
  /** How often each change was made to an artifact after its post; none by default. */
  readonly changes?: ReadonlyMap<string, number>;
}

export interface ChaosReport {
  readonly seed: number;
  readonly mode: Mode;
  readonly seconds: number;
  readonly posted: number;
  readonly accepted: number;
  /** What was done to artifacts after they were posted. */
  readonly changes: Readonly<Record<string, number>>;
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
  { artifacts, accepted, violations, seconds, changes = new Map() }: Played & { readonly seconds: number },
  { wanted }: SampleWorld,
  faults: Faults,
  directory: string | null,
): ChaosReport {
  const kinds = new Map(wanted.map(({ url, kind }) => [url, kind]));
  const ends: Record<string, number> = {};
  const urls = new Map(artifacts.map(({ id, url }) => [id, url]));
  for (const artifact of artifacts) {
    const { url, replaces } = artifact;
    const kind = kinds.get(replaces === null ? url : (urls.get(replaces) ?? "")) ?? "unknown";
    const end = `${replaces === null ? "" : "update of "}${kind}: ${endOf(artifact)}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return {
    seed,
    mode,
    seconds,
    posted: wanted.length,
    accepted: accepted.length,
    changes: Object.fromEntries([...changes].sort()),
    ends: Object.fromEntries(Object.entries(ends).sort()),
    attempts: artifacts.reduce((sum, { attempt }) => sum + attempt, 0),
    faults: Object.fromEntries([...faults.counts].sort()),
    violations,
    directory,
  };
}

function endOf(artifact: ArtifactFacts): string {
  const { status, failure, deleted, replaces, archive } = artifact;
  if (isAdopted(artifact)) return "adopted";
  if (status === "completed" && replaces !== null && archive === null) return "up to date";
  if (deleted) return "deleted";
  return failure === null ? status : `${status} (${failure.code})`;
}
