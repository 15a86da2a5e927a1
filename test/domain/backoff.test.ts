import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "../../domain/backoff.ts";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const rule = { firstMs: 500, maxMs: 8_000 };

test("the wait doubles with every failure, up to the cap", () => {
  const waits = [1, 2, 3, 4, 5, 6, 1_000].map((failures) => backoffMs(failures, rule, () => 0.999_999));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
});

test("the wait is random between half the bound and the bound", () => {
  expect(backoffMs(3, rule, () => 0)).toBe(1_000);
  expect(backoffMs(3, rule, () => 0.5)).toBe(1_500);
});

test("a server that asks for more gets it, and one that asks for less does not", () => {
  expect(backoffMs(1, rule, () => 0, 60_000)).toBe(60_000);
  for (const asked of [0, 1, 249]) expect(backoffMs(1, rule, () => 0, asked)).toBe(250);
});

test.each([
  ["120", 120_000],
  [" 7 ", 7_000],
  ["+3", 3_000],
  ["0", 0],
  ["-5", 0],
  ["0.5", 1_000],
  ["1.5", 2_000],
  ["-0.5", 0],
  ["Fri, 02 Jan 2026 03:05:05 GMT", 60_000],
  ["Friday, 02-Jan-26 03:05:05 GMT", 60_000],
  ["Fri, 02 Jan 2026 03:04:00 GMT", 0],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["", null],
  ["soon", null],
  ["1e3", null],
  ["0x10", null],
  ["NaN", null],
  ["Infinity", null],
  ["1,5", null],
  ["2026-01-02T03:05:05Z", null],
  ["Fri, no date", null],
  ["99999999999999", null],
])("Retry-After %j asks for %s ms", (value, expected) => {
  expect(retryAfterMs(value, NOW)).toBe(expected);
});

test("an absent Retry-After asks for nothing", () => {
  expect([retryAfterMs(null, NOW), retryAfterMs(undefined, NOW)]).toEqual([null, null]);
});

test("whatever a server sends, the wait is at least half of the first one, whole and finite", () => {
  const headers = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.constantFrom("0", "0.0", "-1", "0.5", "1e-9", "-Infinity", "Thu, 01 Jan 1970 00:00:00 GMT"),
  );
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(headers, fc.integer({ min: -3, max: 5_000 }), random, (header, failures, chance) => {
      const wait = backoffMs(failures, rule, () => chance, retryAfterMs(header, NOW));
      expect(wait).toBeGreaterThanOrEqual(rule.firstMs / 2);
      expect(Number.isInteger(wait)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
