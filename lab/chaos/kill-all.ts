import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startHub } from "../../local/hub.ts";
import type { Login } from "../../local/postgres/login.ts";
import { checkInvariants, type Direct } from "./check.ts";
import { type Accepted, post, sessionOf, spread } from "./client.ts";
import { randomOf } from "./faults/random.ts";
import { recordHistory } from "./history.ts";
import type { RunOptions } from "./options.ts";
import { type ChaosReport, type Run, reported } from "./report.ts";
import { ADMIN } from "./stack/environment.ts";
import { type RegistryProcess, registryProcess } from "./stack/processes.ts";
import { ORGANIZATIONS } from "./stack/stack.ts";

export interface KillAllOptions extends RunOptions {
  /** How often everything is killed. */
  readonly kills: number;
}

/** Longest time from "ready" to the kill, in milliseconds. */
const RUNNING_MS = 5_000;
/** Share of the kills that hit a starting registry, and the longest time from the start to such a kill. */
const STARTING = 0.25;
const STARTING_MS = 2_500;
const MAX_ATTEMPTS = 20;
const HUB_BYTES_PER_SECOND = 3_000_000;

/**
 * Kills every process of `npm start` at once, again and again, while artifacts are posted and ingested. Restarts it each
 * time and finally checks the invariants.
 */
export const runKillAll = (options: KillAllOptions): Promise<ChaosReport> =>
  reported({ ...options, mode: "lambda" }, async (run) => {
    const { directory, world } = run;
    const { settleMs, log } = options;
    const hub = await startHub({
      ...world,
      organizations: ORGANIZATIONS,
      bytesPerSecondPerConnection: HUB_BYTES_PER_SECOND,
    });
    const registry = registryProcess(environment(directory, hub), path.join(directory, "registry.log"));
    try {
      const accepted = await exercise(registry, run, options);
      const { samples } = world;
      const direct = await directIn(directory);
      const checked = await checkInvariants(direct, { accepted, samples, maxAttempts: MAX_ATTEMPTS, settleMs, log });
      return { ...checked, accepted };
    } finally {
      await registry.terminate();
      await hub.close();
    }
  });

/** Posts and kills; the registry runs when it resolves. */
async function exercise(
  registry: RegistryProcess,
  { directory, world, faults }: Run,
  { seed, kills, log }: KillAllOptions,
): Promise<Accepted[]> {
  let url = await registry.start();
  await recordHistory((await directIn(directory)).login());
  const failed = new AbortController();
  const client = {
    url: () => url,
    session: sessionOf(() => url, ADMIN),
    random: randomOf(seed, "poster"),
    signal: failed.signal,
    reportViolation: log,
  };
  // About as long as all the runs take together, so that posts come in each of them.
  const posting = spread(world.samples, { ...client, spreadMs: kills * RUNNING_MS }, (sample) => post(sample, client));
  posting.catch(() => {});
  const kill = async (): Promise<void> => {
    const processes = await registry.killAll();
    faults.add("kill everything");
    for (let more = 1; more < processes; more++) faults.add("further processes killed with it");
  };
  try {
    const random = randomOf(seed, "kill all");
    for (let done = 0; done < kills; done++) {
      await pause(random.between(0, RUNNING_MS));
      await kill();
      if (done + 1 < kills && random.chance(STARTING)) {
        done += 1;
        const starting = registry.start().catch(() => null);
        await pause(random.between(0, STARTING_MS));
        await kill();
        await starting;
      }
      url = await registry.start();
      if (done % 5 === 0) log(`${done + 1} of ${kills} kills`);
    }
    return await posting;
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

const environment = (directory: string, hub: { endpoint: string; github: string }) => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  DATA_DIR: directory,
  PORT: "0",
  HF_ENDPOINT: hub.endpoint,
  GITHUB_API_URL: hub.github,
  ADMIN_PASSWORD: ADMIN.password,
  INGEST_LEASE_SECONDS: "5",
  INGEST_MAX_ATTEMPTS: String(MAX_ATTEMPTS),
  INGEST_RETRY_PAUSE_SECONDS: "0",
  SWEEP_SECONDS: "1",
  GARBAGE_SECONDS: "5",
  GARBAGE_AGE_SECONDS: "15",
  REPLY_CHECK_SHARE: "1",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
  POSTS_PER_HOUR: "0",
});

/** The parts of the running registry. */
async function directIn(directory: string): Promise<Direct> {
  const stack = JSON.parse(await readFile(path.join(directory, "stack.json"), "utf8")) as {
    readonly postgres: Login;
    readonly s3: Direct["store"];
  };
  return { login: () => stack.postgres, store: stack.s3 };
}
