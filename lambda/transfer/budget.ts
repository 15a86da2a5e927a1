/** Memory and disk of a transfer: bounded, handed out first come, first served. */

/** Callers that wait in order for a condition; one that aborts leaves the queue. */
export interface WaitingQueue {
  /** Waits until `ready` returns true, and behind everybody who came before. Rejects with the signal's reason. */
  wait(ready: () => boolean, signal: AbortSignal): Promise<void>;
  /** Something changed: serves from the front as long as the front is ready. */
  serve(): void;
}

interface Waiter {
  readonly ready: () => boolean;
  readonly go: () => void;
}

export function waitingQueue(): WaitingQueue {
  const queue: Waiter[] = [];
  const serve = () => {
    while (queue[0]?.ready()) queue.shift()?.go();
  };
  return {
    serve,
    wait: (ready, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const giveUp = () => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(signal.reason);
          serve();
        };
        const waiter: Waiter = {
          ready,
          go: () => {
            signal.removeEventListener("abort", giveUp);
            resolve();
          },
        };
        signal.addEventListener("abort", giveUp, { once: true });
        queue.push(waiter);
        serve();
      }),
  };
}

/** A bounded amount of something. */
export interface Budget {
  /** The amount taken now. */
  readonly used: number;
  /** Waits until the amount is free; the result gives it back. More than the bound is granted only while nothing else is. */
  take(amount: number, signal: AbortSignal): Promise<() => void>;
}

export function budgetOf(bound: number): Budget {
  let used = 0;
  const queue = waitingQueue();
  return {
    get used() {
      return used;
    },
    async take(amount, signal) {
      const fits = () => {
        if (used > 0 && used + amount > bound) return false;
        used += amount;
        return true;
      };
      await queue.wait(fits, signal);
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        used -= amount;
        queue.serve();
      };
    },
  };
}

/** A buffer on loan. */
export interface Loan {
  /** As many bytes as asked for, with whatever content they had before. */
  readonly bytes: Buffer;
  /** Gives the buffer back. With `reuse: false` it is not lent again, because a request may still be reading it. */
  release(options?: { reuse: boolean }): void;
}

export interface Memory {
  /** Waits until this many bytes are free. More than the bound is lent only while nothing else is. */
  take(bytes: number, signal: AbortSignal): Promise<Loan>;
}

const SMALLEST = 8 * 1024;
const MiB = 1024 * 1024;

/** A power of two up to a MiB and whole MiB above, so that returned buffers fit later requests. */
function sizeFor(bytes: number): number {
  if (bytes > MiB) return Math.ceil(bytes / MiB) * MiB;
  let size = SMALLEST;
  while (size < bytes) size *= 2;
  return size;
}

/** Returned buffers, by size. */
function freeList() {
  const bySize = new Map<number, Buffer[]>();
  let idle = 0;
  return {
    idle: () => idle,
    put(buffer: Buffer): void {
      const buffers = bySize.get(buffer.length);
      if (buffers === undefined) bySize.set(buffer.length, [buffer]);
      else buffers.push(buffer);
      idle += buffer.length;
    },
    take(size: number): Buffer | undefined {
      const buffer = bySize.get(size)?.pop();
      idle -= buffer?.length ?? 0;
      return buffer;
    },
    /** Drops buffers until no more than this many bytes are left. */
    shrinkTo(most: number): void {
      for (const buffers of bySize.values()) {
        while (idle > most && buffers.length > 0) idle -= buffers.pop()?.length ?? 0;
      }
    },
  };
}

/**
 * Lends buffers for content, `maxBytes` in total, and reuses them: the garbage collector has nothing to do with them, so
 * the process does not grow with the artifact.
 */
export function lendingMemory(maxBytes: number): Memory {
  const free = freeList();
  const budget = budgetOf(maxBytes);
  return {
    async take(bytes, signal) {
      const size = sizeFor(bytes);
      const giveBack = await budget.take(size, signal);
      const returned = free.take(size);
      // Idle buffers of other sizes make room for what is lent.
      if (returned === undefined) free.shrinkTo(Math.max(0, maxBytes - budget.used));
      const buffer = returned ?? Buffer.allocUnsafeSlow(size);
      let lent = true;
      return {
        bytes: buffer.subarray(0, bytes),
        release({ reuse } = { reuse: true }) {
          if (!lent) return;
          lent = false;
          if (reuse && budget.used + free.idle() <= maxBytes) free.put(buffer);
          giveBack();
        },
      };
    },
  };
}
