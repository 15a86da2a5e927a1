import { setTimeout as pause } from "node:timers/promises";
import { checkInvariants } from "../check.ts";
import { sessionOf } from "../client.ts";
import { randomOf } from "../faults/random.ts";
import { recordHistory } from "../history.ts";
import { countUnfinished } from "../invariants/artifacts.ts";
import type { Mode, RunOptions } from "../options.ts";
import { type ChaosReport, type OutageReport, type Results, type Run, reported } from "../report.ts";
import type { Sample } from "../samples.ts";
import { ADMIN, MAX_ATTEMPTS } from "../stack/environment.ts";
import type { ServerProcess } from "../stack/processes.ts";
import { type ChaosStack, loginOf, startStack } from "../stack/stack.ts";
import { type HealthWatch, watchHealth } from "./health.ts";
import { type Load, startLoad } from "./load.ts";
import { type Phase, Tally } from "./tally.ts";

export interface OutageOptions extends RunOptions {
  readonly mode: Mode;
  /** How long the database is down. */
  readonly seconds: number;
  readonly clients: number;
}

/** The server's own limit for a response (REQUEST_SECONDS), and what a busy machine may add to it. */
const LIMIT_MS = 25_000;
const GRACE_MS = 5_000;
/** Length of the load before the outage and after the recovery. */
const AROUND_MS = 5_000;
/** Share of the samples that is posted before the outage; the rest is posted during and after it. */
const EARLY = 0.5;

/**
 * Stops PostgreSQL for a while under load. Every request must be answered in time, the server must stay alive and become
 * ready again by itself, and every accepted artifact must become final.
 */
export const runOutage = (options: OutageOptions): Promise<ChaosReport> =>
  reported(options, async (run) => {
    const stack = await startStack({ ...options, ...run, faultsMs: 0, servers: 1 });
    try {
      return await exercise(stack, run, options);
    } finally {
      await stack.close();
    }
  });

async function exercise(stack: ChaosStack, { world, faults }: Run, options: OutageOptions): Promise<Results> {
  const { seconds, clients, settleMs, log } = options;
  const { samples } = world;
  await recordHistory(loginOf(stack.database));
  const server = stack.servers[0] as ServerProcess;
  const { pid } = server;
  const timeline = new Timeline();
  const tally = new Tally(LIMIT_MS + GRACE_MS);
  const load = await loadOn(server.url, { samples, timeline, tally, ...options });
  const health = watchHealth(server.url, timeline.phase, timeline.phaseMs);
  const { how, readyAfterSeconds } = await stopDatabase(stack, timeline, health, { faults, ...options });
  await pause(AROUND_MS);
  await untilAllAccepted(load, samples.length, settleMs);
  await Promise.all([load.stop(), health.stop()]);
  const { accepted } = load;
  log(`${accepted.length} accepted; waiting until they are final`);
  const finalAfterSeconds = await untilAllFinal(stack, timeline, settleMs);
  const checked = await checkInvariants(
    { login: () => loginOf(stack.database), store: stack.store },
    { accepted, samples, maxAttempts: MAX_ATTEMPTS, settleMs, log },
  );
  const restarted = server.pid === pid ? [] : ["the server process did not survive"];
  return {
    accepted,
    artifacts: checked.artifacts,
    violations: [...tally.violations, ...health.violations, ...restarted, ...checked.violations],
    outage: {
      how,
      seconds,
      clients,
      requests: tally.counts,
      slowestMs: tally.slowest("outage"),
      readyAfterSeconds,
      finalAfterSeconds,
    },
  };
}

/** The present phase, shared by everything that asks for it. */
class Timeline {
  #phase: Phase = "before";
  #since = performance.now();
  #returnedAt = 0;
  readonly phase = (): Phase => this.#phase;
  readonly phaseMs = (): number => performance.now() - this.#since;
  /** Seconds since the database returned, to a tenth. */
  readonly sinceReturn = (): number => Math.round((performance.now() - this.#returnedAt) / 100) / 10;
  enter(phase: Phase): void {
    this.#phase = phase;
    this.#since = performance.now();
    if (phase === "recovery") this.#returnedAt = this.#since;
  }
}

interface LoadState {
  readonly samples: readonly Sample[];
  readonly timeline: Timeline;
  readonly tally: Tally;
}

async function loadOn(
  url: string,
  { samples, timeline, tally, clients, seed }: OutageOptions & LoadState,
): Promise<Load> {
  const token = await sessionOf(() => url, ADMIN).token(fetch);
  if (token === null) throw new Error("signing in failed");
  const early = samples.slice(0, Math.ceil(samples.length * EARLY));
  return startLoad({
    url,
    token,
    clients,
    samples: () => (timeline.phase() === "before" ? early : samples),
    phase: timeline.phase,
    tally,
    random: randomOf(seed, "load"),
    timeoutMs: LIMIT_MS + 2 * GRACE_MS,
  });
}

/** Stops or kills the database, as the seed draws, and starts it again. */
async function stopDatabase(
  { database }: ChaosStack,
  timeline: Timeline,
  health: HealthWatch,
  { seed, seconds, settleMs, log, faults }: OutageOptions & Pick<Run, "faults">,
): Promise<Pick<OutageReport, "how" | "readyAfterSeconds">> {
  await pause(AROUND_MS);
  const how = randomOf(seed, "outage").pick(["stopped", "killed"] as const);
  log(`the database is ${how} for ${seconds} s`);
  timeline.enter("outage");
  await (how === "stopped" ? database.stop() : database.kill());
  faults.add(`database ${how}`);
  await pause(seconds * 1000);
  await database.start();
  timeline.enter("recovery");
  await health.ready(settleMs);
  const readyAfterSeconds = timeline.sinceReturn();
  timeline.enter("after");
  log(`ready again after ${readyAfterSeconds} s`);
  return { how, readyAfterSeconds };
}

async function untilAllAccepted(load: Load, count: number, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (load.accepted.length < count && performance.now() < end) await pause(200);
}

async function untilAllFinal({ database }: ChaosStack, timeline: Timeline, limitMs: number): Promise<number> {
  const end = performance.now() + limitMs;
  while ((await countUnfinished(loginOf(database))) > 0 && performance.now() < end) await pause(200);
  return timeline.sinceReturn();
}
