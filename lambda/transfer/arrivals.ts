import type { Clock } from "../ports.ts";
import { waitingQueue } from "./budget.ts";

/**
 * Bounds the parts that arrive at the same time, in bytes and in number. Parts that share a link and begin together also
 * end together: nothing can be stored until then, and at the end as much is stored while nothing arrives. So parts begin
 * at even distances, and only as many arrive at a time as bring more in all than fewer would.
 */
export interface Arrivals {
  /** Waits in order until a part of so many bytes may begin. */
  take(bytes: number, signal: AbortSignal): Promise<Arrival>;
}

/** A part that is arriving. */
export interface Arrival {
  /** So many of its bytes came. */
  add(bytes: number): void;
  /** It is here, or has failed. May be called again. */
  end(): void;
}

/** Shortest time over which a rate is measured, and the time that a new connection has to reach its own, milliseconds. */
const WINDOW_MS = 500;
const SETTLE_MS = 250;
/** A part that brings nothing holds up the next one for so long, milliseconds. */
const HOLD_UP_MS = 1_000;

/** @param maxBytes of parts that arrive; one larger part arrives alone */
export function boundedArrivals(maxBytes: number, clock: Clock): Arrivals {
  const number = fittingNumber();
  const queue = waitingQueue();
  let count = 0;
  let used = 0;
  /** The part that began last, and the bytes of all parts that came since. */
  let newest = { bytes: 0, at: 0, since: 0 };
  const rate = fullRate(number, clock);

  function mayBegin(bytes: number): boolean {
    if (count === 0) return true;
    const isInTurn = newest.since >= newest.bytes / number.limit() || clock.now() - newest.at >= HOLD_UP_MS;
    return isInTurn && used + bytes <= maxBytes && count < number.limit();
  }

  function reserved(bytes: number): true {
    count += 1;
    used += bytes;
    newest = { bytes, at: clock.now(), since: 0 };
    return true;
  }

  function begin(bytes: number): Arrival {
    let arriving = true;
    // The queue is served when bytes come, but none may.
    void clock.sleep(HOLD_UP_MS).then(queue.serve);
    return {
      add(arrived) {
        newest.since += arrived;
        rate.add(arrived, count);
        queue.serve();
      },
      end() {
        if (!arriving) return;
        arriving = false;
        count -= 1;
        used -= bytes;
        queue.serve();
      },
    };
  }

  return {
    async take(bytes, signal) {
      await queue.wait(() => mayBegin(bytes) && reserved(bytes), signal);
      return begin(bytes);
    },
  };
}

/** Measures the rate while as many parts arrive as may, and lets it decide about their number. */
function fullRate(number: ReturnType<typeof fittingNumber>, clock: Clock) {
  let window: { since: number; bytes: number } | null = null;
  return {
    /** So many bytes came while so many parts arrive. */
    add(bytes: number, count: number): void {
      const now = clock.now();
      const limit = number.limit();
      if (count !== limit) window = null;
      else if (window === null) window = { since: now + SETTLE_MS, bytes: 0 };
      else if (now >= window.since) window.bytes += bytes;
      if (window === null || now - window.since < WINDOW_MS) return;
      number.measured(window.bytes / (now - window.since));
      window = number.limit() === limit ? { since: now, bytes: 0 } : null;
    },
  };
}

/** While one part ends, the next one is on its way. */
const LEAST = 2;
const MOST = 32;
/** A further part must raise the rate by so much; one less may lower it by no more. */
const GAIN = 1.1;
const LOSS = 0.95;
/** Windows between two trials. */
const PATIENCE = 10;

/** Finds the smallest number with nearly the highest rate: tries twice as many, and later one more or one less. */
export function fittingNumber() {
  let limit = LEAST;
  let direction = 1;
  let calm = PATIENCE;
  let step = LEAST;
  let trial: { readonly from: number; readonly rate: number } | null = null;

  function attempt(rate: number): void {
    const next = limit + direction * step;
    step = 1;
    calm = 0;
    if (next < LEAST || next > MOST) {
      direction = -direction;
      return;
    }
    trial = { from: limit, rate };
    limit = next;
  }

  return {
    limit: () => limit,
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
      }
      trial = null;
      if (pays) attempt(rate);
    },
  };
}
