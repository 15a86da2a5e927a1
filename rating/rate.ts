/** One rating from one snapshot: the same facts under the same policy always give the same rating. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../domain/json.ts";
import { type Evidence, note } from "./evidence.ts";
import { type GateDecision, gate } from "./gate.ts";
import { busFactor } from "./metrics/bus-factor.ts";
import { codeQuality } from "./metrics/code-quality.ts";
import { datasetAndCodeScore } from "./metrics/dataset-and-code-score.ts";
import { datasetQuality } from "./metrics/dataset-quality.ts";
import { license } from "./metrics/license.ts";
import { performanceClaims } from "./metrics/performance-claims.ts";
import { rampUpTime } from "./metrics/ramp-up-time.ts";
import { reproducibility } from "./metrics/reproducibility.ts";
import { reviewedness } from "./metrics/reviewedness.ts";
import { sizeScore } from "./metrics/size-score.ts";
import { treeScore } from "./metrics/tree-score.ts";
import { type Advice, adviceFor, type Firmness, firmnessOf, type Net, netOf, type Verdict, verdictOf } from "./net.ts";
import type { Outcome } from "./outcome.ts";
import type { MetricName, Policy, RateOptions } from "./policy.ts";
import type { FactGroup, Snapshot } from "./snapshot.ts";

export interface RatedMetric extends Outcome {
  /** Share by policy, and after moving the weight of questions that do not arise. */
  readonly weight: number;
  readonly effectiveWeight: number;
  /** What counts in the net score: the score, or what stands in for an unknown one; null when not applicable. */
  readonly counted: number | null;
  /** Seconds: own computation and the wait for the facts it needs. */
  readonly seconds: number;
}

/** Plain JSON; stored with its snapshot. Scores are unrounded: rounding is the wire's. */
export interface Rating {
  readonly schema: 1;
  readonly repository: string;
  readonly commit: string;
  readonly policyVersion: string;
  /** Hex SHA-256 over every fact that can change a score and the policy version. */
  readonly inputsHash: string;
  readonly threshold: number;
  readonly strict: boolean;
  readonly net: number | null;
  readonly mean: number | null;
  readonly coverage: number;
  readonly lo: number;
  readonly hi: number;
  readonly verdict: Verdict;
  readonly firmness: Firmness;
  readonly gate: GateDecision;
  readonly metrics: Readonly<Record<MetricName, RatedMetric>>;
  readonly evidence: readonly Evidence[];
  readonly advice: readonly Advice[];
  /** Seconds for the whole. */
  readonly seconds: number;
}

export interface Metric {
  readonly score: (snapshot: Snapshot, policy: Policy) => Outcome;
  readonly needs: readonly FactGroup[];
}

