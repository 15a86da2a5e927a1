import { describe, expect, test } from "vitest";
import { value } from "../../../rating/fact.ts";
import { performanceClaims } from "../../../rating/metrics/performance-claims.ts";
import { policy } from "../../../rating/policy.ts";
import type { Json, Snapshot } from "../../../rating/snapshot.ts";
import { blankModel, outage, withInfo } from "../models/blank-model.ts";
import { maskedCard } from "../models/cards.ts";

const result = (name: string, dataset: Record<string, Json>, metric: Record<string, Json>): Json => ({
  dataset: { type: name, name, ...dataset },
  metrics: [{ type: "accuracy", value: 0.9, ...metric }],
});

const indexed = (...results: Json[]): Snapshot => withInfo(blankModel, { modelIndex: [{ name: "m", results }] });
const score = (snapshot: Snapshot) => performanceClaims(snapshot, policy).score;

describe("performance claims", () => {
  test("three verified results with a split and nothing else score .675", () => {
    const verified = ["one", "two", "three"].map((name) => result(name, { split: "test" }, { verified: true }));
    expect(score(indexed(...verified))).toBeCloseTo(0.675, 10);
  });

  test("one number in a sentence scores .1767", () => {
    expect(score({ ...blankModel, readme: value("# M\n\nIt reaches an accuracy of 0.93 on our set.\n") })).toBeCloseTo(
      0.1767,
      4,
    );
  });

  test("a table of nine tasks with paper and no evaluation code scores .6975", () => {
    const outcome = performanceClaims({ ...blankModel, readme: value(maskedCard) }, policy);
    expect(outcome.evidence.map(({ code }) => code)).toContain("PERF_TABLE");
    // .55 × .45 + .25 + half of .20; the table itself fills the section with 80 characters of prose.
    expect(outcome.score).toBeCloseTo(0.2475 + 0.25 + 0.1 + 0.1, 10);
  });

  test("a verification that only the card claims stays self-reported", () => {
    const card =
      '---\nmodel-index:\n- results:\n  - dataset: {type: one, split: test}\n    metrics: [{type: accuracy, value: 0.9, verified: true, verifyToken: "x"}]\n---\n';
    const outcome = performanceClaims({ ...blankModel, readme: value(card) }, policy);
    expect(outcome.evidence[0]?.code).toBe("PERF_SELF");
  });

  test("an impossible accuracy is ignored and said so", () => {
    const outcome = performanceClaims(indexed(result("one", {}, { value: 931 })), policy);
    expect(outcome.score).toBe(0);
    expect(outcome.evidence.map(({ code }) => code)).toContain("PERF_IGNORED");
  });

  test("an accuracy above 1 whose unit is a ratio is ignored", () => {
    expect(score(indexed(result("one", {}, { value: 1.2, unit: "ratio" })))).toBe(0);
  });

  test("a further result without a split never lowers the score", () => {
    const placed = [1, 2, 3, 4, 5, 6].map((at) => result(`set-${at}`, { split: "test" }, {}));
    const bare = result("bare", {}, {});
    expect(score(indexed(...placed, bare))).toBeGreaterThanOrEqual(score(indexed(...placed)) ?? 1);
    expect(score(indexed(placed[0] ?? null, bare))).toBeGreaterThanOrEqual(score(indexed(placed[0] ?? null)) ?? 1);
  });

  test("evaluation files of the repository count as results with a source", () => {
    const text =
      "- dataset:\n    id: bench/one\n    task_id: default\n  value: 0.7\n  source:\n    url: https://example.org/r\n";
    const model = { ...blankModel, evaluations: value([{ path: ".eval_results/one.yaml", text }]) };
    expect(score(model)).toBeCloseTo(0.36 + 0.25 / 6 + 0.1 + 0.1, 10);
  });

  test("an unreadable card leaves structured results and their bounds", () => {
    const model = { ...indexed(result("one", { split: "test" }, {})), readme: outage };
    const outcome = performanceClaims(model, policy);
    expect(outcome.status).toBe("scored");
    expect(outcome.hi).toBeCloseTo(1, 10);
    expect(performanceClaims({ ...blankModel, readme: outage }, policy).status).toBe("unknown");
  });
});
