/** Every metric with the facts it waits for. A metric of the policy that is missing here does not compile. */
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
import type { Outcome } from "./outcome.ts";
import type { MetricName, Policy } from "./policy.ts";
import type { FactGroup, Snapshot } from "./snapshot.ts";

export interface Metric {
  readonly score: (snapshot: Snapshot, policy: Policy) => Outcome;
  readonly needs: readonly FactGroup[];
}

export const metrics: Readonly<Record<MetricName, Metric>> = {
  ramp_up_time: { score: rampUpTime, needs: ["info", "readme", "tree"] },
  bus_factor: { score: busFactor, needs: ["commits", "owner", "code"] },
  performance_claims: { score: performanceClaims, needs: ["info", "readme", "evaluations", "tree", "code"] },
  license: { score: license, needs: ["info", "readme", "license", "parents"] },
  dataset_and_code_score: { score: datasetAndCodeScore, needs: ["info", "readme", "tree", "datasets", "code"] },
  dataset_quality: { score: datasetQuality, needs: ["info", "readme", "datasets"] },
  code_quality: { score: codeQuality, needs: ["info", "readme", "tree", "configs", "ownCode", "code"] },
  reproducibility: { score: reproducibility, needs: ["info", "readme", "tree", "evaluations", "ownCode", "code"] },
  reviewedness: { score: reviewedness, needs: ["code"] },
  tree_score: { score: treeScore, needs: ["info", "readme", "configs", "parents"] },
  size_score: { score: sizeScore, needs: ["info", "tree", "parents"] },
};
