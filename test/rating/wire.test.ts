import { describe, expect, test } from "vitest";
import { type MetricName, policy } from "../../rating/policy.ts";
import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { toModelRating, toRatingDetails } from "../../rating/wire.ts";
import { outage } from "./models/blank-model.ts";
import { clearBert } from "./models/clear-bert.ts";
import { midVit } from "./models/mid-vit.ts";
import { testUpload } from "./models/test-upload.ts";

const rated = (snapshot: Snapshot, threshold = 0.5, strict = false): Rating =>
  rate(snapshot, { policy, threshold, strict, clock: () => 0 });
const names = Object.keys(policy.weights) as MetricName[];

describe("evidence", () => {
  test("is a plain sentence with a source in every metric of every model", () => {
    for (const model of [clearBert, midVit, testUpload, { ...clearBert, readme: outage, code: outage }]) {
      for (const name of names) {
        const { evidence } = rated(model).metrics[name];
        expect(evidence.length).toBeGreaterThan(0);
        for (const { text, source, points } of evidence) {
          expect(text).toMatch(/^["\p{Lu}\d].*[^.]\.$/u);
          expect(source).not.toBe("");
          expect(points).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
});

describe("wire form", () => {
  const wire = toModelRating(rated(midVit), "mid-vit");

  test("has every score and latency as a number and the size by device", () => {
    for (const name of names) {
      expect(typeof wire[`${name}_latency`]).toBe("number");
      if (name !== "size_score") expect(typeof wire[name]).toBe("number");
    }
    expect(wire).toMatchObject({
      name: "mid-vit",
      category: "MODEL",
      net_score: 0.5088,
      tree_score: 0,
      reviewedness: 0.1,
    });
    expect(wire.size_score).toEqual({ raspberry_pi: 0.1022, jetson_nano: 0.2565, desktop_pc: 0.9273, aws_server: 1 });
  });

  test("shows -1 for reviews that cannot exist and 0 for a root, both without weight", () => {
    const bare = toModelRating(rated(testUpload), "t");
    expect([bare.reviewedness, bare.tree_score]).toEqual([-1, 0]);
    const { metrics } = bare.rating_details;
    expect([metrics["reviewedness"]?.effective_weight, metrics["tree_score"]?.effective_weight]).toEqual([0, 0]);
    expect(metrics["reviewedness"]).toMatchObject({ status: "not_applicable", score: null });
  });

  test("shows what was imputed for an unknown score and says unknown in the details", () => {
    const rating = rated({ ...clearBert, commits: outage, code: outage });
    const shown = toModelRating(rating, "c");
    expect(shown.bus_factor).toBe(0.5);
    expect(shown.rating_details.metrics["bus_factor"]).toMatchObject({ status: "unknown", score: null });
  });

  test("repeats an imputed size on all four devices", () => {
    const shown = toModelRating(rated({ ...clearBert, tree: outage }), "c");
    expect(new Set(Object.values(shown.size_score)).size).toBe(1);
  });

  test("adds up: weights to 1, weighted scores to the net score", () => {
    for (const model of [clearBert, midVit, testUpload, { ...midVit, commits: outage, code: outage }]) {
      const shown = toModelRating(rated(model), "x");
      const scoreOf = (name: MetricName) =>
        name === "size_score" ? Object.values(shown.size_score).reduce((a, b) => a + b) / 4 : shown[name];
      const weight = (name: MetricName) => shown.rating_details.metrics[name]?.effective_weight ?? 0;
      expect(names.reduce((sum, name) => sum + weight(name), 0)).toBeCloseTo(1, 6);
      expect(
        Math.abs(names.reduce((sum, name) => sum + weight(name) * scoreOf(name), 0) - shown.net_score),
      ).toBeLessThanOrEqual(1e-4);
    }
  });

  test("refuses a rating of which nothing is known, whose details can still be shown", () => {
    const rating = rated({
      ...testUpload,
      info: outage,
      tree: outage,
      readme: outage,
      licenseFiles: { LICENSE: outage },
      evaluations: outage,
      commits: outage,
      code: outage,
      ownCode: outage,
      configs: {},
    });
    expect(() => toModelRating(rating, "x")).toThrow(RangeError);
    expect(toRatingDetails(rating)).toMatchObject({ verdict: "deferred", coverage: 0 });
  });
});

describe("latency", () => {
  test("is the own computation and the wait for the slowest group of facts", () => {
    let now = 0;
    const clock = () => now++ / 1000;
    const rating = rate(
      { ...clearBert, waits: { code: 2, readme: 0.5, tree: 0.1 } },
      { policy, threshold: 0.5, strict: false, clock },
    );
    expect(rating.metrics.ramp_up_time.seconds).toBeCloseTo(0.501, 6);
    expect(rating.metrics.reviewedness.seconds).toBeCloseTo(2.001, 6);
    expect(rating.seconds).toBeGreaterThanOrEqual(2);
  });
});

test("a stored snapshot rates the same after a round trip through JSON", () => {
  const again = rated(JSON.parse(JSON.stringify(midVit)) as Snapshot);
  expect(again).toEqual(rated(midVit));
  expect(again.inputsHash).toMatch(/^[0-9a-f]{64}$/);
});

test("another policy version gives another hash and its own numbers", () => {
  const milder = { ...policy, version: "test", weights: { ...policy.weights, license: 0 } };
  const other = rate(
    { ...midVit, readme: midVit.readme, licenseFiles: {} },
    { policy: milder, threshold: 0.5, strict: false, clock: () => 0 },
  );
  expect(other.policyVersion).toBe("test");
  expect(other.inputsHash).not.toBe(rated(midVit).inputsHash);
  expect(other.net).not.toBe(rated(midVit).net);
});
