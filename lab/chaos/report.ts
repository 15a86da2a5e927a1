import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { removeTemporary } from "../../local/postgres.ts";
import type { Checked } from "./check.ts";
import type { Accepted } from "./client.ts";
import { FaultCounts, randomOf } from "./faults/random.ts";
import { type ArtifactRow, isAdopted } from "./invariants/artifacts.ts";
import type { Mode, RunOptions } from "./options.ts";
import { type SampleWorld, worldOf } from "./samples.ts";

/** The results of a run that a report is made from. */
export interface Results extends Checked {
  readonly accepted: readonly Accepted[];
  /** How often each change was made after a post; none by default. */
  readonly changes?: ReadonlyMap<string, number>;
  readonly outage?: OutageReport;
  /** How many artifacts were moved by several functions. */
  readonly shared?: number;
}

export interface ChaosReport {
  readonly seed: number;
  readonly mode: Mode;
  readonly seconds: number;
  readonly posted: number;
  readonly accepted: number;
  readonly changes: Readonly<Record<string, number>>;
  /** Artifacts by kind and outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  /** Directory of the logs; null when it was removed. */
  readonly directory: string | null;
  readonly outage?: OutageReport;
  /** How many artifacts were moved by several functions. */
  readonly shared?: number;
}

/** How the registry served requests around an outage of the database. */
export interface OutageReport {
  readonly how: "stopped" | "killed";
  readonly seconds: number;
  readonly clients: number;
  /** How often each kind of request had each outcome, by phase. */
  readonly requests: Readonly<Record<string, number>>;
  /** Milliseconds of the slowest response to a request that met the outage. */
  readonly slowestMs: number;
  /** Seconds from the database's return until the server reported ready. */
  readonly readyAfterSeconds: number;
  /** Seconds from the database's return until every accepted artifact was final. */
  readonly finalAfterSeconds: number;
}

/** What every run works with. */
export interface Run {
  readonly world: SampleWorld;
  readonly faults: FaultCounts;
  /** Data and logs. */
  readonly directory: string;
}

/** Does a run in a temporary directory and reports on it. The directory is kept when something was violated. */
export async function reported(
  options: RunOptions & { readonly mode: Mode },
  work: (run: Run) => Promise<Results>,
): Promise<ChaosReport> {
  const { seed, artifacts, largeBytes } = options;
  const startedAt = performance.now();
  const run: Run = {
    directory: await mkdtemp(path.join(tmpdir(), `gatehouse-chaos-${seed}-`)),
    world: worldOf(artifacts, randomOf(seed, "world"), largeBytes),
    faults: new FaultCounts(),
  };
  const results = await work(run);
  if (results.violations.length === 0) await removeTemporary(run.directory);
  return reportOf(options, run, results, Math.round((performance.now() - startedAt) / 1000));
}

function reportOf(
  { seed, mode }: { readonly seed: number; readonly mode: Mode },
  { world, faults, directory }: Run,
  results: Results,
  seconds: number,
): ChaosReport {
  const { artifacts, accepted, violations, outage, shared, changes = new Map() } = results;
  return {
    seed,
    mode,
    seconds,
    posted: world.samples.length,
    accepted: accepted.length,
    changes: Object.fromEntries([...changes].sort()),
    outcomes: outcomesOf(artifacts, world),
    attempts: artifacts.reduce((sum, { attempt }) => sum + attempt, 0),
    faults: Object.fromEntries([...faults.counts].sort()),
    violations,
    directory: violations.length > 0 ? directory : null,
    ...(outage === undefined ? {} : { outage }),
    ...(shared === undefined ? {} : { shared }),
  };
}

function outcomesOf(artifacts: readonly ArtifactRow[], { samples }: SampleWorld): Record<string, number> {
  const kinds = new Map(samples.map(({ url, kind }) => [url, kind]));
  const urls = new Map(artifacts.map(({ id, url }) => [id, url]));
  const counts = new Map<string, number>();
  for (const artifact of artifacts) {
    const { url, replaces } = artifact;
    const kind = kinds.get(replaces === null ? url : (urls.get(replaces) ?? "")) ?? "unknown";
    const name = `${replaces === null ? "" : "update of "}${kind}: ${outcomeOf(artifact)}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort());
}

function outcomeOf(artifact: ArtifactRow): string {
  const { status, failure, deleted, replaces, archive } = artifact;
  if (isAdopted(artifact)) return "adopted";
  if (status === "completed" && replaces !== null && archive === null) return "up to date";
  if (deleted) return "deleted";
  return failure === null ? status : `${status} (${failure.code})`;
}

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
    .join("\n");

/** The report as text. */
export function formatReport(report: ChaosReport): string {
  const total = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  return [
    `seed ${report.seed}, mode ${report.mode}: ${report.posted} artifacts, ${report.attempts} attempts, ${report.seconds} s`,
    `${total} injected faults:\n${list(report.faults)}`,
    ...(report.outage === undefined ? [] : [formatOutage(report.outage)]),
    ...(Object.keys(report.changes).length === 0 ? [] : [`changes:\n${list(report.changes)}`]),
    `outcomes:\n${list(report.outcomes)}`,
    ...(report.shared === undefined ? [] : [`moved by several functions: ${report.shared} artifacts`]),
    `violations: ${report.violations.length}`,
    ...report.violations.map((one) => `  ✗ ${one}`),
    ...(report.directory === null ? [] : [`logs: ${report.directory}`]),
  ].join("\n");
}

const formatOutage = (outage: OutageReport): string =>
  [
    `the database was ${outage.how} for ${outage.seconds} s with ${outage.clients} clients; requests:\n${list(outage.requests)}`,
    `slowest response to a request that met the outage: ${outage.slowestMs} ms`,
    `ready ${outage.readyAfterSeconds} s after the database returned, every artifact final after ${outage.finalAfterSeconds} s`,
  ].join("\n");
