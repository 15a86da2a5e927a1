import { describe, expect, test } from "vitest";
import { type Asked, Tally } from "../../../../lab/chaos/outage/tally.ts";

const asked = (parts: Partial<Asked>): Asked => ({
  what: "read",
  outcome: 200,
  saysWhen: false,
  from: "outage",
  to: "outage",
  milliseconds: 5,
  ...parts,
});

function violationsOf(parts: Partial<Asked>): string[] {
  const tally = new Tally(1_000);
  tally.add(asked(parts));
  return tally.violations;
}

describe("the tally of an outage", () => {
  test("is content with documented answers, and with 503 that says when to come again while the database is away", () => {
    for (const parts of [
      { what: "post", outcome: 202, from: "before", to: "before" },
      { what: "post", outcome: 409 },
      { outcome: 404, from: "after", to: "after" },
      { outcome: 503, saysWhen: true },
      { outcome: 503, saysWhen: true, from: "recovery", to: "after" },
      { outcome: 503, saysWhen: true, from: "before" },
    ] as const)
      expect([parts, violationsOf(parts)]).toEqual([parts, []]);
  });

  test.each([
    ["a request that hung", { outcome: "the operation was aborted" }, "outage: read got no answer"],
    ["an answer that came late", { milliseconds: 1_001 }, "was answered after more than 1000 ms"],
    ["a refusal that does not say when to come again", { outcome: 503 }, "503 without Retry-After"],
    ["a fault that is not told as a passing one", { outcome: 500 }, "outage: read was answered with 500"],
    [
      "a refusal when all is well again",
      { outcome: 503, saysWhen: true, from: "after", to: "after" },
      "after: read was answered with 503",
    ],
    ["a caller who is not known any more", { outcome: 403, what: "list" }, "outage: list was answered with 403"],
  ] as const)("finds %s among the answers", (_what, parts, fault) => {
    expect(violationsOf(parts).join()).toContain(fault);
  });

  test("counts by phase, where a request that met the outage at either end belongs to it", () => {
    const tally = new Tally(1_000);
    tally.add(asked({ from: "before", milliseconds: 70 }));
    tally.add(asked({ to: "recovery", milliseconds: 30 }));
    tally.add(asked({ from: "recovery", to: "after", milliseconds: 90 }));
    expect(tally.counts).toEqual({ "outage: read 200": 2, "recovery: read 200": 1 });
    expect(tally.slowest("outage")).toBe(70);
  });
});
