import { crc32 } from "node:zlib";
import { type TaskGroup, taskGroup } from "../../domain/task-group.ts";
import type { ByteRange, ListedFile, StoredBlob } from "../ports.ts";
import { crc32Combine } from "../store/crc32.ts";
import type { Arrival } from "./arrivals.ts";
import type { ContentProgress, TransferContext } from "./context.ts";
import { type ContentDigest, contentDigest, intoBuffer, type Target, verify } from "./fetch.ts";
import type { PartKeeper } from "./keepers.ts";
import { type PartGrid, rangeOf } from "./plan.ts";
import { inSlot } from "./slots.ts";

/** A file in parts, whose SHA-256 is known. */
export type HashedFile = ListedFile & { readonly sha256: string };

/** Where the bytes of a large file come from. */
export interface Origin {
  fetch(range: ByteRange, target: Target, progress: ContentProgress, signal: AbortSignal): Promise<void>;
  /** Called once, however the file ends. */
  close(): Promise<void>;
}

/** One try at a large file. */
export interface Round {
  /** Starts all parts; stops early when one of them failed. */
  start(): Promise<void>;
  /** Waits for all parts, verifies, and makes the blob; null when the time ended before all parts were started. */
  finish(): Promise<StoredBlob | null>;
  /** Removes what was kept. */
  discard(): Promise<void>;
}

export interface RoundParts {
  readonly context: TransferContext;
  readonly file: HashedFile;
  readonly grid: PartGrid;
  readonly keeper: PartKeeper;
  readonly origin: Origin;
  readonly progress: ContentProgress;
}

export function roundOf(round: RoundParts): Round {
  const { context, file, grid, keeper } = round;
  // Parts of a round end together without ending the other files.
  const parts = taskGroup(context.signal);
  const digest = contentDigest({ bytes: file.bytes, gitSha1: null });
  const mover = partMover(round, parts, digest);
  const allStarted = Promise.withResolvers<boolean>();
  return {
    async start() {
      try {
        for (let index = 0; index < grid.count; index++) {
          context.deadline.check();
          await mover.start(index);
        }
        allStarted.resolve(true);
      } catch (error) {
        allStarted.resolve(false);
        // When a part has failed, finish() reports it. The end of the time budget concerns the whole transfer.
        if (!parts.signal.aborted) throw error;
      }
    },
    async finish() {
      const complete = await allStarted.promise;
      await parts.settle();
      if (!complete) return null;
      verify({ ...file, gitSha1: null }, digest.finish());
      const crc32 = mover.crc32();
      await keeper.complete({ bytes: file.bytes, crc32 }, context.signal);
      return { sha256: file.sha256, bytes: file.bytes, crc32, gitSha1: file.gitSha1 };
    },
    discard: () => keeper.discard(context.signal),
  };
}

/** Moves parts: fetched or read back, hashed in order, kept. */
function partMover(round: RoundParts, parts: TaskGroup, digest: ContentDigest) {
  const { context, file, grid, keeper } = round;
  const order = inOrder(digest);
  const sums: number[] = [];

  /** Brings a part to its place and hashes it when all before it have come. */
  async function keep(index: number, bytes: Buffer): Promise<void> {
    const hashed = order.feed(index, bytes);
    sums[index] = keeper.present.has(index) ? crc32(bytes) : await keeper.keep(index, bytes, parts.signal);
    await unlessAborted(hashed, parts.signal);
  }

  return {
    /** Waits for memory and a slot and starts the part. */
    async start(index: number): Promise<void> {
      const { start, end } = rangeOf(grid, index, file.bytes);
      const { loan, arrival } = await admit(context, end - start + 1, parts.signal);
      void parts.spawn(async () => {
        let intact = false;
        try {
          // While a part is stored or waits for its turn to be hashed, others arrive.
          await inSlot(context.requests, loan.bytes.length, () =>
            fetchPart(round, index, loan.bytes, arrival, parts.signal),
          ).finally(arrival.end);
          await keep(index, loan.bytes);
          intact = true;
        } finally {
          loan.release({ reuse: intact });
        }
      });
    },
    /** CRC-32 of the whole file, once all parts are there. */
    crc32: () =>
      sums.reduce((crc, sum, index) => {
        const { start, end } = rangeOf(grid, index, file.bytes);
        return crc32Combine(crc, sum, end - start + 1);
      }, 0),
  };
}

/** Brings a part into memory. */
async function fetchPart(
  { file, grid, keeper, origin, progress }: RoundParts,
  index: number,
  bytes: Buffer,
  arrival: Arrival,
  signal: AbortSignal,
): Promise<void> {
  if (keeper.present.has(index)) {
    // It does not come over the link that the others share.
    arrival.add(bytes.length);
    await keeper.read(index, bytes, signal);
    progress.add(bytes.length);
  } else {
    const target = reporting(intoBuffer(bytes), arrival);
    await origin.fetch(rangeOf(grid, index, file.bytes), target, progress, signal);
  }
}

/** Waits for the right to arrive, for memory and for a slot. */
async function admit({ arriving, memory, requests }: TransferContext, bytes: number, signal: AbortSignal) {
  using taken = new DisposableStack();
  const arrival = taken.adopt(await arriving.take(bytes, signal), (begun) => begun.end());
  const loan = taken.adopt(await memory.take(bytes, signal), (lent) => lent.release());
  await requests.take(signal);
  taken.move();
  return { arrival, loan };
}

/** A target that also tells what arrived. */
const reporting = (target: Target, arrival: Arrival): Target => ({
  ...target,
  write(bytes) {
    arrival.add(bytes.length);
    return target.write(bytes);
  },
});

/** Feeds pieces that arrive in any order to a digest in the order of the file. */
export function inOrder(digest: ContentDigest) {
  let next = 0;
  const waiting = new Map<number, { bytes: Uint8Array; hashed: () => void }>();
  return {
    /** Resolves when piece `index` and all before it were hashed. Its bytes must not change until then. */
    feed(index: number, bytes: Uint8Array): Promise<void> {
      return new Promise((hashed) => {
        waiting.set(index, { bytes, hashed });
        for (let piece = waiting.get(next); piece !== undefined; piece = waiting.get(next)) {
          waiting.delete(next);
          next += 1;
          digest.update(piece.bytes);
          piece.hashed();
        }
      });
    },
  };
}

/** Waits for a promise that stays pending when the work around it has failed. */
function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    promise.then(() => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }, reject);
  });
}
