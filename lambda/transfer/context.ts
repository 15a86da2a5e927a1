import { OutOfTime } from "../../domain/failure.ts";
import type { TaskGroup } from "../../domain/task-group.ts";
import type { Listing, Progress, StageContext, StoredBlob, StoredFile } from "../ports.ts";
import type { Pauses } from "../source/http/retry.ts";
import type { Source, SourceCall } from "../source/source.ts";
import { coalesced } from "./coalesce.ts";
import { gathering } from "./gather.ts";
import { lendingMemory, type Memory } from "./memory.ts";
import type { TransferOptions } from "./options.ts";
import type { Content } from "./plan.ts";
import { type Room, roomOf } from "./room.ts";
import { adaptiveSlots, type Slots } from "./slots.ts";
import { type Tally, tallyOf } from "./tally.ts";

/** A content that is to be moved, or a piece of such work that is to be done again. */
export interface Unit {
  /** Begins what can be done ahead of its turn. */
  prepare?(): void;
  /** Hands out all requests of the unit as memory and slots allow; returns when the last one is under way. */
  produce(): Promise<void>;
}

type BlobToCome = Pick<StoredBlob, "sha256" | "bytes">;

/** What all units of one transfer share. */
export interface World {
  readonly ctx: StageContext;
  readonly listing: Listing;
  readonly source: Source;
  readonly options: TransferOptions;
  readonly pauses: Pauses;
  readonly group: TaskGroup;
  readonly memory: Memory;
  /** Requests to the source, and for parts what they wait for at the store. */
  readonly slots: Slots;
  /** Puts of whole files: many become due at once, and fetches must not stand behind them. */
  readonly puts: Slots;
  /** Room on the temporary disk. */
  readonly disk: Room;
  /** What has to be closed when the transfer ends before it was used up. */
  readonly closers: Set<() => Promise<void>>;
  /** References a blob before it is uploaded; many at once. */
  readonly reference: (blob: BlobToCome) => Promise<void>;
  /** Records a whole and verified blob; many at once. */
  readonly stored: (blob: StoredBlob) => Promise<void>;
  /** Told when every unit was handed out for the first time. */
  readonly handedOut: () => void;
  /** Takes up a unit out of line. It must not wait behind units that may be waiting for what it holds. */
  readonly again: (unit: Unit) => void;
  /** The call that a request of this transfer makes. */
  readonly call: (signal: AbortSignal) => SourceCall;
  readonly counts: Counts;
  /** Counts the bytes of a content, however often and on whatever way it is fetched. */
  readonly tally: (content: Content) => Tally;
  /** A content is in its blob: makes the files of the result. */
  readonly done: (content: Content, blob: StoredBlob, kind?: StoredFile["kind"]) => void;
}

export interface Counts {
  /** Content bytes that came from the source. */
  fetched: number;
  /** Content bytes that a blob or a twin spared. */
  saved: number;
  readonly files: StoredFile[];
  readonly startedAt: number;
}

/** Milliseconds for which the register's news of small files are gathered: nobody holds a slot meanwhile. */
const GATHER_MS = 50;
const BATCH = 500;
const MAX_PAUSE_MS = 8_000;

/** The end of the time budget is noticed and told by the one who hands out the units. */
function unlessOutOfTime(error: unknown): void {
  if (!(error instanceof OutOfTime)) throw error;
}

export function worldOf(
  ctx: StageContext,
  listing: Listing,
  source: Source,
  options: TransferOptions,
  group: TaskGroup,
): World {
  const counts: Counts = { fetched: 0, saved: 0, files: [], startedAt: ctx.clock.now() };
  const tallies = new Map<string, Tally>();
  const say = (text: string | null) => ctx.progress.detail(text);
  const gather = gathering(ctx.clock, GATHER_MS, () => group.active);
  const referencing = coalesced<BlobToCome>((blobs) => ctx.blobs.reference(blobs), BATCH, gather.pause);
  const storing = coalesced<StoredBlob>((blobs) => ctx.blobs.stored(blobs), BATCH, gather.pause);
  return {
    ctx,
    listing,
    source,
    options,
    pauses: { clock: ctx.clock, random: options.random, firstMs: options.firstPauseMs, maxMs: MAX_PAUSE_MS },
    group,
    memory: lendingMemory(options.maxMemoryBytes),
    slots: adaptiveSlots(options.concurrency, ctx.clock),
    puts: adaptiveSlots(options.puts, ctx.clock),
    disk: roomOf(options.spool.maxBytes),
    closers: new Set(),
    reference: (blob) => gather.waiting(referencing(blob)),
    stored: (blob) => gather.waiting(storing(blob)),
    handedOut: gather.last,
    again: (unit) => group.spawn(() => unit.produce().catch(unlessOutOfTime)),
    call: (signal) => ({ signal, say, remaining: () => ctx.deadline.remaining() }),
    counts,
    tally: ({ file }) => {
      const known = tallies.get(file.path) ?? tallyOf(ctx.progress);
      tallies.set(file.path, known);
      return known;
    },
    done: (content, blob, kind = "file") => finished(counts, ctx.progress, content, blob, kind),
  };
}

function finished(
  counts: Counts,
  progress: Progress,
  { file, twins }: Content,
  blob: StoredBlob,
  kind: StoredFile["kind"],
) {
  const { sha256, bytes, crc32 } = blob;
  for (const { path, gitSha1 } of [file, ...twins]) counts.files.push({ path, bytes, sha256, gitSha1, crc32, kind });
  spare(counts, progress, bytes * twins.length);
  progress.addFiles(1 + twins.length);
}

/** Counts bytes that are here without having been fetched. */
export function spare(counts: Counts, progress: Progress, bytes: number): void {
  counts.saved += bytes;
  progress.addBytes(bytes);
  progress.addSaved?.(bytes);
}
