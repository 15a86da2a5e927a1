import { LeaseLost } from "../../domain/failure.ts";
import type { components } from "../../generated/api.ts";
import type { Clock } from "../ports.ts";

/** The progress object of the API. */
export type ProgressState = components["schemas"]["Progress"];

export interface ProgressWriterOptions {
  /** Stores the state where others see it. Throws LeaseLost when the claim is no longer valid. */
  readonly write: (state: ProgressState) => Promise<void>;
  readonly clock: Clock;
  /** A write found that the lease is lost: the work must stop. */
  readonly onLost: (error: LeaseLost) => void;
  /** A write failed for another reason; the next change tries again. */
  readonly onFault: (error: unknown) => void;
}

/** Shortest time between two writes. */
const EVERY_MS = 1_000;
/** The same while several functions move the files: what most of them have moved is known at their heartbeats only. */
const SHARED_EVERY_MS = 5_000;
/** After a write that showed a rate, the state is written again without a change, so that a standstill shows. */
const IDLE_EVERY_MS = 5_000;

/**
 * Writes the progress soon after a change, at most once a second, one write at a time. A change that is marked as shared
 * waits longer, up to five seconds.
 */
export function progressWriter(options: ProgressWriterOptions, state: () => ProgressState) {
  const plan = planned(options, () => void start());
  const everyMs = (isShared: boolean) => (isShared ? SHARED_EVERY_MS : EVERY_MS);
  /** Whether all that is not written yet can wait as long as shared progress does. */
  let canWait = true;
  let dirty = false;
  let writing: Promise<void> | null = null;

  async function put(): Promise<void> {
    dirty = false;
    canWait = true;
    plan.began();
    try {
      const current = state();
      await options.write(current);
      if (current.bytes_per_second > 0) plan.next(IDLE_EVERY_MS);
    } catch (error) {
      if (error instanceof LeaseLost) {
        plan.end();
        options.onLost(error);
      } else options.onFault(error);
    }
  }

  function start(): Promise<void> {
    writing ??= put().finally(() => {
      writing = null;
      if (dirty) plan.next(everyMs(canWait));
    });
    return writing;
  }

  return {
    changed(isShared = false): void {
      dirty = true;
      canWait &&= isShared;
      if (writing === null) plan.next(everyMs(canWait));
    },
    async flush(): Promise<void> {
      if (writing !== null) await writing;
      if (!plan.ended()) await start();
    },
    async close(): Promise<void> {
      plan.end();
      if (writing !== null) await writing;
    },
  };
}

/** When the next write is due: never sooner after the last one than asked for. */
function planned({ clock }: ProgressWriterOptions, due: () => void) {
  let next: { readonly at: number; readonly cancel: AbortController } | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  let over = false;
  return {
    began(): void {
      lastAt = clock.now();
    },
    /** Plans a write `distance` milliseconds after the last one, unless an earlier one is planned. */
    next(distance: number): void {
      const at = lastAt + distance;
      if (over || (next !== null && next.at <= at)) return;
      next?.cancel.abort();
      const cancel = new AbortController();
      next = { at, cancel };
      const now = () => {
        next = null;
        due();
      };
      // The pause rejects when an earlier write replaced this one or writing has ended.
      clock.sleep(Math.max(0, at - clock.now()), cancel.signal).then(now, () => {});
    },
    end(): void {
      over = true;
      next?.cancel.abort();
    },
    ended: () => over,
  };
}
