import { tmpdir } from "node:os";
import { OutOfTime } from "../../domain/failure.ts";
import type { TaskGroup } from "../../domain/task-group.ts";
import type { Clock, Listing, Progress, StageContext, StoredBlob, StoredFile } from "../ports.ts";
import type { Pauses } from "../source/http/retry.ts";
import type { Source, SourceCall } from "../source/source.ts";
import { type Arrivals, boundedArrivals } from "./arrivals.ts";
import { type Budget, budgetOf, lendingMemory, type Memory } from "./budget.ts";
import type { Content } from "./plan.ts";
import { adaptiveSlots, type SlotBounds, type Slots } from "./slots.ts";

/** Bounds of one transfer. All sizes in bytes, all times in milliseconds. */
export interface TransferOptions {
  /** Smallest part of a large file; files up to this size are fetched whole. At least 5 MiB + 1, which S3 asks for. */
  readonly partBytes: number;
  /** Content in memory at any moment: parts and whole small files in flight. */
  readonly maxMemoryBytes: number;
  /** Requests to the source in flight. */
  readonly concurrency: SlotBounds;
  /** Where a large file waits whose SHA-256 is not known beforehand, and how much of the disk may be used. */
  readonly spool: { readonly directory: string; readonly maxBytes: number };
  /** Tries of one part or file without a byte of progress in between. */
  readonly tries: number;
  /** Upper bound of the first pause between tries. */
  readonly firstPauseMs: number;
  /** Files from this size on always keep their parts readable, so that nothing of them is fetched twice. */
  readonly keepPartsFromBytes: number;
  /** Time for requests in flight to end once the time budget is over. */
  readonly graceMs: number;
  /** Bytes per second that are assumed before anything was measured. */
  readonly assumedRate: number;
  /** Uniform in [0, 1): spreads the pauses between tries. */
  readonly random: () => number;
}

const SLOTS: SlotBounds = { min: 1, start: 8, max: 32 };

/** The slots of each worker where this many share the connections to the source. */
export function slotsWithin(connections: number, workers: number): SlotBounds {
  const max = Math.max(1, Math.min(SLOTS.max, Math.floor(connections / workers)));
  return { min: 1, start: Math.min(SLOTS.start, max), max };
}

const MiB = 1024 * 1024;
const MAX_PAUSE_MS = 8_000;

/** The defaults fit a function of 2 GiB with 512 MiB of temporary disk. */
export function transferOptions(given: Partial<TransferOptions>): TransferOptions {
  return {
    partBytes: 8 * MiB,
    maxMemoryBytes: 96 * MiB,
    concurrency: SLOTS,
    spool: { directory: tmpdir(), maxBytes: 384 * MiB },
    tries: 6,
    firstPauseMs: 500,
    keepPartsFromBytes: Number.POSITIVE_INFINITY,
    graceMs: 10_000,
    assumedRate: 25_000_000,
    random: Math.random,
    ...given,
  };
}

/** The work of moving one content. */
export interface Unit {
  /** Begins what can be done ahead of its turn. */
  prepare?(): void;
  /** Starts all requests of the unit as memory and slots allow; returns when the last one is in flight. */
  start(): Promise<void>;
}

/** Counts the bytes of one content towards the progress: what a fault makes us fetch again is not counted twice. */
export interface ContentProgress {
  /** Bytes arrived, or (negative) have to be fetched again. */
  add(bytes: number): void;
  /** All that arrived has to be fetched again. */
  restart(): void;
}

/** Reports blobs to the register. */
export interface BlobReports {
  /** References a blob before it is uploaded. */
  reference(blob: Pick<StoredBlob, "sha256" | "bytes">): Promise<void>;
  /** Records a whole and verified blob. */
  stored(blob: StoredBlob): Promise<void>;
}

export interface Counts {
  /** Content bytes that came from the source. */
  fetched: number;
  /** Content bytes that an existing blob or a twin saved. */
  saved: number;
  readonly files: StoredFile[];
  readonly startedAt: number;
}

