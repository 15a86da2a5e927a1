/** Span over which a rate is taken, milliseconds. */
const SPAN_MS = 10_000;
/** What comes within this time is kept as one: fine enough for the span, few enough to keep. */
const STEP_MS = 250;

/** Bytes per second over the last 10 seconds, or over the time since the first byte when that is shorter. */
export function recentRate() {
  const steps: { readonly at: number; bytes: number }[] = [];
  let since = 0;

  function forget(now: number): void {
    while (steps[0] !== undefined && now - steps[0].at >= SPAN_MS) steps.shift();
  }

  return {
    /** Bytes that came, or (negative) that are not to be counted after all. */
    add(bytes: number, now: number): void {
      forget(now);
      const last = steps.at(-1);
      if (last === undefined) since = now;
      if (last !== undefined && now - last.at < STEP_MS) last.bytes += bytes;
      else steps.push({ at: now, bytes });
    },
    perSecond(now: number): number {
      forget(now);
      if (steps.length === 0) return 0;
      const elapsed = Math.min(SPAN_MS, Math.max(STEP_MS, now - since));
      const bytes = steps.reduce((sum, step) => sum + step.bytes, 0);
      return Math.max(0, (bytes * 1000) / elapsed);
    },
  };
}
