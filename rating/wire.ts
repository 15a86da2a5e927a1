/** The fixed form in which a rating leaves the registry: every score a number, names in snake case. */
import type { Evidence } from "./evidence.ts";
import { roundTo, type Status } from "./outcome.ts";
import type { Device, MetricName, Policy } from "./policy.ts";
import type { RatedMetric, Rating } from "./rate.ts";

type Scores = Readonly<Record<Exclude<MetricName, "size_score">, number>>;
type Latencies = Readonly<Record<`${MetricName}_latency`, number>>;

export interface ModelRating extends Scores, Latencies {
  readonly name: string;
  readonly category: "MODEL";
  readonly net_score: number;
  /** Seconds, as all latencies. */
  readonly net_score_latency: number;
  readonly size_score: Readonly<Record<Device, number>>;
  readonly rating_details: RatingDetails;
}

export interface RatingDetails {
  readonly repository: string;
  readonly commit: string;
  readonly policy_version: string;
  readonly inputs_hash: string;
  readonly threshold: number;
  readonly strict: boolean;
  readonly verdict: Rating["verdict"];
  readonly firmness: Rating["firmness"];
  readonly coverage: number;
  readonly bounds: { readonly lo: number; readonly hi: number };
  readonly decision: {
    readonly decision: Rating["gate"]["decision"];
    readonly firm: boolean;
    readonly reasons: readonly string[];
  };
  readonly metrics: Readonly<Record<MetricName, MetricDetails>>;
  readonly evidence: readonly Evidence[];
  readonly advice: readonly { readonly metric: MetricName; readonly text: string; readonly gain: number }[];
}

export interface MetricDetails {
  readonly status: Status;
  /** Null when unknown or not applicable: the one place where that is legible. */
  readonly score: number | null;
  readonly weight: number;
  readonly effective_weight: number;
  readonly confidence: number;
  readonly bounds: { readonly lo: number; readonly hi: number };
  readonly evidence: readonly Evidence[];
}

/** Values for questions that do not arise; their weight is 0. */
const notApplicable = { reviewedness: -1, other: 0 };

/** Throws RangeError when nothing at all is known: such a rating is deferred and has no wire form. */
export function toModelRating(rating: Rating, name: string, policy: Policy): ModelRating {
  if (rating.net === null) throw new RangeError(`The rating of ${rating.repository} has no known metric to show`);
  const round = (x: number) => roundTo(x, policy.decimals);
  const scoreOf = (metric: MetricName): number => {
    const { counted } = rating.metrics[metric];
    if (counted !== null) return round(counted);
    return metric === "reviewedness" ? notApplicable.reviewedness : notApplicable.other;
  };
  const seconds = (x: number) => roundTo(x, LATENCY_DECIMALS);
  const latency = (metric: MetricName) => seconds(rating.metrics[metric].seconds);
  return {
    name,
    category: "MODEL",
    net_score: round(rating.net),
    net_score_latency: seconds(rating.seconds),
    ramp_up_time: scoreOf("ramp_up_time"),
    ramp_up_time_latency: latency("ramp_up_time"),
    bus_factor: scoreOf("bus_factor"),
    bus_factor_latency: latency("bus_factor"),
    performance_claims: scoreOf("performance_claims"),
    performance_claims_latency: latency("performance_claims"),
    license: scoreOf("license"),
    license_latency: latency("license"),
    dataset_and_code_score: scoreOf("dataset_and_code_score"),
    dataset_and_code_score_latency: latency("dataset_and_code_score"),
    dataset_quality: scoreOf("dataset_quality"),
    dataset_quality_latency: latency("dataset_quality"),
    code_quality: scoreOf("code_quality"),
    code_quality_latency: latency("code_quality"),
    reproducibility: scoreOf("reproducibility"),
    reproducibility_latency: latency("reproducibility"),
    reviewedness: scoreOf("reviewedness"),
    reviewedness_latency: latency("reviewedness"),
    tree_score: scoreOf("tree_score"),
    tree_score_latency: latency("tree_score"),
    size_score: sizes(rating.metrics.size_score, scoreOf("size_score"), round),
    size_score_latency: latency("size_score"),
    rating_details: toRatingDetails(rating, policy),
  };
}

/** Microseconds are enough to tell a fast metric from no measurement. */
const LATENCY_DECIMALS = 6;

function sizes(metric: RatedMetric, imputed: number, round: (x: number) => number): Record<Device, number> {
  const scores = metric.devices;
  const of = (device: Device) => (scores === undefined ? imputed : round(scores[device]));
  return {
    raspberry_pi: of("raspberry_pi"),
    jetson_nano: of("jetson_nano"),
    desktop_pc: of("desktop_pc"),
    aws_server: of("aws_server"),
  };
}

/** Also the form of a deferred rating, which has no scores to publish. */
export function toRatingDetails(rating: Rating, policy: Policy): RatingDetails {
  const round = (x: number) => roundTo(x, policy.decimals);
  const names = Object.keys(rating.metrics) as MetricName[];
  const reasons = rating.gate.reasons.slice(0, MOST_REASONS).map((reason) => plain(reason, LONGEST_TEXT));
  const details = names.map((name) => [name, metricDetails(rating.metrics[name], round)] as const);
  return {
    repository: rating.repository,
    commit: rating.commit,
    policy_version: rating.policyVersion,
    inputs_hash: rating.inputsHash,
    threshold: rating.threshold,
    strict: rating.strict,
    verdict: rating.verdict,
    firmness: rating.firmness,
    coverage: round(rating.coverage),
    bounds: { lo: round(rating.lo), hi: round(rating.hi) },
    decision: { decision: rating.gate.decision, firm: rating.gate.firm, reasons },
    metrics: Object.fromEntries(details) as Record<MetricName, MetricDetails>,
    evidence: rounded(rating.evidence, round),
    advice: rating.advice
      .slice(0, MOST_ADVICE)
      .map(({ metric, text, gain }) => ({ metric, text: plain(text, LONGEST_TEXT), gain: round(gain) })),
  };
}

const rounded = (evidence: readonly Evidence[], round: (x: number) => number): Evidence[] =>
  evidence.slice(0, MOST_EVIDENCE).map((item) => ({
    ...item,
    points: round(item.points),
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

function metricDetails(metric: RatedMetric, round: (x: number) => number): MetricDetails {
  return {
    status: metric.status,
    score: metric.score === null ? null : round(metric.score),
    weight: metric.weight,
    effective_weight: roundTo(metric.effectiveWeight, WEIGHT_DECIMALS),
    confidence: round(metric.confidence),
    bounds: { lo: round(metric.lo), hi: round(metric.hi) },
    evidence: rounded(metric.evidence, round),
  };
}

/** More than for scores, so that the weights still sum to 1. */
const WEIGHT_DECIMALS = 8;
