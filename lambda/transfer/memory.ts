import { turns } from "./budget.ts";

const SMALLEST = 8 * 1024;
const MiB = 1024 * 1024;

/** A piece of memory that was lent. */
export interface Loan {
  /** Exactly the bytes asked for; what is in them is left over from before. */
  readonly bytes: Buffer;
  /** Gives it back. With `reuse: false` it is not lent again, as somebody may still be reading it. */
  release(options?: { reuse: boolean }): void;
}

export interface Memory {
  /** Waits in order until the bytes are free. More than the bound is lent only while nothing else is. */
  take(bytes: number, signal: AbortSignal): Promise<Loan>;
}

/** A power of two below a MiB and whole MiB above, so that pieces fit each other again. */
function sizeFor(bytes: number): number {
  if (bytes > MiB) return Math.ceil(bytes / MiB) * MiB;
  let size = SMALLEST;
  while (size < bytes) size *= 2;
  return size;
}

/** Pieces that came back and wait to be lent again. */
function shelf() {
  const free = new Map<number, Buffer[]>();
  let idle = 0;
  return {
    idle: () => idle,
    put(piece: Buffer): void {
      const pieces = free.get(piece.length);
      if (pieces === undefined) free.set(piece.length, [piece]);
      else pieces.push(piece);
      idle += piece.length;
    },
    take(size: number): Buffer | undefined {
      const piece = free.get(size)?.pop();
      idle -= piece?.length ?? 0;
      return piece;
    },
    /** Drops pieces until no more than so many bytes are left. */
    shrinkTo(most: number): void {
      for (const pieces of free.values()) {
        while (idle > most && pieces.length > 0) idle -= pieces.pop()?.length ?? 0;
      }
    },
  };
}

/**
 * Lends memory for content, `maxBytes` in total, and uses it again: the garbage collector sees nothing of it, so the
 * process does not grow with the artifact.
 */
export function lendingMemory(maxBytes: number): Memory {
  const kept = shelf();
  let lent = 0;
  const queue = turns();

  function giveBack(piece: Buffer, reuse: boolean): void {
    lent -= piece.length;
    if (reuse && lent + kept.idle() + piece.length <= maxBytes) kept.put(piece);
    queue.serve();
  }

  return {
    async take(bytes, signal) {
      const size = sizeFor(bytes);
      const fits = () => {
        if (lent > 0 && lent + size > maxBytes) return false;
        lent += size;
        return true;
      };
      await queue.wait(fits, signal);
      const again = kept.take(size);
      // What lies idle in other sizes makes room for what is lent.
      if (again === undefined) kept.shrinkTo(Math.max(0, maxBytes - lent));
      const piece = again ?? Buffer.allocUnsafeSlow(size);
      let out = true;
      return {
        bytes: piece.subarray(0, bytes),
        release({ reuse } = { reuse: true }) {
          if (!out) return;
          out = false;
          giveBack(piece, reuse);
        },
      };
    },
  };
}
