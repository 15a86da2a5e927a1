import type { Clock } from "../ports.ts";
import { turns } from "./budget.ts";

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
const LOSS = 0.95;
/** Windows without gain or loss after which a step is tried. */
const PATIENCE = 4;

export interface SlotBounds {
  readonly min: number;
  readonly start: number;
  readonly max: number;
}

/** Finds the number at which throughput is best, from one measured rate after another. */
function climber({ min, start, max }: SlotBounds) {
  let limit = Math.min(max, Math.max(min, start));
  let rate = 0;
  let patience = PATIENCE;
  /** Until the first window without gain the limit doubles. */
  let rising = true;
  /** Afterwards: whether the last step was towards more or fewer. A step that paid is followed by another. */
  let direction = 1;
  return {
    limit: () => limit,
    halve(): void {
      limit = Math.max(min, Math.floor(limit / 2));
      rate = 0;
      rising = false;
      direction = 1;
    },
    next(measured: number): void {
      const better = measured > rate * GAIN;
      const worse = measured < rate * LOSS;
      rate = measured;
      if (rising && better) {
        limit = Math.min(max, limit * 2);
        return;
      }
      if (rising || worse) {
        direction = rising ? -1 : -direction;
        rising = false;
      } else if (!better) {
        patience -= 1;
        if (patience > 0) return;
        // All is even: now and then the other side is tried.
        direction = -direction;
      }
      patience = PATIENCE;
      limit = Math.min(max, Math.max(min, limit + direction * Math.max(1, Math.floor(limit / 4))));
    },
  };
}

/**
 * As many requests at once as pay: starts low and doubles while throughput grows with it; then climbs in steps of a
 * quarter, turning round when a step costs throughput; halves on faults, at most once a window.
 */
export function adaptiveSlots(bounds: SlotBounds, clock: Clock): Slots {
  const climb = climber(bounds);
  const queue = turns();
  let used = 0;
  let window = { since: clock.now(), work: 0, ended: 0, full: false, fault: false };

  function endWindow(now: number): void {
    const rate = window.work / Math.max(1, now - window.since);
    const { full, fault } = window;
    window = { since: now, work: 0, ended: 0, full: used >= climb.limit(), fault: false };
    // A rate that was not held back by the slots says nothing of them.
    if (full && !fault) climb.next(rate);
  }

  return {
    get limit() {
      return climb.limit();
    },
    async take(signal) {
      const open = () => {
        if (used >= climb.limit()) return false;
        used += 1;
        if (used >= climb.limit()) window.full = true;
        return true;
      };
      await queue.wait(open, signal);
    },
    release(bytes) {
      used -= 1;
      window.work += bytes === 0 ? 0 : bytes + REQUEST_WORTH;
      window.ended += 1;
      const now = clock.now();
      if (window.ended >= climb.limit() && now - window.since >= WINDOW_MS) endWindow(now);
      queue.serve();
    },
    fault() {
      if (window.fault) return;
      window.fault = true;
      climb.halve();
    },
  };
}
