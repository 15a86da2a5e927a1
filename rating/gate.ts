/** The gate: admits, rejects, or postpones until facts that could not be read are known. */
import type { components } from "../generated/api.ts";
import { type Advice, type Firmness, reaches, type Verdict } from "./net.ts";
import type { Outcome } from "./outcome.ts";
import type { MetricName } from "./policy.ts";

export interface GateDecision {
  readonly decision: components["schemas"]["RatingDetails"]["decision"]["decision"];
  /**
   * True when nothing unread could change the decision. Only a firm rejection may end an ingest before the
   * weights are transferred.
   */
  readonly firm: boolean;
  /** For "defer": another attempt may read what is missing. False means that only a permission would help. */
  readonly retryable: boolean;
  /** Plain sentences, the weightiest first. */
  readonly reasons: readonly string[];
}

/** The parts of a rating that the gate compares. */
interface Gated {
  readonly threshold: number;
  readonly strict: boolean;
  readonly net: number | null;
  readonly lo: number;
  readonly hi: number;
  readonly verdict: Verdict;
  readonly firmness: Firmness;
  readonly metrics: Readonly<Record<MetricName, Outcome>>;
  readonly advice: readonly Advice[];
}

/**
 * A rejection needs either a firm verdict (`hi < threshold`) or nothing left that a later attempt could read:
 * an outage can delay a decision and never turn an acceptance into a rejection.
 */
export function gate(rating: Gated): GateDecision {
  const { threshold } = rating;
  const marks = rating.strict ? strictMarks(rating) : [];
  const failed = marks.filter((mark) => !reaches(mark.hi, threshold));
  const net = shown(rating.net);
  const retryable = Object.values(rating.metrics).some((metric) => metric.retryable);
  if (!reaches(rating.hi, threshold) || failed.length > 0) {
    const belowNet = reaches(rating.hi, threshold)
      ? []
      : [`The net score cannot reach ${threshold}: at best it is ${shown(rating.hi)}.`];
    return reject(rating, true, [...belowNet, ...failed.map((mark) => below(mark, threshold))]);
  }
  const open = marks.filter((mark) => !reaches(mark.lo, threshold));
  if (rating.verdict === "accept" && open.every((mark) => mark.score !== null && reaches(mark.score, threshold))) {
    return {
      decision: "accept",
      firm: rating.firmness === "robust" && open.length === 0,
      retryable,
      reasons: [`The net score is ${net}, the threshold ${threshold}.`],
    };
  }
  if (rating.verdict !== "deferred" && !retryable) {
    const reasons =
      rating.verdict === "reject"
        ? [`The net score is ${net}, the threshold ${threshold}.`]
        : open.map((mark) => below(mark, threshold));
    return reject(rating, false, reasons);
  }
  const unread = Object.entries(rating.metrics).filter(
    ([, metric]) => metric.status === "unknown" || metric.confidence < 1,
  );
  const reason = `Not enough could be read to decide: ${unread.map(([name]) => name).join(", ")}.`;
  return { decision: "defer", firm: false, retryable, reasons: [reason] };
}

/** Improvements told with a rejection. */
const ADVICE_SHOWN = 3;

/** Says why, and then what would raise the score most. */
const reject = (rating: Gated, firm: boolean, reasons: readonly string[]): GateDecision => ({
  decision: "reject",
  firm,
  retryable: false,
  reasons: [...reasons, ...rating.advice.slice(0, ADVICE_SHOWN).map(({ text }) => text)],
});

interface Mark {
  readonly name: string;
  readonly score: number | null;
  readonly lo: number;
  readonly hi: number;
}

/** Every metric on its own, the size on every device; a question that does not arise is no mark. */
function strictMarks(rating: Gated): Mark[] {
  return Object.entries(rating.metrics).flatMap(([name, metric]: [string, Outcome]): Mark[] => {
    if (metric.status === "not_applicable") return [];
    if (metric.devices === undefined) return [{ name, score: metric.score, lo: metric.lo, hi: metric.hi }];
    return Object.entries(metric.devices).map(([device, score]) => ({
      name: `size_score on ${device}`,
      score,
      lo: score,
      hi: score,
    }));
  });
}

const shown = (x: number | null): string => (x === null ? "unknown" : x.toFixed(4));

const below = (mark: Mark, threshold: number): string =>
  mark.score === null ? `${mark.name} is unknown.` : `${mark.name} is ${shown(mark.score)}, below ${threshold}.`;
