import type { LeaseLost } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import type { Clock, Progress } from "../ports.ts";
import { progressWriter } from "./progress-writer.ts";
import { recentRate } from "./recent-rate.ts";

/** The progress object of the API. */
export type ProgressState = components["schemas"]["Progress"];
type StageName = ProgressState["stage"];

export interface ProgressReporter extends Progress {
  /** What would be written now. */
  state(): ProgressState;
  /** Writes the present state and waits for it. Faults go to `onLost` and `onFault`, never to the caller. */
  flush(): Promise<void>;
  /** Ends writing; waits for a write that is under way. */
  close(): Promise<void>;
}

export interface ProgressOptions {
  /** Keeps the state where others see it. Throws LeaseLost when another worker owns the artifact. */
  readonly write: (state: ProgressState) => Promise<void>;
  readonly clock: Clock;
  readonly initial?: {
    readonly attempt: number;
    readonly continuation: number;
    /** What an earlier invocation wrote; a continuation of the same attempt never shows less. */
    readonly previous?: ProgressState | null;
  };
  /** A write found that the lease is lost: the work has to stop. */
  readonly onLost?: (error: LeaseLost) => void;
  /** A write failed for another reason; the next change tries again. */
  readonly onFault?: (error: unknown) => void;
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

/** Counts of the work so far: what the reporter adds to. */
interface Counts {
  stage: StageName;
  detail: string | null;
  bytesDone: number;
  bytesTotal: number | null;
  bytesSaved: number;
  filesDone: number;
  filesTotal: number | null;
}

const isStage = (name: string): name is StageName => Object.hasOwn(BEGINS, name);

/** Collects what stages tell and writes it at most once a second, never backwards within an attempt. */
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
  };
  const rate = recentRate();
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
    };
  }

  const writer = progressWriter(options, state);
  return {
    ...tellers(counts, rate, clock, writer.changed),
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

function tellers(counts: Counts, rate: ReturnType<typeof recentRate>, clock: Clock, changed: () => void): Progress {
  return {
    stage(name, totals) {
      if (!isStage(name)) throw new RangeError(`Not a stage: ${name}`);
      counts.stage = name;
      counts.detail = null;
      if (totals !== undefined) Object.assign(counts, { bytesTotal: totals.bytes, filesTotal: totals.files });
      changed();
    },
    addBytes(bytes) {
      counts.bytesDone += bytes;
      rate.add(bytes, clock.now());
      changed();
    },
    addFiles(files) {
      counts.filesDone += files;
      changed();
    },
    addSaved(bytes) {
      counts.bytesSaved += bytes;
      // What was not moved says nothing of how fast the rest will be.
      rate.add(-bytes, clock.now());
      changed();
    },
    detail(text) {
      if (text === counts.detail) return;
      counts.detail = text === null ? null : text.slice(0, 500);
      changed();
    },
  };
}
