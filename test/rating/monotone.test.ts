import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { value } from "../../rating/fact.ts";
import { busFactor } from "../../rating/metrics/bus-factor.ts";
import { codeQuality } from "../../rating/metrics/code-quality.ts";
import { performanceClaims } from "../../rating/metrics/performance-claims.ts";
import { reviewedness } from "../../rating/metrics/reviewedness.ts";
import { deviceScores } from "../../rating/metrics/size-score.ts";
import { type Device, policy } from "../../rating/policy.ts";
import type { Json } from "../../rating/snapshot.ts";
import { blankModel, commitBy, commitsBy, linkedTo, pull, withInfo } from "./models/blank-model.ts";

const EPSILON = 1e-9;
const devices = Object.keys(policy.size.knots) as Device[];

describe("size", () => {
  test("never scores more on any device for more bytes", () => {
    const size = fc.double({ min: 0, max: 200_000, noNaN: true });
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [small, large] = [deviceScores(Math.min(a, b), policy), deviceScores(Math.max(a, b), policy)];
        for (const device of devices) expect(large[device]).toBeLessThanOrEqual(small[device] + EPSILON);
      }),
    );
  });

  test("is exact at every knot of every device", () => {
    for (const device of devices) {
      for (const [x, y] of policy.size.knots[device]) expect(deviceScores(x, policy)[device]).toBe(y);
    }
  });
});

test("an author with an equal share raises the bus factor of equal authors", () => {
  const score = (authors: number) =>
    busFactor(linkedTo(blankModel, { history: value(commitsBy(Array.from({ length: authors }, () => 3))) }), policy)
      .score ?? 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (authors) => {
      expect(score(authors + 1)).toBeGreaterThan(score(authors));
    }),
  );
});

test("a review of one more commit never lowers reviewedness", () => {
  const lines = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 20 });
  const score = (all: readonly number[], reviewed: number) => {
    const history = all.map((count, at) =>
      commitBy("ada", at, count, at < reviewed ? pull(at, "ada", ["bob"], "ada") : null),
    );
    return reviewedness(linkedTo(blankModel, { history: value(history) }), policy).score ?? 0;
  };
  fc.assert(
    fc.property(lines, fc.nat(19), (all, reviewed) => {
      expect(score(all, reviewed + 1)).toBeGreaterThanOrEqual(score(all, reviewed) - EPSILON);
    }),
  );
});

test("pinning one more dependency never lowers code quality", () => {
  const score = (pinned: number, total: number) => {
    const text = Array.from({ length: total }, (_, at) => (at < pinned ? `p${at}==1.0` : `p${at}>=1`)).join("\n");
    const files = value({ texts: { "requirements.txt": value(text) }, sources: [] });
    return (
      codeQuality(linkedTo(blankModel, { files, tree: value([{ path: "requirements.txt", bytes: 9 }]) }), policy)
        .score ?? 0
    );
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), (total, pinned) => {
      expect(score(Math.min(pinned + 1, total), total)).toBeGreaterThanOrEqual(score(Math.min(pinned, total), total));
    }),
  );
});

test("one more result of any kind never lowers performance claims", () => {
  const result = fc.record({
    placed: fc.boolean(),
    sourced: fc.boolean(),
    verified: fc.boolean(),
    value: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const score = (results: readonly { placed: boolean; sourced: boolean; verified: boolean; value: number }[]) => {
    const entries = results.map(
      (it, at): Json => ({
        dataset: { type: `set-${at}`, ...(it.placed ? { split: "test" } : {}) },
        metrics: [{ type: "accuracy", value: it.value, verified: it.verified }],
        ...(it.sourced ? { source: { url: "https://example.org/r" } } : {}),
      }),
    );
    return performanceClaims(withInfo(blankModel, { modelIndex: [{ results: entries }] }), policy).score ?? 0;
  };
  fc.assert(
    fc.property(fc.array(result, { maxLength: 10 }), result, (results, more) => {
      expect(score([...results, more])).toBeGreaterThanOrEqual(score(results) - EPSILON);
    }),
  );
});
