/** The outcome of a metric, and the arithmetic that all metrics share. */
import type { components } from "../generated/api.ts";
import type { Evidence } from "./evidence.ts";
import type { Device } from "./policy.ts";

/**
 * scored: evidence was read. absent: the place was readable and the thing is not there. unknown: the place
 * could not be read. not_applicable: the question does not arise.
 */
export type Status = components["schemas"]["MetricDetails"]["status"];

export interface Outcome {
  readonly status: Status;
  /** 0..1, unrounded; null when unknown or not applicable. */
  readonly score: number | null;
  /** Share of the metric's own inputs that was known, 0..1. */
  readonly confidence: number;
  /** What the score would be at worst and at best, whatever the unread places hold. */
  readonly lo: number;
  readonly hi: number;
  readonly evidence: readonly Evidence[];
  /** What the publisher could add, and by how much at most it would raise this metric. */
  readonly improvements: readonly Improvement[];
  /** license only: identifier of the model's own licence that counts. */
  readonly license?: string;
  /** size_score only. */
  readonly devices?: Readonly<Record<Device, number>>;
  /** True when a later attempt may read what could not be read now. */
  readonly retryable: boolean;
}

export interface Improvement {
  /** Begins a sentence: "Adding a licence". */
  readonly action: string;
  /** Score points of this metric, 0..1. */
  readonly points: number;
}

/** One weighted part of a metric. A value of null is unknown; the limits say what it can be. */
export interface Component {
  readonly weight: number;
  readonly value: number | null;
  /** Defaults: the value itself, or 0 and 1 when it is unknown. */
  readonly lo?: number;
  readonly hi?: number;
}

export interface Combined {
  /** Null when less than the minimum share is known. */
  readonly score: number | null;
  readonly confidence: number;
  readonly lo: number;
  readonly hi: number;
}

export const clamp = (x: number, low = 0, high = 1): number => Math.min(high, Math.max(low, x));

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

/** Weighted sum over the known components, scaled to their share; limits over all of them. */
export function combine(components: readonly Component[], minimumKnown: number): Combined {
  const total = sum(components.map(({ weight }) => weight));
  const known = components.filter(({ value }) => value !== null);
  const share = known.length === components.length ? 1 : sum(known.map(({ weight }) => weight)) / total;
  const reached = sum(known.map(({ weight, value }) => weight * (value ?? 0)));
  const limit = (pick: (component: Component) => number) =>
    clamp(sum(components.map((component) => component.weight * pick(component))));
  const lo = limit((component) => component.lo ?? component.value ?? 0);
  const hi = limit((component) => component.hi ?? component.value ?? 1);
  // The known share may look better than the unknown rest can possibly be.
  const score = share >= minimumKnown && share > 0 ? clamp(reached / share, lo, hi) : null;
  return { score, confidence: share, lo, hi };
}

/** Nothing could be read: no score is invented. */
export const unknownOutcome = (evidence: readonly Evidence[], retryable: boolean): Outcome => ({
  status: "unknown",
  score: null,
  confidence: 0,
  lo: 0,
  hi: 1,
  evidence,
  improvements: [],
  retryable,
});

export const notApplicable = (evidence: readonly Evidence[]): Outcome => ({
  status: "not_applicable",
  score: null,
  confidence: 1,
  lo: 0,
  hi: 0,
  evidence,
  improvements: [],
  retryable: false,
});

/** An outcome from combined components: unknown when too little is known, absent when `present` is false. */
export function outcomeOf(
  combined: Combined,
  present: boolean,
  rest: Pick<Outcome, "evidence" | "improvements" | "retryable">,
): Outcome {
  if (combined.score === null)
    return {
      ...unknownOutcome(rest.evidence, rest.retryable),
      confidence: combined.confidence,
      lo: combined.lo,
      hi: combined.hi,
    };
  const { score, confidence, lo, hi } = combined;
  const improvements = rest.improvements.filter(({ points }) => points > 0);
  return { status: present ? "scored" : "absent", score, confidence, lo, hi, ...rest, improvements };
}

/** Half up, as people round; scores are never negative. */
export function roundTo(x: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(x * scale + 0.5 + 1e-9) / scale;
}
