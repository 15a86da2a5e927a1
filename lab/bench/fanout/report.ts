import { type Column, markdownTable, provenance } from "../results.ts";
import type { Measured } from "./cases.ts";

const GB = 1e9;

const KINDS = ["exchange", "sign of life", "other"] as const;
const sumOf = (counts: Measured["statements"]): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

const columns: readonly Column<Measured>[] = [
  ["case", (one) => one.case.title],
  ["workers", ({ workers }) => String(workers), "---:"],
  ["wall s", ({ seconds }) => seconds.toFixed(1), "---:"],
  ["speed-up", ({ speedUp }) => `${speedUp.toFixed(2)} ×`, "---:"],
  ["efficiency", ({ efficiency }) => `${Math.round(efficiency * 100)} %`, "---:"],
  ["statements per GB", ({ statements, bytes }) => ((sumOf(statements) / bytes) * GB).toFixed(0), "---:"],
  ["exchanges, heartbeats, others", ({ statements }) => KINDS.map((kind) => statements.get(kind) ?? 0).join(", ")],
  ["source requests per GB", ({ requests, bytes }) => ((requests / bytes) * GB).toFixed(0), "---:"],
  ["peak RSS of a function, MiB", ({ peakRssMb }) => String(peakRssMb), "---:"],
  ["processors in use", ({ busy }) => `${Math.round(busy * 100)} %`, "---:"],
];

export interface Settings {
  /** MB/s of one function in each direction. */
  readonly rate: number;
  /** Load average before the first run. */
  readonly load: number;
}

/** The section of results.md. */
export function fanoutSection(measured: readonly Measured[], { rate, load }: Settings): string {
  return [
    `${provenance("npm run bench:fanout")}, load average before the run ${load.toFixed(1)}`,
    markdownTable(columns, measured),
    `Every function has its own network of ${rate} MB/s in each direction, ${4 * rate} MB/s where one file is measured. Wall time is from the dispatch to the final
status, with cold starts, scan and archive. One file cannot be shared: its SHA-256 is computed from first to last byte, so
one worker moves it and the others have nothing to do.`,
    `Statements are those of all functions. Heartbeats follow from the time, so they are many where a function is as slow
as here; exchanges are one for each unit, and one for each worker every 10 s; the others are the same for each artifact and
each worker. The same transfer at ${AWS.bytesPerSecond / 1e6} MB/s for each function needs: ${statementsAtFullRate(measured)}.`,
    projection(measured),
  ].join("\n\n");
}

/** What one function of AWS moves in a second, in bytes, and how fast its store copies into an archive: assumed. */
const AWS = { bytesPerSecond: 75e6, copyBytesPerSecond: 3e9 };
/** Artifacts of files of 5 GB, in GB. */
const ARTIFACTS = [100, 700];
const FILE_GB = 5;

/** Seconds of an ingest with several workers, by the formula of docs/tuning.md. */
function projectedSeconds(gb: number, workers: number, startSeconds: number): number {
  const shared = (gb * GB) / (workers * AWS.bytesPerSecond);
  const largest = (FILE_GB * GB) / AWS.bytesPerSecond;
  return Math.max(shared, largest) + startSeconds + (gb * GB) / AWS.copyBytesPerSecond;
}

/** Seconds between two heartbeats of an ingest, and between two exchanges of a worker that begins no unit. */
const HEARTBEAT_SECONDS = [5, 10];
const EXCHANGE_SECONDS = 10;

/** Statements per GB of 8 workers at the rate of AWS: from the counted ones that do not follow from the time. */
function statementsAtFullRate(measured: readonly Measured[]): string {
  const most = measured.findLast(({ workers }) => workers > 1);
  if (most === undefined) return "not measured";
  const other = most.statements.get("other") ?? 0;
  const perGb = (gb: number): string => {
    const seconds = (gb * GB) / (most.workers * AWS.bytesPerSecond);
    const signs = HEARTBEAT_SECONDS.reduce((sum, every) => sum + seconds / every, 0);
    const exchanges = gb / FILE_GB + (most.workers * seconds) / EXCHANGE_SECONDS + most.workers;
    return `${((other + signs + exchanges) / gb).toFixed(1)} per GB of ${gb} GB`;
  };
  return [20, ...ARTIFACTS].map(perGb).join(", ");
}

function projection(measured: readonly Measured[]): string {
  const shared = measured.filter((one) => one.workers > 1 && Number.isFinite(one.case.bytesPerSecond));
  const most = shared.find((one) => one.workers === Math.max(...shared.map(({ workers }) => workers)));
  if (most === undefined) return "No projection: nothing was measured with several workers and a limit.";
  const { bytesPerSecond, sizes } = most.case;
  const ideal = Math.max(most.bytes / most.workers, ...sizes) / bytesPerSecond;
  const start = most.seconds - ideal - most.archiveSeconds;
  const cell = (gb: number, workers: number): string => `${(projectedSeconds(gb, workers, start) / 60).toFixed(1)} min`;
  const row: Column<number>[] = [
    [`artifact in files of ${FILE_GB} GB`, (gb) => `${gb} GB`],
    ...[1, 8, 32].map((workers): Column<number> => [`${workers} workers`, (gb) => cell(gb, workers), "---:"]),
  ];
  return `Projection: \`seconds = max(bytes / (workers × rate), largest file / rate) + start + bytes / copy rate\`. Measured: a
start of ${start.toFixed(1)} s (wall time of ${most.workers} workers, less ${ideal.toFixed(1)} s for the bytes at their rate and ${most.archiveSeconds.toFixed(1)} s for the archive).
Assumed for AWS: a rate of ${AWS.bytesPerSecond / 1e6} MB/s for each function and copies in S3 at ${AWS.copyBytesPerSecond / 1e9} GB/s.

${markdownTable(row, ARTIFACTS)}`;
}
