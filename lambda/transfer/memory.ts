import { turns } from "./turns.ts";

const SMALLEST = 64 * 1024;
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

/**
 * Lends memory for content, `maxBytes` in total, and uses it again: the garbage collector sees nothing of it, so the
 * process does not grow with the artifact.
 */
export function lendingMemory(maxBytes: number): Memory {
  const free = new Map<number, Buffer[]>();
  let lent = 0;
  let idle = 0;
  const queue = turns();

  /** What lies idle in other sizes makes room for what is lent already. */
  function makeRoom(): void {
    for (const [kept, pieces] of free) {
      while (lent + idle > maxBytes && pieces.length > 0) {
        pieces.pop();
        idle -= kept;
      }
    }
  }

  function borrow(size: number): Buffer {
    const kept = free.get(size)?.pop();
    if (kept !== undefined) {
      idle -= size;
      return kept;
    }
    makeRoom();
    return Buffer.allocUnsafeSlow(size);
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
      const whole = borrow(size);
      let out = true;
      return {
        bytes: whole.subarray(0, bytes),
        release({ reuse } = { reuse: true }) {
          if (!out) return;
          out = false;
          lent -= size;
          if (reuse && lent + idle + size <= maxBytes) {
            const pieces = free.get(size);
            if (pieces === undefined) free.set(size, [whole]);
            else pieces.push(whole);
            idle += size;
          }
          queue.serve();
        },
      };
    },
  };
}
