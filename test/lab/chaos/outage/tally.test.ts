import { describe, expect, test } from "vitest";
import { type Outcome, Tally } from "../../../../lab/chaos/outage/tally.ts";

const outcome = (parts: Partial<Outcome>): Outcome => ({
  what: "read",
  result: 200,
  retryAfter: false,
  from: "outage",
  to: "outage",
  milliseconds: 5,
  ...parts,
});

function violationsOf(parts: Partial<Outcome>): string[] {
  const tally = new Tally(1_000);
  tally.add(outcome(parts));
  return tally.violations;
}

describe("the tally of an outage", () => {
  test("accepts documented statuses, and 503 with Retry-After during the outage", () => {
    for (const parts of [
      { what: "post", result: 202, from: "before", to: "before" },
      { what: "post", result: 409 },
      { result: 404, from: "after", to: "after" },
      { result: 503, retryAfter: true },
      { result: 503, retryAfter: true, from: "recovery", to: "after" },
      { result: 503, retryAfter: true, from: "before" },
    ] as const)
      expect([parts, violationsOf(parts)]).toEqual([parts, []]);
  });

  test.each([
    ["a request without a response", { result: "the operation was aborted" }, "outage: read got no response"],
    ["a late response", { milliseconds: 1_001 }, "took more than 1000 ms"],
    ["503 without Retry-After", { result: 503 }, "503 without Retry-After"],
    ["500 during the outage", { result: 500 }, "outage: read was answered with 500"],
    [
      "503 after the recovery",
      { result: 503, retryAfter: true, from: "after", to: "after" },
      "after: read was answered with 503",
    ],
    ["a token that is no longer known", { result: 403, what: "list" }, "outage: list was answered with 403"],
  ] as const)("reports %s as a violation", (_what, parts, fault) => {
    expect(violationsOf(parts).join()).toContain(fault);
  });

  test("counts a request that overlaps the outage as part of it", () => {
    const tally = new Tally(1_000);
    tally.add(outcome({ from: "before", milliseconds: 70 }));
    tally.add(outcome({ to: "recovery", milliseconds: 30 }));
    tally.add(outcome({ from: "recovery", to: "after", milliseconds: 90 }));
    expect(tally.counts).toEqual({ "outage: read 200": 2, "recovery: read 200": 1 });
    expect(tally.slowest("outage")).toBe(70);
  });
});
