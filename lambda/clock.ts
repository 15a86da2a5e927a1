import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "./ports.ts";

/** The machine's clock; a pause rejects with the signal's reason when it aborts. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
