import type { Random } from "./random.ts";

/** The fault that a proxy injects at the moment. */
export type FaultPhase = "none" | "slow" | "errors" | "resets" | "lost-responses" | "partial" | "stalls" | "down";

export interface Schedule {
  now(): FaultPhase;
}

interface Span {
  /** Milliseconds since the start. */
  readonly until: number;
  readonly phase: FaultPhase;
}

/** Share of the phases without a fault. */
const CALM = 0.4;

/**
 * A schedule drawn in advance: phases of some seconds, with and without a fault, and no fault after the end.
 * @param lengthMs how long faults are injected
 * @param elapsed milliseconds since the start
 */
export function scheduleOf(
  random: Random,
  faults: readonly FaultPhase[],
  lengthMs: number,
  elapsed: () => number,
): Schedule {
  const spans: Span[] = [];
  for (let at = 0; at < lengthMs; ) {
    const phase = random.chance(CALM) ? "none" : random.pick(faults);
    at = Math.min(lengthMs, at + (phase === "down" ? random.between(500, 3_000) : random.between(1_000, 5_000)));
    spans.push({ until: at, phase });
  }
  return {
    now: () => {
      const at = elapsed();
      return spans.find(({ until }) => at < until)?.phase ?? "none";
    },
  };
}
