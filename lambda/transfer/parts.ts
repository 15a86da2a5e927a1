import { type TaskGroup, taskGroup } from "../../domain/task-group.ts";
import type { StoredBlob } from "../ports.ts";
import { crcOf } from "../store/checksum.ts";
import { crc32Combine } from "../store/crc32.ts";
import type { World } from "./context.ts";
import type { PartKeeper } from "./keeper.ts";
import type { HashedFile, LargeOrigin } from "./large.ts";
import { type PartGrid, rangeOf } from "./plan.ts";
import { fillingFrom, inSlot } from "./small.ts";
import type { Tally } from "./tally.ts";
import { type ContentDigest, contentDigest, inOrder, verify } from "./verify.ts";

/** One try at a large file. */
export interface Round {
  /** Hands out all parts; stops early when one of them failed. */
  produce(): Promise<void>;
  /** Waits for all parts, verifies, and makes the blob; null when not all parts were handed out in time. */
  finish(): Promise<StoredBlob | null>;
  discard(): Promise<void>;
}

/** What a round is made of. */
interface Work {
  readonly world: World;
  readonly file: HashedFile;
  readonly grid: PartGrid;
  readonly keeper: PartKeeper;
  readonly origin: LargeOrigin;
  readonly tally: Tally;
}

export function roundOf(work: Work): Round {
  const { world, file, grid, keeper } = work;
  // Parts of a round end together without ending the other files.
  const parts = taskGroup(world.group.signal);
  const digest = contentDigest({ bytes: file.bytes, gitSha1: null });
  const mover = partMover(work, parts, digest);
  /** Whether every part was handed out. */
  const all = Promise.withResolvers<boolean>();
  return {
    async produce() {
      try {
        for (let index = 0; index < grid.count; index++) {
          world.ctx.deadline.check();
          await mover.begin(index);
        }
        all.resolve(true);
      } catch (error) {
        all.resolve(false);
        // A part failed meanwhile: finish() says how. The time budget concerns everybody.
        if (!parts.signal.aborted) throw error;
      }
    },
    async finish() {
      const complete = await all.promise;
      await parts.settle();
      if (!complete) return null;
      verify({ ...file, gitSha1: null }, digest.finish());
      const crc32 = mover.crc32();
      await keeper.complete({ bytes: file.bytes, crc32 }, world.group.signal);
      return { sha256: file.sha256, bytes: file.bytes, crc32, gitSha1: file.gitSha1 };
    },
    discard: () => keeper.discard(world.group.signal),
  };
}

/** Moves parts: fetched or read back, hashed in order, kept. */
function partMover({ world, file, grid, keeper, origin, tally }: Work, parts: TaskGroup, digest: ContentDigest) {
  const order = inOrder(digest);
  const sums: number[] = [];

  /** Brings a part to its place; the result says when it was hashed, too, which may be later. */
  async function move(index: number, bytes: Buffer): Promise<{ readonly hashed: Promise<void> }> {
    if (keeper.present.has(index)) {
      await keeper.read(index, bytes, parts.signal);
      tally.add(bytes.length);
      sums[index] = crcOf(bytes);
      return { hashed: order.feed(index, bytes) };
    }
    await origin.fetch(rangeOf(grid, index, file.bytes), fillingFrom(bytes), tally, parts.signal);
    const hashed = order.feed(index, bytes);
    sums[index] = await keeper.keep(index, bytes, parts.signal);
    return { hashed };
  }

  return {
    /** Waits for memory and a slot and sets the part going. */
    async begin(index: number): Promise<void> {
      const { start, end } = rangeOf(grid, index, file.bytes);
      const loan = await world.memory.take(end - start + 1, parts.signal);
      try {
        await world.slots.take(parts.signal);
      } catch (error) {
        loan.release();
        throw error;
      }
      parts.spawn(async () => {
        let reuse = false;
        try {
          const { hashed } = await inSlot(world.slots, loan.bytes.length, () => move(index, loan.bytes));
          // While a part waits for its turn to be hashed it holds memory, but no slot.
          await orAborted(hashed, parts.signal);
          reuse = true;
        } finally {
          loan.release({ reuse });
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

/** Waits for a promise that stays open when the work around it has failed. */
function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
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