/** What bounds a transfer. Transfers that run at the same time in one process share it. */
export interface Bounds {
  readonly memory: Memory;
  /**
   * Parts that are being fetched: at most half of the memory, so that the network to the store is in use while that of
   * the source is. Without this bound all parts arrive together, and then all are stored.
   */
  readonly arriving: Arrivals;
  /** Requests to the source. */
  readonly requests: Slots;
  /** Bytes of the temporary disk. */
  readonly disk: Budget;
}

export const boundsOf = (options: TransferOptions, clock: Clock): Bounds => ({
  memory: lendingMemory(options.maxMemoryBytes),
  arriving: boundedArrivals(options.maxMemoryBytes / 2, clock),
  requests: adaptiveSlots(options.concurrency, clock),
  disk: budgetOf(options.spool.maxBytes),
});

/** What the units of one transfer share. `signal` aborts when the transfer ends, for whatever reason. */
export interface TransferContext extends StageContext, Bounds {
  readonly listing: Listing;
  readonly source: Source;
  readonly options: TransferOptions;
  readonly pauses: Pauses;
  readonly group: TaskGroup;
  readonly register: BlobReports;
  /** Closes what is open on the disk when the transfer ends. */
  readonly openSpools: Set<() => Promise<void>>;
  readonly counts: Counts;
  /** Starts a unit out of turn. It must not wait behind units that may be waiting for what it holds. */
  startNow(unit: Unit): void;
  /** What a request of this transfer tells the source's client. */
  call(signal: AbortSignal): SourceCall;
  progressOf(content: Content): ContentProgress;
  /** The content is in its blob: adds its files to the result. */
  done(content: Content, blob: StoredBlob, kind?: StoredFile["kind"]): void;
  /** Counts content bytes that came from the source. */
  fetched(bytes: number): void;
  /** Counts bytes that needed no fetching. */
  saved(bytes: number): void;
}

export interface TransferParts {
  readonly stage: StageContext;
  readonly listing: Listing;
  readonly source: Source;
  readonly options: TransferOptions;
  readonly group: TaskGroup;
  readonly register: BlobReports;
  readonly bounds: Bounds;
}

export function transferContext({ stage, bounds, ...parts }: TransferParts): TransferContext {
  const { options, group } = parts;
  const { clock, progress } = stage;
  const counts: Counts = { fetched: 0, saved: 0, files: [], startedAt: clock.now() };
  const say = (text: string | null) => progress.detail(text);
  const saved = (bytes: number) => {
    counts.saved += bytes;
    progress.addBytes(bytes);
    progress.addSaved?.(bytes);
  };
  return {
    ...stage,
    ...parts,
    ...bounds,
    signal: group.signal,
    pauses: { clock, random: options.random, firstMs: options.firstPauseMs, maxMs: MAX_PAUSE_MS },
    openSpools: new Set(),
    counts,
    startNow: (unit) => void group.spawn(() => unit.start().catch(unlessOutOfTime)),
    call: (signal) => ({ signal, say, remaining: () => stage.deadline.remaining() }),
    progressOf: progressByPath(progress),
    done({ file, twins }, { sha256, bytes, crc32 }, kind = "file") {
      for (const { path, gitSha1 } of [file, ...twins])
        counts.files.push({ path, bytes, sha256, gitSha1, crc32, kind });
      saved(bytes * twins.length);
      progress.addFiles(1 + twins.length);
    },
    fetched(bytes) {
      counts.fetched += bytes;
      progress.addFetched?.(bytes);
    },
    saved,
  };
}

/** The end of the time budget is reported by the transfer itself. */
function unlessOutOfTime(error: unknown): void {
  if (!(error instanceof OutOfTime)) throw error;
}

function progressByPath(progress: Progress): TransferContext["progressOf"] {
  const byPath = new Map<string, ContentProgress>();
  return ({ file }) => {
    const known = byPath.get(file.path) ?? countedOnce(progress);
    byPath.set(file.path, known);
    return known;
  };
}

function countedOnce(progress: Progress): ContentProgress {
  let arrived = 0;
  let counted = 0;
  return {
    add(bytes) {
      arrived += bytes;
      if (arrived <= counted) return;
      progress.addBytes(arrived - counted);
      counted = arrived;
    },
    restart() {
      arrived = 0;
    },
  };
}
