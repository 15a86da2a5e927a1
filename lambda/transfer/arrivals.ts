import type { Clock } from "../ports.ts";
import { waitingQueue } from "./budget.ts";

/**
 * Bounds the parts that arrive at the same time, in bytes and in number. Parts that share a link and begin together also
 * end together: nothing can be stored until then, and at the end as much is stored while nothing arrives. So only as many
 * arrive at a time as bring more in all than fewer would, and they begin at even distances. Beyond that number one part
 * is requested while another is nearly here, so that the link is in use between them.
 */
export interface Arrivals {
  /** Waits in order until a part of this many bytes may begin. */
  take(bytes: number, signal: AbortSignal): Promise<Arrival>;
  /** Waits in order until a part could begin. */
  room(signal: AbortSignal): Promise<void>;
}

/** A part that is arriving. */
export interface Arrival {
  /** Counts further bytes of it that arrived. */
  add(bytes: number): void;
  /** It is here, or has failed. May be called again. */
  end(): void;
}

/** Shortest time over which a rate is measured, and the time that a new connection has to reach its own, milliseconds. */
const WINDOW_MS = 500;
const SETTLE_MS = 250;
/** A part is requested so long before another is here, milliseconds: as long as a distant source may take to answer. */
const AHEAD_MS = 250;
/** While nothing comes, the next part waits no longer than this, milliseconds. */
const HOLD_UP_MS = 1_000;

/** @param maxBytes of parts that arrive; one larger part arrives alone */
export function boundedArrivals(maxBytes: number, clock: Clock): Arrivals {
  const number = fittingNumber();
  const queue = waitingQueue();
  const parts = arrivingParts(clock);
  const rate = fullRate(number, clock);
  /** Parts that wait for their turn. */
  let waiting = 0;

  function mayBegin(bytes: number): boolean {
    const count = parts.count();
    if (count === 0) return true;
    if (parts.used() + bytes > maxBytes || count > number.limit()) return false;
    if (parts.bringNothing()) return true;
    return count < number.limit() ? parts.areSpaced(number.limit()) : parts.oneIsNearlyHere();
  }

  return {
    room: (signal) => queue.wait(() => mayBegin(0), signal),
    async take(bytes, signal) {
      const part = { bytes, left: bytes };
      waiting += 1;
      await queue
        .wait(() => mayBegin(bytes) && parts.begin(part), signal)
        .finally(() => {
          waiting -= 1;
        });
      // The queue is served when bytes come, but none may.
      const watch = async (): Promise<void> => {
        for (; parts.has(part); await clock.sleep(HOLD_UP_MS)) queue.serve();
      };
      void watch();
      return {
        add(arrived) {
          parts.came(part, arrived);
          rate.add(arrived, { count: parts.count(), waiting, partBytes: bytes });
          queue.serve();
        },
        end() {
          if (parts.end(part)) queue.serve();
        },
      };
    },
  };
}

interface Part {
  readonly bytes: number;
  /** Bytes that have not come yet. */
  left: number;
}

/** What is known of the parts that arrive now. */
function arrivingParts(clock: Clock) {
  const arriving = new Set<Part>();
  let used = 0;
  /** The part that began last, and the bytes of all parts that came since. */
  let newest = { bytes: 0, at: 0, since: 0 };
  let lastCameAt = 0;
  return {
    count: (): number => arriving.size,
    /** Bytes of all of them, whether they have come or not. */
    used: (): number => used,
    has: (part: Part): boolean => arriving.has(part),
    begin(part: Part): true {
      arriving.add(part);
      used += part.bytes;
      newest = { bytes: part.bytes, at: clock.now(), since: 0 };
      lastCameAt = newest.at;
      return true;
    },
    came(part: Part, bytes: number): void {
      part.left = Math.max(0, part.left - bytes);
      newest.since += bytes;
      lastCameAt = clock.now();
    },
    /** False when it has ended before. */
    end(part: Part): boolean {
      if (!arriving.delete(part)) return false;
      used -= part.bytes;
      return true;
    },
    bringNothing: (): boolean => clock.now() - lastCameAt >= HOLD_UP_MS,
    /** True when, of this many parts at even distances, the next one is due. */
    areSpaced: (limit: number): boolean => newest.since >= newest.bytes / limit,
    /** True when one of them is here in a moment at the present rate. What came within a moment is no rate yet. */
    oneIsNearlyHere(): boolean {
      const left = Math.min(...[...arriving].map((part) => part.left));
      return left * arriving.size * Math.max(AHEAD_MS, clock.now() - newest.at) <= newest.since * AHEAD_MS;
    },
  };
}

/**
 * Measures the rate from when as many parts arrive as may, as long as there are parts to begin, and lets it decide about
 * their number. Once the number is found, a window is long enough for one part, so that on a slow link trials are rare:
 * each delays what could be stored meanwhile.
 */
function fullRate(number: ReturnType<typeof fittingNumber>, clock: Clock) {
  let window: { since: number; bytes: number } | null = null;
  return {
    /** Counts bytes that arrived of a part of `partBytes`, while `count` parts arrive and further ones wait. */
    add(bytes: number, { count, waiting, partBytes }: Record<"count" | "waiting" | "partBytes", number>): void {
      const now = clock.now();
      const limit = number.limit();
      const isFull = count >= limit;
      // Between two parts fewer arrive for a moment; without a part that waits, something else holds them back.
      if (!isFull && (window === null || waiting === 0)) window = null;
      else if (window === null) window = { since: now + SETTLE_MS, bytes: 0 };
      else if (now >= window.since) window.bytes += bytes;
      if (window === null || now - window.since < WINDOW_MS) return;
      if (!number.grows() && window.bytes < partBytes) return;
      number.measured(window.bytes / (now - window.since));
      window = number.limit() === limit ? { since: now, bytes: 0 } : null;
    },
  };
}

const LEAST = 1;
const MOST = 32;
/** A further part must raise the rate by so much; one less may lower it by no more. */
const GAIN = 1.1;
const LOSS = 0.95;
/** Windows between two trials. */
const PATIENCE = 10;

/** Finds the smallest number with nearly the highest rate: doubles it while that pays, and later tries one more or one less. */
export function fittingNumber() {
  let limit = LEAST;
  let direction = 1;
  let calm = PATIENCE;
  let doubles = true;
  let trial: { readonly from: number; readonly rate: number } | null = null;

  function attempt(rate: number): void {
    const next = doubles ? 2 * limit : limit + direction;
    calm = 0;
    if (next < LEAST || next > MOST) {
      direction = -direction;
      doubles = false;
      return;
    }
    trial = { from: limit, rate };
    limit = next;
  }

  return {
    limit: () => limit,
    /** True until doubling it has not paid. */
    grows: () => doubles,
    measured(rate: number): void {
      if (trial === null) {
        calm += 1;
        if (calm >= PATIENCE) attempt(rate);
        return;
      }
      const pays = rate > trial.rate * (direction > 0 ? GAIN : LOSS);
      if (!pays) {
        limit = trial.from;
        direction = -direction;
        doubles = false;
      }
      trial = null;
      if (pays) attempt(rate);
    },
  };
}
