const TICK_MS = 20;
/** Of this process: one timer for all that measure. */
let ticks = 0;
setInterval(() => {
  ticks += 1;
}, TICK_MS).unref();

/**
 * Measures how long this process has run, in milliseconds, for upper bounds on what happens inside it: while the machine
 * stalls or gives its time to others, this stands still, and after that it counts one tick, not the time that was lost.
 */
export function runningTime(): () => number {
  const from = ticks;
  return () => (ticks - from) * TICK_MS;
}
