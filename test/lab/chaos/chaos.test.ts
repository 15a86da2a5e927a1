import { expect, inject, test } from "vitest";
import { runChaos } from "../../../lab/chaos/run.ts";

const SHORT = {
  artifacts: 10,
  servers: 1,
  killRate: 5,
  largeBytes: 12 * 1024 * 1024,
  faultsMs: 8_000,
  settleMs: 500_000,
  log: () => undefined,
} as const;

test("keeps every invariant while ten artifacts of all kinds are ingested, updated and deleted under faults and kills", {
  timeout: 1_200_000,
}, async () => {
  const report = await runChaos({ ...SHORT, seed: 26, mode: "lambda", bundle: inject("bundle") });
  expect(report.violations).toEqual([]);
  expect(report.accepted).toBeGreaterThanOrEqual(10);
  expect(report.shared).toBeGreaterThan(0);
  expect(Object.keys(report.changes)).toEqual(expect.arrayContaining(["deleted", "updated"]));
  const kinds = Object.keys(report.faults).map((name) => name.split(" ")[0]);
  // How many kinds strike in eight seconds depends on what else the machine does.
  expect(kinds).toContain("kill");
  expect(new Set(kinds).size).toBeGreaterThan(1);
});
