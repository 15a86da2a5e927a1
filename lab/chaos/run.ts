import { setTimeout as pause } from "node:timers/promises";
import { Changer, planFor } from "./changes.ts";
import { checkInvariants } from "./check.ts";
import { sessionOf, spread } from "./client.ts";
import { killProcesses } from "./faults/kills.ts";
import { randomOf } from "./faults/random.ts";
import { countShared, readHistory, recordHistory } from "./history.ts";
import type { Mode, RunOptions } from "./options.ts";
import { type ChaosReport, type Results, type Run, reported } from "./report.ts";
import { ADMIN, MAX_ATTEMPTS } from "./stack/environment.ts";
import { type ChaosStack, loginOf, startStack } from "./stack/stack.ts";

export interface ChaosOptions extends RunOptions {
  readonly mode: Mode;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly servers: number;
  /** Multiplies the number of kills; above 1 for short runs. */
  readonly killRate: number;
}

/** Longest wait before an artifact is changed, in milliseconds. */
const LONGEST_DELAY_MS = 8_000;
/** Share of the time with faults over which the posts are spread. */
const POSTING = 0.7;

/** Posts links while every part suffers faults and kills, then checks the invariants. */
export const runChaos = (options: ChaosOptions): Promise<ChaosReport> =>
  reported(options, async (run) => {
    const stack = await startStack({ ...options, ...run });
    try {
      return await exercise(stack, run, options);
    } finally {
      await stack.close();
    }
  });

async function exercise(stack: ChaosStack, { world, faults }: Run, options: ChaosOptions): Promise<Results> {
  const { faultsMs, seed, settleMs, killRate, log } = options;
  const { samples } = world;
  await recordHistory(loginOf(stack.database));
  const random = randomOf(seed, "poster");
  const url = (): string => random.pick(stack.servers).url;
  const unexplained = new Set<string>();
  stack.startFaults();
  log(`faults for ${faultsMs / 1000} s`);
  const signal = AbortSignal.timeout(faultsMs + settleMs);
  const reportViolation = (what: string): void => void unexplained.add(what);
  const client = { url, session: sessionOf(url, ADMIN), random, signal, reportViolation };
  const changer = new Changer({
    ...client,
    random: randomOf(seed, "changer"),
    hub: stack.hub,
    delayMs: Math.min(LONGEST_DELAY_MS, faultsMs / 4),
    // A sequence for each sample, so that its plan does not depend on the order of posts.
    planFor: (sample) => planFor(sample, randomOf(seed, `plan of ${sample.url}`)),
  });
  await Promise.all([
    spread(samples, { ...client, spreadMs: faultsMs * POSTING }, (sample) => changer.run(sample)),
    killProcesses({ stack, seed, killRate, forMs: faultsMs, faults, signal }),
  ]);
  await pause(Math.max(0, faultsMs - stack.elapsed()));
  const { accepted, deletionRequested, deleted, counts } = changer;
  log(`${accepted.length} accepted, ${faults.total} faults; waiting until everything has settled`);
  const checked = await checkInvariants(
    { login: () => loginOf(stack.database), store: stack.store },
    { accepted, deletionRequested, deleted, samples, maxAttempts: MAX_ATTEMPTS, settleMs, log },
  );
  const violations = [...unexplained, ...changer.violations, ...checked.violations];
  const shared = countShared(await readHistory(loginOf(stack.database)));
  return { artifacts: checked.artifacts, accepted, violations, changes: counts, shared };
}
