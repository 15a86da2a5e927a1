/** From the metrics to one number: effective weights, coverage, what is imputed for unknown weight, bounds, and what would raise it. */
import type { components } from "../generated/api.ts";
import { type Outcome, sum } from "./outcome.ts";
import type { MetricName, Policy } from "./policy.ts";

/** The parts of an outcome that the net score reads. */
export type Scored = Pick<Outcome, "status" | "score" | "lo" | "hi">;
export type Outcomes = Readonly<Record<MetricName, Scored>>;

export interface Net {
  /** Share of each metric after moving the weight of questions that do not arise; they sum to 1. */
  readonly effective: Readonly<Record<MetricName, number>>;
  /** Weighted mean of what is known; null when nothing is. */
  readonly mean: number | null;
  /** Share of the applicable weight that is known, 0..1. */
  readonly coverage: number;
  /** Null when nothing is known. */
  readonly net: number | null;
  readonly lo: number;
  readonly hi: number;
  /** The score that stands in for every unknown metric; null when nothing is known. */
  readonly imputed: number | null;
}

export type Verdict = components["schemas"]["RatingDetails"]["verdict"];
export type Firmness = components["schemas"]["RatingDetails"]["firmness"];

const names = (policy: Policy): readonly MetricName[] => Object.keys(policy.weights) as MetricName[];

/**
 * The weight of reviewedness without a repository goes to code quality, which then is low by construction;
 * the weight of a missing lineage is spread over everything.
 */
export function effectiveWeights(outcomes: Outcomes, policy: Policy): Record<MetricName, number> {
  const weights: Record<MetricName, number> = { ...policy.weights };
  if (outcomes.reviewedness.status === "not_applicable") {
    weights.code_quality += weights.reviewedness;
    weights.reviewedness = 0;
  }
  for (const name of names(policy)) if (outcomes[name].status === "not_applicable") weights[name] = 0;
  const total = sum(Object.values(weights));
  for (const name of names(policy)) weights[name] = total === 0 ? 0 : weights[name] / total;
  return weights;
}

/**
 * `net = c·m + (1 − c)·min(m, neutral)`. The bounds hold whatever the unread places contain: every outcome
 * brings its own limits, 0 and 1 for an unknown one.
 */
export function netOf(outcomes: Outcomes, policy: Policy): Net {
  const effective = effectiveWeights(outcomes, policy);
  const all = names(policy).filter((name) => outcomes[name].status !== "not_applicable");
  const known = all.filter((name) => outcomes[name].score !== null);
  const coverage = known.length === all.length ? 1 : sum(known.map((name) => effective[name]));
  const reached = sum(known.map((name) => effective[name] * (outcomes[name].score ?? 0)));
  const mean = coverage > 0 ? reached / coverage : null;
  const imputed = mean === null ? null : Math.min(mean, policy.net.neutral);
  const net = imputed === null ? null : reached + (1 - coverage) * imputed;
  return {
    effective,
    mean,
    coverage,
    net,
    lo: sum(all.map((name) => effective[name] * outcomes[name].lo)),
    hi: Math.min(1, sum(all.map((name) => effective[name] * outcomes[name].hi))),
    imputed,
  };
}

/** Sums of floating-point numbers may miss an equal threshold by their last digits. */
const EPSILON = 1e-9;
export const reaches = (x: number, threshold: number): boolean => x >= threshold - EPSILON;

/** Too little known: no rating. Else the net against the threshold. */
export function verdictOf(net: Net, threshold: number, policy: Policy): Verdict {
  if (net.net === null || !reaches(net.coverage, policy.net.minimumCoverage)) return "deferred";
  return reaches(net.net, threshold) ? "accept" : "reject";
}

/** Robust when nothing that is still unread could change the side. */
export const firmnessOf = (net: Pick<Net, "lo" | "hi">, threshold: number): Firmness =>
  reaches(net.lo, threshold) || !reaches(net.hi, threshold) ? "robust" : "tentative";

/** What a publisher could do and how much of the net score it would add: "Adding a licence would add up to 0.15." */
export type Advice = components["schemas"]["Advice"];

/** Smaller gains are noise to a reader. */
const SMALLEST = 0.001;

/** Every improvement applied alone and the net computed again; the most rewarding first. */
export function adviceFor(outcomes: Readonly<Record<MetricName, Outcome>>, policy: Policy): readonly Advice[] {
  const before = netOf(outcomes, policy).net;
  if (before === null) return [];
  const all = names(policy).flatMap((metric) =>
    outcomes[metric].improvements.map(({ action, points }) => {
      const gain = (netOf(improved(outcomes, metric, points), policy).net ?? before) - before;
      return { metric, gain, text: `${action} would add up to ${gain < 0.01 ? gain.toFixed(3) : gain.toFixed(2)}.` };
    }),
  );
  return all.filter(({ gain }) => gain >= SMALLEST).sort((a, b) => b.gain - a.gain || (a.text < b.text ? -1 : 1));
}

function improved(outcomes: Outcomes, metric: MetricName, points: number): Outcomes {
  const outcome = outcomes[metric];
  return { ...outcomes, [metric]: { ...outcome, score: Math.min(1, (outcome.score ?? 0) + points) } };
}
