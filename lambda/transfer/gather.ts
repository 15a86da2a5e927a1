import type { Clock } from "../ports.ts";

/** The pauses in which news of small files are gathered, so that one transaction carries many. */
export interface Gathering {
  /** Lasts its time, or until nobody is left who could bring more. */
  pause(): Promise<void>;
  /** Counts who waits for the news to be carried. */
  waiting<T>(carried: Promise<T>): Promise<T>;
  /** Everything was handed out: once all that is under way waits, nothing more can come. */
  last(): void;
}

/** @param active how many tasks are under way, those that wait included */
export function gathering(clock: Clock, milliseconds: number, active: () => number): Gathering {
  const pauses = new Set<AbortController>();
  let waiting = 0;
  let closing = false;
  const complete = () => closing && waiting >= active();
  const endPauses = () => {
    for (const pause of complete() ? pauses : []) pause.abort();
  };
  return {
    async pause() {
      if (complete()) return;
      const pause = new AbortController();
      pauses.add(pause);
      try {
        await clock.sleep(milliseconds, pause.signal);
      } catch (error) {
        if (!pause.signal.aborted) throw error;
      } finally {
        pauses.delete(pause);
      }
    },
    async waiting(carried) {
      waiting += 1;
      endPauses();
      try {
        return await carried;
      } finally {
        waiting -= 1;
      }
    },
    last() {
      closing = true;
      endPauses();
    },
  };
}
