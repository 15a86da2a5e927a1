import type { components } from "../../generated/api.ts";
import { withoutPoints } from "../../rating/evidence.ts";
import type { Rating } from "../../rating/rate.ts";
import { publishedScore, toRatingDetails } from "../../rating/wire.ts";
import type { ScanReport } from "../scan/scan.ts";

type Verdict = components["schemas"]["Verdict"];

type Findings = Pick<ScanReport, "findings">;

const unsafeReasons = (report: Findings | null): string[] =>
  (report?.findings ?? []).filter(({ severity }) => severity === "unsafe").map(({ path, text }) => `${path}: ${text}`);

/** The verdict by a rating and, once there is one, the scan report. An unsafe finding outweighs any score. */
export function toVerdict(rating: Rating, report: Findings | null): Verdict {
  const unsafe = unsafeReasons(report);
  const details = toRatingDetails(rating);
  const { license } = rating.metrics.license;
  return {
    admitted: rating.gate.decision === "accept" && unsafe.length === 0,
    net_score: rating.net === null ? null : publishedScore(rating.net),
    threshold: rating.threshold,
    policy_version: rating.policyVersion,
    coverage: details.coverage,
    bounds: details.bounds,
    firmness: unsafe.length > 0 ? "robust" : rating.firmness,
    reasons: [...unsafe, ...causes(rating), ...shortcomings(rating)].slice(0, 100),
    advice: details.advice,
    metrics: details.metrics,
    ...(license === undefined ? {} : { license }),
    ...(report === null ? {} : { findings: report.findings }),
  };
}

/** The reasons of the gate, without those that are given as advice. */
function causes({ gate, advice }: Rating): string[] {
  const helpful = new Set(advice.map(({ text }) => text));
  return gate.reasons.filter((reason) => !helpful.has(reason));
}

/** Most metrics that are named as reasons. */
const NAMED = 6;

/**
 * The metrics that cost the net score most, a sentence each, for models that are not admitted: with what cost it or
 * could not be read; where everything earned a part of its points, with what would raise it, or what it earned.
 */
function shortcomings(rating: Rating): string[] {
  if (rating.gate.decision === "accept") return [];
  return Object.entries(rating.metrics)
    .map(([name, metric]) => ({ name, metric, lost: metric.effectiveWeight * (1 - (metric.counted ?? 1)) }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, NAMED)
    .map(({ name, metric, lost }) => {
      const found = (effects: string): string | undefined => {
        const evidence = metric.evidence.find(({ effect }) => effects.includes(effect));
        return evidence && withoutPoints(evidence);
      };
      const why = found("-?") ?? rating.advice.find((advice) => advice.metric === name)?.text ?? found("+i");
      const score = metric.score === null ? "unknown" : metric.score.toFixed(2);
      return `${name} is ${score} and costs ${lost.toFixed(2)}${why === undefined ? "" : `: ${why}`}`.slice(0, 1000);
    });
}

/** The verdict by the scan alone, for artifacts that are not rated. */
export function scanVerdict(report: ScanReport, threshold: number): Verdict {
  return {
    admitted: false,
    net_score: null,
    threshold,
    policy_version: "scan",
    coverage: 1,
    bounds: { lo: 0, hi: 0 },
    firmness: "robust",
    reasons: unsafeReasons(report).slice(0, 100),
    metrics: {},
    findings: report.findings,
  };
}
