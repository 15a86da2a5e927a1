import type { components } from "../../generated/api.ts";
import type { Clock, Lane, Progress } from "../ports.ts";
import { type ProgressState, type ProgressWriterOptions, progressWriter } from "./progress-writer.ts";

export type { ProgressState };

type StageName = ProgressState["stage"];
type StageTime = components["schemas"]["StageTime"];

export interface ProgressReporter extends Progress {
  /** The current state, as it would be written. */
  state(): ProgressState;
  /** Writes the current state and waits for it. Faults go to `onLost` and `onFault`, never to the caller. */
  flush(): Promise<void>;
  /** Ends writing; waits for a write in flight. */
  close(): Promise<void>;
}

export interface ProgressOptions extends ProgressWriterOptions {
  readonly initial?: {
    readonly attempt: number;
    readonly continuation: number;
    /** The state that an earlier invocation wrote; a continuation of the same attempt never shows less. */
    readonly previous?: ProgressState | null;
  };
}

/** Share of the work in percent at which each stage begins; the bytes of the transfer fill the gap after it. */
const BEGINS = {
  queued: 0,
  resolve: 0,
  evidence: 1,
  rate: 2,
  gate: 3,
  transfer: 4,
  scan: 90,
  archive: 94,
  settle: 99,
  done: 100,
} as const satisfies Record<StageName, number>;

/** Counts of the work so far. */
interface Counts {
  stage: StageName;
  detail: string | null;
  bytesDone: number;
  bytesTotal: number | null;
  bytesSaved: number;
  filesDone: number;
  filesTotal: number | null;
  /** Null while one invocation moves everything. */
  workers: number | null;
  lanes: readonly Lane[];
}

/** Collects the progress of the stages and writes it at most once a second, never backwards within an attempt. */
export function progressReporter(options: ProgressOptions): ProgressReporter {
  const { clock } = options;
  const floor = floorOf(options);
  const counts: Counts = {
    stage: floor?.stage ?? "queued",
    detail: null,
    bytesDone: 0,
    bytesTotal: floor?.bytes_total ?? null,
    bytesSaved: 0,
    filesDone: 0,
    filesTotal: floor?.files_total ?? null,
    workers: null,
    lanes: [],
  };
  const rate = recentRate();
  const times = stageTimes(options.initial?.previous ?? null, options.initial?.attempt ?? 1);
  let highest = floor?.percent ?? 0;

  function state(): ProgressState {
    const now = clock.now();
    const done = clamp(Math.max(counts.bytesDone, floor?.bytes_done ?? 0), counts.bytesTotal);
    const perSecond = rate.perSecond(now);
    highest = Math.max(highest, percentOf(counts, done));
    return {
      stage: counts.stage,
      detail: counts.detail,
      bytes_done: done,
      bytes_total: counts.bytesTotal,
      bytes_saved: clamp(Math.max(counts.bytesSaved, floor?.bytes_saved ?? 0), done),
      files_done: clamp(Math.max(counts.filesDone, floor?.files_done ?? 0), counts.filesTotal),
      files_total: counts.filesTotal,
      percent: highest,
      bytes_per_second: Math.round(perSecond),
      eta_seconds: etaOf(counts, done, perSecond),
      attempt: options.initial?.attempt ?? 1,
      continuation: options.initial?.continuation ?? 0,
      heartbeat_at: new Date(now).toISOString(),
      stages: [...times.list()],
      ...(counts.workers === null ? {} : { workers: counts.workers, lanes: [...counts.lanes] }),
    };
  }

  const writer = progressWriter(options, state);
  return {
    ...counters(counts, { rate, times }, clock, writer.changed),
    state,
    flush: writer.flush,
    close: writer.close,
  };
}

/** The state of an earlier invocation of the same attempt. */
function floorOf({ initial }: ProgressOptions): ProgressState | null {
  const previous = initial?.previous ?? null;
  return previous !== null && previous.attempt === initial?.attempt ? previous : null;
}

const clamp = (value: number, most: number | null): number => (most === null ? value : Math.min(value, most));

