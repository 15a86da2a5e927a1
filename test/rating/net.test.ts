import { describe, expect, test } from "vitest";
import { effectiveWeights, firmnessOf, netOf, type Outcomes, type Scored, verdictOf } from "../../rating/net.ts";
import { type MetricName, policy } from "../../rating/policy.ts";

const names = Object.keys(policy.weights) as MetricName[];
const known = (score: number): Scored => ({ status: "scored", score, lo: score, hi: score });
const open: Scored = { status: "unknown", score: null, lo: 0, hi: 1 };
const moot: Scored = { status: "not_applicable", score: null, lo: 0, hi: 0 };

/** Every metric has the mean score, except the unknown ones. */
const outcomes = (mean: number, unknown: readonly MetricName[], part: Partial<Outcomes> = {}): Outcomes =>
  ({
    ...Object.fromEntries(names.map((name) => [name, unknown.includes(name) ? open : known(mean)])),
    ...part,
  }) as Outcomes;

describe("net score", () => {
  test("a mean of .62 over .80 of the weight gives .596 and stays open", () => {
    const net = netOf(outcomes(0.62, ["bus_factor", "code_quality"]), policy);
    expect(net.coverage).toBeCloseTo(0.8, 10);
    expect([net.net, net.lo, net.hi].map((x) => x?.toFixed(4))).toEqual(["0.5960", "0.4960", "0.6960"]);
    expect([verdictOf(net, 0.5, policy), firmnessOf(net, 0.5)]).toEqual(["accept", "tentative"]);
  });

  test("a mean of .46 over .80 of the weight gives .46, rejected and open", () => {
    const net = netOf(outcomes(0.46, ["bus_factor", "code_quality"]), policy);
    expect([net.net, net.hi].map((x) => x?.toFixed(4))).toEqual(["0.4600", "0.5680"]);
    expect([verdictOf(net, 0.5, policy), firmnessOf(net, 0.5)]).toEqual(["reject", "tentative"]);
  });

  test("a mean of .90 over .55 of the weight is deferred", () => {
    const net = netOf(outcomes(0.9, ["license", "bus_factor", "code_quality", "dataset_quality"]), policy);
    expect(net.coverage).toBeCloseTo(0.55, 10);
    expect(verdictOf(net, 0.5, policy)).toBe("deferred");
  });

  test("with nothing known there is no number at all", () => {
    expect(netOf(outcomes(0, names), policy)).toMatchObject({
      net: null,
      mean: null,
      imputed: null,
      coverage: 0,
      lo: 0,
    });
  });

  test("the weight of reviewedness without a repository goes to code quality, that of the lineage to all", () => {
    const weights = effectiveWeights(outcomes(0.5, [], { reviewedness: moot, tree_score: moot }), policy);
    expect(weights.code_quality).toBeCloseTo(0.15 / 0.96, 10);
    expect(weights.license).toBeCloseTo(0.15 / 0.96, 10);
    expect([weights.reviewedness, weights.tree_score]).toEqual([0, 0]);
  });

  test("a mean that is exactly the mark is neither lifted nor pushed", () => {
    for (const unknown of [
      ["license"],
      ["bus_factor", "size_score"],
      ["ramp_up_time", "reproducibility"],
    ] as MetricName[][]) {
      const net = netOf(outcomes(0.5, unknown), policy);
      expect(verdictOf(net, 0.5, policy)).toBe("accept");
    }
  });

  test("the weights of the policy sum to 1", () => {
    expect(Object.values(policy.weights).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});
