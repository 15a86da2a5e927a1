/** Span over which a rate is taken, milliseconds. */
const SPAN_MS = 10_000;
/** Distance of samples: fine enough for the span, few enough to keep. */
const STEP_MS = 250;

/** Bytes per second over the last 10 seconds, or over the time since the first byte when that is shorter. */
export function recentRate() {
  const samples: { readonly at: number; readonly total: number }[] = [];
  let total = 0;

  /** Keeps one sample that is at least as old as the span: the rate starts there. */
  function forget(now: number): void {
    while (samples.length > 1 && now - (samples[1]?.at ?? now) >= SPAN_MS) samples.shift();
  }

  return {
    add(bytes: number, now: number): void {
      const last = samples.at(-1);
      if (last === undefined || now - last.at >= STEP_MS) samples.push({ at: now, total });
      total += bytes;
      forget(now);
    },
    perSecond(now: number): number {
      forget(now);
      const first = samples[0];
      if (first === undefined) return 0;
      const since = now - Math.max(first.at, now - SPAN_MS);
      // A sample older than the span stands for what was there when the span began.
      return since <= 0 ? 0 : ((total - first.total) * 1000) / Math.max(since, STEP_MS);
    },
  };
}
