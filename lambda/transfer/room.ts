import { turns } from "./budget.ts";

/** A bounded amount of something, taken in order. */
export interface Room {
  /** Waits until so much is free; the result gives it back, once. More than the bound is given only to one alone. */
  take(amount: number, signal: AbortSignal): Promise<() => void>;
}

export function roomOf(bound: number): Room {
  let used = 0;
  const queue = turns();
  return {
    async take(amount, signal) {
      const fits = () => {
        if (used > 0 && used + amount > bound) return false;
        used += amount;
        return true;
      };
      await queue.wait(fits, signal);
      let out = true;
      return () => {
        if (!out) return;
        out = false;
        used -= amount;
        queue.serve();
      };
    },
  };
}
