import { LeaseLost } from "../../domain/failure.ts";
import type { ProgressOptions, ProgressState } from "./progress.ts";

const EVERY_MS = 1_000;
/** While bytes were moving lately the rate is written again, so that a standstill shows. */
const IDLE_EVERY_MS = 5_000;

/** Writes the progress soon after a change, at most once a second, one write at a time. */
export function progressWriter(options: ProgressOptions, state: () => ProgressState) {
  const plan = planned(options, () => void start());
  let dirty = false;
  let writing: Promise<void> | null = null;

  async function put(): Promise<void> {
    dirty = false;
    plan.began();
    try {
      const current = state();
      await options.write(current);
      if (current.bytes_per_second > 0) plan.next(IDLE_EVERY_MS);
    } catch (error) {
      if (error instanceof LeaseLost) {
        plan.end();
        options.onLost?.(error);
      } else options.onFault?.(error);
    }
  }

  function start(): Promise<void> {
    writing ??= put().finally(() => {
      writing = null;
      if (dirty) plan.next(EVERY_MS);
    });
    return writing;
  }

  return {
    changed(): void {
      dirty = true;
      if (writing === null) plan.next(EVERY_MS);
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
function planned({ clock }: ProgressOptions, due: () => void) {
  let next: { readonly at: number; readonly cancel: AbortController } | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  let over = false;
  return {
    began(): void {
      lastAt = clock.now();
    },
    /** Plans a write so long after the last one, unless an earlier one is planned. */
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
      // The pause ends by rejecting when an earlier write took its place or writing has ended.
      clock.sleep(Math.max(0, at - clock.now()), cancel.signal).then(now, () => {});
    },
    end(): void {
      over = true;
      next?.cancel.abort();
    },
    ended: () => over,
  };
}
