import type { Clock } from "../../lambda/ports.ts";

export interface ManualClock extends Clock {
  /** Moves the time on; pauses that end on the way end in their order. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is moved. */
export function manualClock(start = 1_000_000): ManualClock {
  let now = start;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.push(sleeper);
        const giveUp = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", giveUp, { once: true });
      }),
    advance(milliseconds) {
      now += milliseconds;
      const due = sleepers.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
  };
}
