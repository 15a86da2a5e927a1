import type { components } from "../generated/api.ts";
import type { Rating } from "./rating/rate.ts";
import { toWireOutcome } from "./rating/wire.ts";
import type { ScanReport } from "./scan/scan.ts";

type Verdict = components["schemas"]["Verdict"];

const unsafeReasons = (report: ScanReport | null): string[] =>
  (report?.findings ?? []).filter(({ severity }) => severity === "unsafe").map(({ path, text }) => `${path}: ${text}`);

/** The verdict over a rating and, once there is one, the scan of the files. An unsafe finding outweighs any score. */
export function toVerdict(rating: Rating, report: ScanReport | null): Verdict {
  const unsafe = unsafeReasons(report);
  return {
    admitted: rating.verdict === "accept" && unsafe.length === 0,
    net_score: rating.verdict === "deferred" ? null : rating.net,
    threshold: rating.threshold,
    policy_version: rating.policyVersion,
    coverage: rating.coverage,
    bounds: { low: rating.lo, high: rating.hi },
    firmness: unsafe.length > 0 ? "robust" : rating.firmness,
    reasons: [...unsafe, ...rating.reasons].slice(0, 100),
    advice: [...rating.advice],
    metrics: rating.outcomes.map(toWireOutcome),
    ...(report === null ? {} : { findings: [...report.findings] }),
  };
}

/** The verdict over something that is not rated. */
export function scanVerdict(report: ScanReport, threshold: number): Verdict {
  return {
    admitted: false,
    net_score: null,
    threshold,
    policy_version: "scan",
    coverage: 1,
    bounds: { low: 0, high: 0 },
    firmness: "robust",
    reasons: unsafeReasons(report).slice(0, 100),
    metrics: [],
    findings: [...report.findings],
  };
}
