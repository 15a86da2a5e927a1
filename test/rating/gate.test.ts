import { describe, expect, test } from "vitest";
import { value } from "../../rating/fact.ts";
import { policy } from "../../rating/policy.ts";
import { type Rating, rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { outage } from "./models/blank-model.ts";
import { clearBert } from "./models/clear-bert.ts";
import { midVit } from "./models/mid-vit.ts";
import { testUpload } from "./models/test-upload.ts";

const rated = (snapshot: Snapshot, threshold = 0.5, strict = false): Rating =>
  rate(snapshot, { policy, threshold, strict, clock: () => 0 });

describe("gate", () => {
  test("rejects for certain when the net score cannot reach the threshold", () => {
    expect(rated(testUpload).gate).toMatchObject({ decision: "reject", firm: true });
    expect(rated(testUpload).gate.reasons.slice(0, 2)).toEqual([
      "The net score cannot reach 0.5: at best it is 0.0768.",
      "Adding a licence would add up to 0.16.",
    ]);
    expect(rated(midVit, 0.6).gate).toMatchObject({ decision: "reject", firm: true });
  });

  test("waits when an outage hides what decides", () => {
    const blind = {
      ...midVit,
      datasets: midVit.datasets.map((it) => ({ ...it, info: outage })),
      commits: outage,
      code: outage,
    };
    const rating = rated({ ...blind, licenseFiles: { LICENSE: outage } }, 0.6);
    expect(rating.verdict).not.toBe("accept");
    expect(rating.gate).toMatchObject({ decision: "defer", firm: false, retryable: true });
  });

  test("takes a permission that will not come as final, without calling it firm", () => {
    const closed = { known: "unknown", why: "forbidden", detail: "GitHub answered 403", retryable: false } as const;
    const rating = rated({ ...midVit, commits: closed, code: closed }, 0.6);
    expect(rating.gate).toMatchObject({ decision: "reject", firm: false, retryable: false });
  });

  test("with every metric on its own rejects a model that is too large for one device", () => {
    const strict = rated(
      {
        ...clearBert,
        tree: value([
          { path: "config.json", bytes: 1 },
          { path: "tokenizer.json", bytes: 1 },
          { path: "model.safetensors", bytes: 440e6 },
        ]),
      },
      0.5,
      true,
    );
    expect(strict.verdict).toBe("accept");
    expect(strict.gate.decision).toBe("reject");
    expect(strict.gate.reasons.join(" ")).toContain("size_score on raspberry_pi");
    expect(rated(clearBert, 0.5, true).gate.decision).toBe("accept");
  });
});

describe("advice", () => {
  test("names a licence first for a model that has none, with what it would bring", () => {
    const [first] = rated(testUpload).advice;
    expect(first?.text).toBe("Adding a licence would add up to 0.16.");
    expect(first?.gain).toBeCloseTo(0.15 / 0.96, 10);
  });

  test("is sorted and each gain is what the net score would rise by", () => {
    for (const model of [clearBert, midVit, testUpload]) {
      const gains = rated(model).advice.map(({ gain }) => gain);
      expect(gains).toEqual([...gains].sort((a, b) => b - a));
      expect(gains.every((gain) => gain > 0 && gain <= 1)).toBe(true);
    }
  });
});
