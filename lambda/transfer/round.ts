import { crc32Combine } from "../archive/crc32.ts";
import type { StoredBlob } from "../ports.ts";
import { crcOf } from "../store/checksum.ts";
import { contentDigest, inOrder, verify } from "./digest.ts";
import type { PartKeeper } from "./keeper.ts";
import type { HashedFile, LargeOrigin } from "./large.ts";
import type { Loan } from "./memory.ts";
import { type PartGrid, rangeOf } from "./plan.ts";
import type { Tally } from "./tally.ts";
import { taskGroup } from "./tasks.ts";
import { fillingFrom } from "./whole.ts";
import type { World } from "./world.ts";

/** One try at a large file. */
export interface Round {
  /** Hands out all parts; stops early when one of them failed. */
  produce(): Promise<void>;
  /** Waits for all parts, verifies, and makes the blob; null when not all parts were handed out in time. */
  finish(): Promise<StoredBlob | null>;
  discard(): Promise<void>;
}

export function roundOf(
  world: World,
  file: HashedFile,
  grid: PartGrid,
  keeper: PartKeeper,
  origin: LargeOrigin,
  tally: Tally,
): Round {
  // Parts of a round end together without ending the other files.
  const parts = taskGroup(world.group.signal);
  const digest = contentDigest({ bytes: file.bytes, gitSha1: null });
  const order = inOrder(digest);
  const sums: number[] = [];
  /** Whether every part was handed out. */
  const all = Promise.withResolvers<boolean>();

  async function movePart(index: number, loan: Loan): Promise<void> {
    const range = rangeOf(grid, index, file.bytes);
    let moved = 0;
    let intact = false;
    try {
      try {
        const present = keeper.present.has(index);
        if (present) {
          await keeper.read(index, loan.bytes, parts.signal);
          tally.add(loan.bytes.length);
        } else {
          await origin.fetch(range, fillingFrom(loan.bytes), tally, parts.signal);
        }
        const hashed = order.feed(index, loan.bytes);
        sums[index] = present ? crcOf(loan.bytes) : await keeper.keep(index, loan.bytes, parts.signal);
        moved = loan.bytes.length;
        // While a part waits for its turn to be hashed it holds memory, but no slot.
        parts.spawn(() => hashed.then(() => loan.release()));
        intact = true;
      } finally {
        world.slots.release(moved);
      }
    } finally {
      if (!intact) loan.release({ reuse: false });
    }
  }

  return {
    async produce() {
      try {
        for (let index = 0; index < grid.count; index++) {
          world.ctx.deadline.check();
          const { start, end } = rangeOf(grid, index, file.bytes);
          const loan = await world.memory.take(end - start + 1, parts.signal);
          await world.slots.take(parts.signal);
          parts.spawn(() => movePart(index, loan));
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
      const crc32 = sums.reduce((crc, sum, index) => {
        const { start, end } = rangeOf(grid, index, file.bytes);
        return crc32Combine(crc, sum, end - start + 1);
      }, 0);
      await keeper.complete({ bytes: file.bytes, crc32 }, world.group.signal);
      return { sha256: file.sha256, bytes: file.bytes, crc32, gitSha1: file.gitSha1 };
    },
    discard: () => keeper.discard(world.group.signal),
  };
}
