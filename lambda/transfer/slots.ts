import type { Clock } from "../ports.ts";
import { turns } from "./turns.ts";

export interface Slots {
  /** Waits in order for one of the slots. */
  take(signal: AbortSignal): Promise<void>;
  /** Gives the slot back after moving so many bytes (0 when it failed). */
  release(bytes: number): void;
  /** The source or the store was slow, broke off or refused: fewer at once. */
  fault(): void;
  /** How many may be taken now. */
  readonly limit: number;
}

/** What a request costs besides its bytes, in bytes: small files must count as work, too. */
const REQUEST_WORTH = 128 * 1024;
/** Shortest time over which a rate says something. */
const WINDOW_MS = 200;
const GAIN = 1.05;
const LOSS = 0.8;
/** Windows without gain after which one more slot is tried. */
const PATIENCE = 4;

/**
 * As many requests at once as pay: starts low, doubles while throughput grows with it, later grows by a quarter, steps
 * back when it falls and halves on faults, at most once a window.
 */
export function adaptiveSlots(
  { min, start, max }: { readonly min: number; readonly start: number; readonly max: number },
  clock: Clock,
): Slots {
  let limit = Math.min(max, Math.max(min, start));
  let used = 0;
  let window = { since: clock.now(), work: 0, ended: 0, full: false, fault: false };
  let rate = 0;
  let patience = PATIENCE;
  /** Until the first window without gain the limit doubles. */
  let rising = true;
  const queue = turns();

  function decide(now: number): void {
    const measured = window.work / Math.max(1, now - window.since);
    const { full, fault } = window;
    window = { since: now, work: 0, ended: 0, full: used >= limit, fault: false };
    // A rate that was not held back by the slots says nothing of them.
    if (!full || fault) return;
    if (measured > rate * GAIN) {
      limit = Math.min(max, rising ? limit * 2 : limit + Math.max(1, Math.floor(limit / 4)));
      patience = PATIENCE;
      rate = measured;
      return;
    }
    rising = false;
    if (measured < rate * LOSS) {
      limit = Math.max(min, limit - Math.max(1, Math.floor(limit / 4)));
      patience = PATIENCE;
    } else if (--patience === 0) {
      limit = Math.min(max, limit + 1);
      patience = PATIENCE;
    }
    rate = measured;
  }

  return {
    get limit() {
      return limit;
    },
    async take(signal) {
      const open = () => {
        if (used >= limit) return false;
        used += 1;
        if (used >= limit) window.full = true;
        return true;
      };
      await queue.wait(open, signal);
    },
    release(bytes) {
      used -= 1;
      window.work += bytes === 0 ? 0 : bytes + REQUEST_WORTH;
      window.ended += 1;
      const now = clock.now();
      if (window.ended >= limit && now - window.since >= WINDOW_MS) decide(now);
      queue.serve();
    },
    fault() {
      if (window.fault) return;
      window.fault = true;
      rising = false;
      limit = Math.max(min, Math.floor(limit / 2));
      rate = 0;
    },
  };
}