function percentOf({ stage, bytesTotal, filesDone, filesTotal }: Counts, bytesDone: number): number {
  const begin = BEGINS[stage];
  if (stage !== "transfer") return begin;
  const share = bytesTotal ? bytesDone / bytesTotal : filesTotal ? Math.min(1, filesDone / filesTotal) : 0;
  return Math.round((begin + share * (BEGINS.scan - begin)) * 10) / 10;
}

function etaOf({ stage, bytesTotal }: Counts, bytesDone: number, perSecond: number): number | null {
  if (stage !== "transfer" || bytesTotal === null || perSecond <= 0) return null;
  return Math.ceil((bytesTotal - bytesDone) / perSecond);
}

function counters(
  counts: Counts,
  { rate, times }: { rate: ReturnType<typeof recentRate>; times: ReturnType<typeof stageTimes> },
  clock: Clock,
  changed: (isShared?: boolean) => void,
): Progress {
  const moved = () => changed(counts.workers !== null);
  return {
    stage(name, totals) {
      counts.stage = name;
      counts.detail = null;
      counts.workers = null;
      if (totals !== undefined) Object.assign(counts, { bytesTotal: totals.bytes, filesTotal: totals.files });
      times.enter(name, clock.now());
      changed();
    },
    addBytes(bytes) {
      counts.bytesDone += bytes;
      rate.add(bytes, clock.now());
      moved();
    },
    addFiles(files) {
      counts.filesDone += files;
      moved();
    },
    addSaved(bytes) {
      counts.bytesSaved += bytes;
      // Bytes that were not moved must not raise the rate.
      rate.add(-bytes, clock.now());
      moved();
    },
    addEarlier(bytes) {
      rate.add(-bytes, clock.now());
    },
    workers(count, lanes) {
      counts.lanes = lanes;
      if (count === counts.workers) return;
      counts.workers = count;
      changed();
    },
    detail(text) {
      if (text === counts.detail) return;
      counts.detail = text === null ? null : text.slice(0, 500);
      changed();
    },
  };
}

/** Span over which the rate is taken, in milliseconds. */
const RATE_SPAN_MS = 10_000;
/** Bytes that arrive within this time are kept as one step: fine enough for the span, few enough to keep. */
const RATE_STEP_MS = 250;

/** Bytes per second over the last 10 seconds, or over the time since the first byte when that is shorter. */
function recentRate() {
  const steps: { readonly at: number; bytes: number }[] = [];
  let since = 0;

  function forget(now: number): void {
    while (steps[0] !== undefined && now - steps[0].at >= RATE_SPAN_MS) steps.shift();
  }

  return {
    /** Bytes that arrived, or (negative) that must not be counted after all. */
    add(bytes: number, now: number): void {
      forget(now);
      const last = steps.at(-1);
      if (last === undefined) since = now;
      if (last !== undefined && now - last.at < RATE_STEP_MS) last.bytes += bytes;
      else steps.push({ at: now, bytes });
    },
    perSecond(now: number): number {
      forget(now);
      if (steps.length === 0) return 0;
      const elapsed = Math.min(RATE_SPAN_MS, Math.max(RATE_STEP_MS, now - since));
      const bytes = steps.reduce((sum, step) => sum + step.bytes, 0);
      return Math.max(0, (bytes * 1000) / elapsed);
    },
  };
}

/**
 * When each stage began and how long it took. `previous` is what an earlier invocation wrote: a continuation of the same
 * attempt continues with its running stage, a new attempt keeps what earlier ones finished.
 */
function stageTimes(previous: ProgressState | null, attempt: number) {
  const known = previous?.stages ?? [];
  let times: readonly StageTime[] =
    previous?.attempt === attempt ? known : known.filter(({ seconds }) => seconds !== null);
  return {
    enter(stage: ProgressState["stage"], now: number): void {
      if (times.at(-1)?.stage === stage && times.at(-1)?.seconds === null) return;
      const ended = times.map((time) => (time.seconds === null ? { ...time, seconds: secondsSince(time, now) } : time));
      const begun = stage === "done" ? [] : [{ stage, started_at: new Date(now).toISOString(), seconds: null }];
      times = [...ended.filter((time) => time.stage !== stage), ...begun];
    },
    list: () => times,
  };
}

const secondsSince = ({ started_at }: StageTime, now: number): number =>
  Math.max(0, now - Date.parse(started_at)) / 1000;