/** Every metric with the facts it waits for. A metric of the policy that is missing here does not compile. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  ramp_up_time: { score: rampUpTime, needs: ["info", "readme", "tree"] },
  bus_factor: { score: busFactor, needs: ["commits", "owner", "code"] },
  performance_claims: { score: performanceClaims, needs: ["info", "readme", "evaluations", "tree", "code"] },
  license: { score: license, needs: ["info", "readme", "license", "parents"] },
  dataset_and_code_score: { score: datasetAndCodeScore, needs: ["info", "readme", "tree", "datasets", "code"] },
  dataset_quality: { score: datasetQuality, needs: ["info", "readme", "datasets"] },
  code_quality: { score: codeQuality, needs: ["info", "readme", "tree", "configs", "ownCode", "code"] },
  reproducibility: {
    score: reproducibility,
    needs: ["info", "readme", "tree", "configs", "evaluations", "ownCode", "code"],
  },
  reviewedness: { score: reviewedness, needs: ["code"] },
  tree_score: { score: treeScore, needs: ["info", "readme", "configs", "parents"] },
  size_score: { score: sizeScore, needs: ["info", "tree", "configs", "parents"] },
};

export function rate(snapshot: Snapshot, options: RateOptions): Rating {
  const { policy, threshold, strict, clock } = options;
  const begun = clock();
  const timed = runAll(snapshot, policy, clock);
  const outcomes = mapMetrics(timed, ({ outcome }) => outcome);
  const net = netOf(outcomes, policy);
  const rated = mapMetrics(timed, ({ outcome, seconds }, name) => ({
    ...outcome,
    weight: policy.weights[name],
    effectiveWeight: net.effective[name],
    counted: outcome.status === "not_applicable" ? null : (outcome.score ?? net.imputed),
    seconds: seconds + longest(snapshot, metrics[name].needs),
  }));
  const ungated = {
    schema: 1 as const,
    repository: snapshot.repository,
    commit: snapshot.commit,
    policyVersion: policy.version,
    inputsHash: inputsHash(snapshot, policy),
    threshold,
    strict,
    net: net.net,
    mean: net.mean,
    coverage: net.coverage,
    lo: net.lo,
    hi: net.hi,
    verdict: verdictOf(net, threshold, policy),
    firmness: firmnessOf(net, threshold),
    metrics: rated,
    evidence: netEvidence(net, outcomes, snapshot),
    advice: adviceFor(outcomes, policy),
    seconds: clock() - begun + longest(snapshot, Object.keys(snapshot.waits) as FactGroup[]),
  };
  return { ...ungated, gate: gate(ungated) };
}

interface Timed {
  readonly outcome: Outcome;
  readonly seconds: number;
}

function runAll(snapshot: Snapshot, policy: Policy, clock: () => number): Record<MetricName, Timed> {
  return mapMetrics(metrics, ({ score }) => {
    const begun = clock();
    const outcome = score(snapshot, policy);
    return { outcome, seconds: clock() - begun };
  });
}

function mapMetrics<A, B>(
  record: Readonly<Record<MetricName, A>>,
  change: (item: A, name: MetricName) => B,
): Record<MetricName, B> {
  const entries = (Object.keys(record) as MetricName[]).map((name) => [name, change(record[name], name)] as const);
  return Object.fromEntries(entries) as Record<MetricName, B>;
}

/** Groups are fetched in parallel, so the slowest decides. */
const longest = (snapshot: Snapshot, groups: readonly FactGroup[]): number =>
  Math.max(0, ...groups.map((group) => snapshot.waits[group] ?? 0));

/** Leaves out what cannot change a score: the time of gathering, the waits and the popularity. */
function inputsHash(snapshot: Snapshot, policy: Policy): string {
  const { gatheredAt: _, waits: __, ...facts } = snapshot;
  const info =
    facts.info.known === "value"
      ? { ...facts.info, value: { ...facts.info.value, likes: null, downloads: null } }
      : facts.info;
  return createHash("sha256")
    .update(canonicalJson({ policy: policy.version, ...facts, info }))
    .digest("hex");
}

function netEvidence(net: Net, outcomes: Readonly<Record<MetricName, Outcome>>, snapshot: Snapshot): Evidence[] {
  const names = Object.keys(outcomes) as MetricName[];
  const moved = names.filter((name) => outcomes[name].status === "not_applicable");
  const unknown = names.filter((name) => outcomes[name].status === "unknown");
  const loss = (name: MetricName) => net.effective[name] * (1 - (outcomes[name].score ?? net.imputed ?? 0));
  const worst = names.filter((name) => outcomes[name].score !== null).sort((a, b) => loss(b) - loss(a))[0];
  const found: Evidence[] = [];
  if (moved.length > 0)
    found.push(
      note("NET_WEIGHT", `${moved.join(", ")} does not apply here, so its weight went to other metrics`, "policy"),
    );
  const missing = unknown.length > 0 ? `; ${unknown.join(", ")} could not be read` : "";
  found.push(note("NET_COVERAGE", `${Math.round(net.coverage * 100)} % of the weight is known${missing}`, "policy"));
  found.push(
    note(
      "NET_BOUNDS",
      `The net score lies between ${net.lo.toFixed(4)} and ${net.hi.toFixed(4)}, whatever the unread places hold`,
      "policy",
    ),
  );
  if (worst !== undefined && loss(worst) > 0) {
    found.push(
      note("NET_TOP_REASON", `The metric ${worst} costs most: ${loss(worst).toFixed(4)} of the net score`, "policy"),
    );
  }
  const info = snapshot.info.known === "value" ? snapshot.info.value : null;
  if (info !== null && (info.likes !== null || info.downloads !== null)) {
    const text = `Popularity does not count: ${info.likes ?? "unknown"} likes, ${info.downloads ?? "unknown"} downloads`;
    found.push(note("POPULARITY", text, "model info"));
  }
  return found;
}
