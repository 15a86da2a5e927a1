import type { Clock } from "../ports.ts";
import { waitingQueue } from "./budget.ts";

/** Permits for requests in flight, as many as throughput gains from. */
export interface Slots {
  /** Waits in order for a slot. */
  take(signal: AbortSignal): Promise<void>;
  /** Gives the slot back after moving this many bytes (0 when the request failed). */
  release(bytes: number): void;
  /** The other side was slow, broke the connection or refused: lowers the limit. */
  fault(): void;
  /** How many may be taken now. */
  readonly limit: number;
}

/** What a request costs besides its bytes, in bytes: small files count as work, too. */
const REQUEST_WORTH = 128 * 1024;
/** Shortest time over which a rate is measured, milliseconds. */
const WINDOW_MS = 200;
const GAIN = 1.05;
const LOSS = 0.95;
/** Windows without gain or loss after which the other direction is tried. */
const PATIENCE = 4;

export interface SlotBounds {
  readonly min: number;
  readonly start: number;
  readonly max: number;
}

/** Hill climbing: finds the limit with the best throughput, from one measured rate after another. */
function climber({ min, start, max }: SlotBounds) {
  let limit = Math.min(max, Math.max(min, start));
  let rate = 0;
  let patience = PATIENCE;
  /** Until the first window without gain the limit doubles. */
  let doubling = true;
  /** Afterwards: whether the last step went up or down. A step that paid is followed by another. */
  let direction = 1;
  return {
    limit: () => limit,
    halve(): void {
      limit = Math.max(min, Math.floor(limit / 2));
      rate = 0;
      doubling = false;
      direction = 1;
    },
    next(measured: number): void {
      const better = measured > rate * GAIN;
      const worse = measured < rate * LOSS;
      rate = measured;
      if (doubling && better) {
        limit = Math.min(max, limit * 2);
        return;
      }
      if (doubling || worse) {
        direction = doubling ? -1 : -direction;
        doubling = false;
      } else if (!better) {
        patience -= 1;
        if (patience > 0) return;
        direction = -direction;
      }
      patience = PATIENCE;
      limit = Math.min(max, Math.max(min, limit + direction * Math.max(1, Math.floor(limit / 4))));
    },
  };
}

/**
 * Starts low and doubles the limit while throughput grows with it; then climbs in steps of a quarter, turning round when
 * a step costs throughput; halves it on faults, at most once a window.
 */
export function adaptiveSlots(bounds: SlotBounds, clock: Clock): Slots {
  const climb = climber(bounds);
  const queue = waitingQueue();
  let used = 0;
  let window = { since: clock.now(), work: 0, ended: 0, full: false, fault: false };

  function endWindow(now: number): void {
    const rate = window.work / Math.max(1, now - window.since);
    const { full, fault } = window;
    window = { since: now, work: 0, ended: 0, full: used >= climb.limit(), fault: false };
    // A rate that the slots did not hold back says nothing about them.
    if (full && !fault) climb.next(rate);
  }

  return {
    get limit() {
      return climb.limit();
    },
    async take(signal) {
      const isFree = () => {
        if (used >= climb.limit()) return false;
        used += 1;
        if (used >= climb.limit()) window.full = true;
        return true;
      };
      await queue.wait(isFree, signal);
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

/** Makes a request in a slot that was taken, and gives the slot back. */
export async function inSlot<T>(slots: Slots, bytes: number, request: () => Promise<T>): Promise<T> {
  let moved = 0;
  try {
    const result = await request();
    moved = bytes;
    return result;
  } finally {
    slots.release(moved);
  }
}
