import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startHub } from "../../local/hub.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary } from "../../local/postgres.ts";
import { judge, type Scene } from "./check.ts";
import { sessionOf } from "./client.ts";
import { type Dice, diceOf, Faults } from "./faults/random.ts";
import { recordHistory } from "./history.ts";
import { type Accepted, postAll } from "./poster.ts";
import { type ChaosReport, reportOf } from "./report.ts";
import { type SampleWorld, worldOf } from "./samples.ts";
import { ADMIN } from "./stack/environment.ts";
import { type RegistryProcess, registryProcess } from "./stack/registry-process.ts";
import { ACME } from "./stack/stack.ts";

export interface KillAllOptions {
  readonly seed: number;
  /** How often everything is killed. */
  readonly kills: number;
  readonly artifacts: number;
  readonly largeBytes: number;
  readonly settleMs: number;
  readonly say: (line: string) => void;
}

/** Longest life between "ready" and the kill, in milliseconds. */
const LIFE_MS = 5_000;
/** Share of the kills that come before it is ready, and how late they come. */
const STARTING = 0.25;
const START_MS = 2_500;
const MAX_ATTEMPTS = 20;

/**
 * Kills every process of the registry at once at random moments while artifacts are posted and ingested, starts it
 * again each time, and checks at the end that nothing accepted was lost.
 */
export async function runKillAll(options: KillAllOptions): Promise<ChaosReport> {
  const startedAt = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), `gatehouse-kill-all-${options.seed}-`));
  const world = worldOf(options.artifacts, diceOf(options.seed, "world"), options.largeBytes);
  const hub = await startHub({ ...world, organizations: ACME, bytesPerSecondPerConnection: 3_000_000 });
  const registry = registryProcess(environment(directory, hub), path.join(directory, "registry.log"));
  const faults = new Faults();
  let passed = false;
  try {
    const accepted = await live(registry, directory, world, faults, options);
    const scene = await sceneIn(directory);
    const { settleMs, say } = options;
    const judged = await judge(scene, { accepted, wanted: world.wanted, maxAttempts: MAX_ATTEMPTS, settleMs, say });
    passed = judged.violations.length === 0;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return reportOf(
      { ...options, mode: "lambda" },
      { ...judged, accepted, seconds },
      world,
      faults,
      passed ? null : directory,
    );
  } finally {
    await registry.terminate();
    await hub.close();
    if (passed) await removeTemporary(directory);
  }
}

/** All the lives of the registry; the last one goes on. What it accepted. */
async function live(
  registry: RegistryProcess,
  directory: string,
  world: SampleWorld,
  faults: Faults,
  { seed, kills, say }: KillAllOptions,
): Promise<Accepted[]> {
  let url = await registry.start();
  await recordHistory((await sceneIn(directory)).login());
  const session = sessionOf(() => url, ADMIN);
  const giveUp = new AbortController();
  // About the time that all the lives take: posts come in every one of them.
  const spreadMs = kills * LIFE_MS;
  const posting = postAll(world.wanted, {
    url: () => url,
    session,
    dice: diceOf(seed, "poster"),
    spreadMs,
    signal: giveUp.signal,
    complain: say,
  });
  posting.catch(() => {});
  try {
    await dieAgainAndAgain(registry, diceOf(seed, "kill all"), kills, (count, again) => {
      if (again !== "") url = again;
      faults.add("kill everything");
      for (let more = 1; more < count; more++) faults.add("processes killed beside it");
      if (faults.total % 5 === 0) say(`${faults.counts.get("kill everything")} of ${kills} kills`);
    });
    return await posting;
  } catch (error) {
    giveUp.abort(error);
    throw error;
  }
}

/** Some of the kills meet a registry that is still starting. */
async function dieAgainAndAgain(
  registry: RegistryProcess,
  dice: Dice,
  kills: number,
  reborn: (processes: number, url: string) => void,
): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    await pause(dice.between(0, LIFE_MS));
    const processes = await registry.killAll();
    if (kill + 1 < kills && dice.chance(STARTING)) {
      kill += 1;
      const starting = registry.start().catch(() => "");
      await pause(dice.between(0, START_MS));
      reborn(await registry.killAll(), await starting);
    }
    reborn(processes, await registry.start());
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

/** Where the parts of the present life are. */
async function sceneIn(directory: string): Promise<Scene> {
  const stack = JSON.parse(await readFile(path.join(directory, "stack.json"), "utf8")) as {
    readonly postgres: Login;
    readonly s3: Scene["store"];
  };
  return { login: () => stack.postgres, store: stack.s3 };
}
