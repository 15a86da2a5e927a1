import { expect, test } from "vitest";
import { runChaos } from "../../../lab/chaos/run.ts";

const SHORT = {
  artifacts: 10,
  servers: 1,
  haste: 5,
  largeBytes: 12 * 1024 * 1024,
  faultsMs: 8_000,
  settleMs: 150_000,
  keep: false,
  say: () => undefined,
} as const;

test("ten artifacts of all kinds, some updated or deleted, outlive faults of every part and kills of all that can be killed", {
  timeout: 400_000,
}, async () => {
  const report = await runChaos({ ...SHORT, seed: 26, mode: "lambda" });
  expect(report.violations).toEqual([]);
  expect(report.accepted).toBeGreaterThanOrEqual(10);
  expect(Object.keys(report.changes)).toEqual(expect.arrayContaining(["deleted", "updated"]));
  const kinds = Object.keys(report.faults).map((name) => name.split(" ")[0]);
  expect(kinds).toContain("kill");
  expect(new Set(kinds).size).toBeGreaterThan(2);
});
