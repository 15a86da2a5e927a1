/** The form in which a rating leaves the registry: the contract's types, every score a number, rounded once. */
import type { components } from "../generated/api.ts";
import type { Evidence } from "./evidence.ts";
import { roundTo } from "./outcome.ts";
import { type Device, type MetricName, policy } from "./policy.ts";
import type { RatedMetric, Rating } from "./rate.ts";

type Schemas = components["schemas"];
type ModelRating = Schemas["ModelRating"];
type RatingDetails = Schemas["RatingDetails"];

/** Values for questions that do not arise; their weight is 0. */
const notApplicable = { reviewedness: -1, other: 0 };
/** Microseconds are enough to tell a fast metric from no measurement. */
const LATENCY_DECIMALS = 6;
/** More than for scores, so that the weights still sum to 1. */
const WEIGHT_DECIMALS = 8;

/** A score as it is published: rounded half up to the decimals of the policy. */
export const publishedScore = (score: number): number => roundTo(score, policy.decimals);
const seconds = (x: number): number => roundTo(x, LATENCY_DECIMALS);

/** Throws RangeError when nothing at all is known: such a rating is deferred and has no wire form. */
export function toModelRating(rating: Rating, name: string): ModelRating {
  if (rating.net === null) throw new RangeError(`The rating of ${rating.repository} has no known metric to show`);
  const { metrics } = rating;
  const score = (metric: MetricName) => scoreOf(metrics[metric], metric);
  const latency = (metric: MetricName) => seconds(metrics[metric].seconds);
  return {
    name,
    category: "MODEL",
    net_score: publishedScore(rating.net),
    net_score_latency: seconds(rating.seconds),
    ramp_up_time: score("ramp_up_time"),
    ramp_up_time_latency: latency("ramp_up_time"),
    bus_factor: score("bus_factor"),
    bus_factor_latency: latency("bus_factor"),
    performance_claims: score("performance_claims"),
    performance_claims_latency: latency("performance_claims"),
    license: score("license"),
    license_latency: latency("license"),
    dataset_and_code_score: score("dataset_and_code_score"),
    dataset_and_code_score_latency: latency("dataset_and_code_score"),
    dataset_quality: score("dataset_quality"),
    dataset_quality_latency: latency("dataset_quality"),
    code_quality: score("code_quality"),
    code_quality_latency: latency("code_quality"),
    reproducibility: score("reproducibility"),
    reproducibility_latency: latency("reproducibility"),
    reviewedness: score("reviewedness"),
    reviewedness_latency: latency("reviewedness"),
    tree_score: score("tree_score"),
    tree_score_latency: latency("tree_score"),
    size_score: sizes(metrics.size_score, score("size_score")),
    size_score_latency: latency("size_score"),
    rating_details: toRatingDetails(rating),
  };
}

function scoreOf({ counted }: RatedMetric, metric: MetricName): number {
  if (counted !== null) return publishedScore(counted);
  return metric === "reviewedness" ? notApplicable.reviewedness : notApplicable.other;
}

function sizes({ devices }: RatedMetric, imputed: number): Schemas["SizeScore"] {
  const of = (device: Device) => (devices === undefined ? imputed : publishedScore(devices[device]));
  return {
    raspberry_pi: of("raspberry_pi"),
    jetson_nano: of("jetson_nano"),
    desktop_pc: of("desktop_pc"),
    aws_server: of("aws_server"),
  };
}

/** Also the form of a deferred rating, which has no scores to publish. */
export function toRatingDetails(rating: Rating): RatingDetails {
  const { decision, firm, reasons } = rating.gate;
  return {
    repository: rating.repository,
    commit: rating.commit,
    policy_version: rating.policyVersion,
    inputs_hash: rating.inputsHash,
    threshold: rating.threshold,
    strict: rating.strict,
    verdict: rating.verdict,
    firmness: rating.firmness,
    coverage: publishedScore(rating.coverage),
    bounds: { lo: publishedScore(rating.lo), hi: publishedScore(rating.hi) },
    decision: { decision, firm, reasons: reasons.slice(0, MOST_REASONS).map((reason) => plain(reason, LONGEST_TEXT)) },
    metrics: Object.fromEntries(Object.entries(rating.metrics).map(([name, it]) => [name, metricDetails(it)])),
    evidence: rounded(rating.evidence),
    advice: rating.advice
      .slice(0, MOST_ADVICE)
      .map(({ metric, text, gain }) => ({ metric, text: plain(text, LONGEST_TEXT), gain: publishedScore(gain) })),
  };
}

const metricDetails = (metric: RatedMetric): Schemas["MetricDetails"] => ({
  status: metric.status,
  score: metric.score === null ? null : publishedScore(metric.score),
  weight: metric.weight,
  effective_weight: roundTo(metric.effectiveWeight, WEIGHT_DECIMALS),
  confidence: publishedScore(metric.confidence),
  bounds: { lo: publishedScore(metric.lo), hi: publishedScore(metric.hi) },
  evidence: rounded(metric.evidence),
});

const rounded = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.slice(0, MOST_EVIDENCE).map((item) => ({
    ...item,
    points: publishedScore(item.points),
    text: plain(item.text, LONGEST_TEXT),
    source: plain(item.source, LONGEST_SOURCE),
  }));

const MOST_EVIDENCE = 1000;
const MOST_ADVICE = 50;
const MOST_REASONS = 100;
const LONGEST_TEXT = 1000;
const LONGEST_SOURCE = 500;

/** Parts of a sentence may come from strangers: no control characters, no endless text. */
function plain(text: string, longest: number): string {
  const clean = text.replace(/\p{Cc}+/gu, " ");
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 2)}….`;
}
