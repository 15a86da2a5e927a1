import { describe, expect, test } from "vitest";
import { roundTo } from "../../rating/outcome.ts";
import { type MetricName, policy } from "../../rating/policy.ts";
import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { outage } from "./models/blank-model.ts";
import { clearBert } from "./models/clear-bert.ts";
import { midVit } from "./models/mid-vit.ts";
import { testUpload } from "./models/test-upload.ts";

const rated = (snapshot: Snapshot): Rating => rate(snapshot, { policy, threshold: 0.5, strict: false, clock: () => 0 });

const to4 = (x: number | null): number | null => (x === null ? null : roundTo(x, 4));

/** Name, snapshot, every metric's score to four decimals (null: not applicable), net and verdict. */
const worked: [string, Snapshot, Record<MetricName, number | null>, number, string][] = [
  [
    "a well-kept fine-tune",
    clearBert,
    {
      ramp_up_time: 0.9688,
      bus_factor: 0.8598,
      performance_claims: 0.91,
      license: 1,
      dataset_and_code_score: 1,
      dataset_quality: 0.9143,
      code_quality: 0.937,
      reproducibility: 0.86,
      reviewedness: 0.72,
      tree_score: 0.8,
      size_score: 0.8583,
    },
    0.9182,
    "accept",
  ],
  [
    "a middling model",
    midVit,
    {
      ramp_up_time: 0.62,
      bus_factor: 0.5788,
      performance_claims: 0.6142,
      license: 0.5,
      dataset_and_code_score: 0.6875,
      dataset_quality: 0.2986,
      code_quality: 0.382,
      reproducibility: 0.53,
      reviewedness: 0.1,
      tree_score: null,
      size_score: 0.5715,
    },
    0.5088,
    "accept",
  ],
  [
    "a bare upload",
    testUpload,
    {
      ramp_up_time: 0.11,
      bus_factor: 0.3333,
      performance_claims: 0,
      license: 0,
      dataset_and_code_score: 0,
      dataset_quality: 0,
      code_quality: 0.04,
      reproducibility: 0.06,
      reviewedness: null,
      tree_score: null,
      size_score: 0.545,
    },
    0.0768,
    "reject",
  ],
];

describe.each(worked)("%s", (_, snapshot, scores, net, verdict) => {
  const rating = rated(snapshot);

  test.each(Object.entries(scores))("the metric %s is %s", (name, score) => {
    expect(to4(rating.metrics[name as MetricName].score)).toBe(score);
  });

  test("has the worked net score and verdict at full coverage", () => {
    expect(to4(rating.net)).toBe(net);
    expect(rating.coverage).toBe(1);
    expect(rating.verdict).toBe(verdict);
    expect(rating.firmness).toBe("robust");
    expect(rating.gate.decision).toBe(verdict);
  });
});

/** The history of both repositories and the contents of the code are out of reach; its file list is not. */
function withoutHistory(snapshot: Snapshot): Snapshot {
  if (snapshot.code.known !== "value") throw new Error("The model links no code");
  const code = { ...snapshot.code.value, files: outage, history: outage, contributors: outage };
  return { ...snapshot, commits: outage, code: { known: "value", value: code } };
}

describe("when the commit histories cannot be read", () => {
  test("the well-kept model is still accepted for certain", () => {
    const rating = rated(withoutHistory(clearBert));
    expect([rating.mean, rating.coverage, rating.net].map(to4)).toEqual([0.9367, 0.75, 0.8275]);
    expect([rating.lo, rating.hi].map(to4)).toEqual([0.7025, 0.9525]);
    expect([rating.verdict, rating.firmness]).toEqual(["accept", "robust"]);
  });

  test("the middling model is accepted tentatively", () => {
    const rating = rated(withoutHistory(midVit));
    expect([rating.mean, rating.coverage, rating.net].map(to4)).toEqual([0.5456, 0.7396, 0.5337]);
    expect([rating.lo, rating.hi].map(to4)).toEqual([0.4035, 0.664]);
    expect([rating.verdict, rating.firmness]).toEqual(["accept", "tentative"]);
  });

  test("exactly the metrics that need the histories are unknown", () => {
    const { metrics } = rated(withoutHistory(midVit));
    const unknown = Object.entries(metrics).filter(([, metric]) => metric.status === "unknown");
    expect(unknown.map(([name]) => name).sort()).toEqual(["bus_factor", "code_quality", "reviewedness"]);
  });
});
