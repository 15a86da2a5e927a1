import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { removeTemporary } from "../../../local/postgres.ts";
import { judge } from "../check.ts";
import { sessionOf } from "../client.ts";
import { type Dice, diceOf, Faults } from "../faults/random.ts";
import { recordHistory } from "../history.ts";
import { unfinishedCount } from "../invariants/artifacts.ts";
import type { Mode } from "../options.ts";
import { type Played, reportOf } from "../report.ts";
import { type SampleWorld, worldOf } from "../samples.ts";
import { ADMIN, BUCKET, MAX_ATTEMPTS } from "../stack/environment.ts";
import type { ServerProcess } from "../stack/processes.ts";
import { loginOf, openTheatre, type Theatre } from "../stack/stack.ts";
import { type HealthWatch, watchHealth } from "./health.ts";
import { type Load, startLoad } from "./load.ts";
import type { OutageReport } from "./report.ts";
import { type Phase, Tally } from "./tally.ts";

export interface OutageOptions {
  readonly seed: number;
  readonly mode: Mode;
  /** How long the database is stopped. */
  readonly seconds: number;
  readonly clients: number;
  readonly artifacts: number;
  readonly largeBytes: number;
  /** Longest wait for the server to be ready again, for every artifact to be final, and for the garbage to be gone. */
  readonly settleMs: number;
  readonly say: (line: string) => void;
}

/** The server's own limit for making an answer (REQUEST_SECONDS), and what a busy machine may add. */
const LIMIT_MS = 25_000;
const GRACE_MS = 5_000;
/** Load before the outage and after the recovery. */
const AROUND_MS = 5_000;
/** Share of the artifacts that is posted before the outage; the others are posted in it. */
const BEFORE = 0.5;

/**
 * Stops PostgreSQL for a while as clients post, read and list: every request must be answered in time, the process must
 * stay alive and become ready again by itself, and whatever was accepted must come to its end.
 */
export async function runDatabaseAway(options: OutageOptions): Promise<OutageReport> {
  const directory = await mkdtemp(path.join(tmpdir(), `gatehouse-database-away-${options.seed}-`));
  const world = worldOf(options.artifacts, diceOf(options.seed, "world"), options.largeBytes);
  const faults = new Faults();
  const stage = { ...options, directory, world, faults, faultsMs: 0, servers: 1 };
  let violations: readonly string[] = ["the run broke off"];
  try {
    const theatre = await openTheatre(stage);
    try {
      const played = await play(theatre, world, options, faults);
      violations = played.violations;
      const told = reportOf(options, played, world, faults, violations.length > 0 ? directory : null);
      return { ...told, outage: played.outage };
    } finally {
      await theatre.close();
    }
  } finally {
    if (violations.length === 0) await removeTemporary(directory);
  }
}

interface Survived extends Played {
  readonly seconds: number;
  readonly outage: OutageReport["outage"];
}

async function play(theatre: Theatre, world: SampleWorld, options: OutageOptions, faults: Faults): Promise<Survived> {
  const startedAt = performance.now();
  const { settleMs, say } = options;
  await recordHistory(loginOf(theatre.database));
  const server = theatre.servers[0] as ServerProcess;
  const { pid } = server;
  const act = new Act();
  const tally = new Tally(LIMIT_MS + GRACE_MS);
  const load = await loadOn(server.url, world, act, tally, options);
  const health = watchHealth(server.url, act.now, act.lasted);
  const { how, readyAfterSeconds } = await strike(theatre, act, health, options, faults);
  await pause(AROUND_MS);
  await Promise.all([load.stop(), health.stop()]);
  say(`${load.accepted.length} accepted; waiting for their ends`);
  const finalAfterSeconds = await allFinal(theatre, act, settleMs);
  const scene = { login: () => loginOf(theatre.database), store: { ...theatre.store, bucket: BUCKET } };
  const { accepted } = load;
  const judged = await judge(scene, { accepted, wanted: world.wanted, maxAttempts: MAX_ATTEMPTS, settleMs, say });
  const restarted = server.pid === pid ? [] : ["the server did not live through it"];
  return {
    accepted,
    artifacts: judged.artifacts,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    violations: [...tally.violations, ...health.violations, ...restarted, ...judged.violations],
    outage: {
      how,
      seconds: options.seconds,
      clients: options.clients,
      requests: tally.counts,
      slowestMs: tally.slowest("outage"),
      readyAfterSeconds,
      finalAfterSeconds,
    },
  };
}

/** Where the play stands, as everybody who asks must see it at once. */
class Act {
  #phase: Phase = "before";
  #since = performance.now();
  readonly now = (): Phase => this.#phase;
  /** Milliseconds that the present phase lasts. */
  readonly lasted = (): number => performance.now() - this.#since;
  turn(phase: Phase): void {
    this.#phase = phase;
    this.#since = performance.now();
  }
  /** When the database had come back. */
  backAt = 0;
}

async function loadOn(
  url: string,
  { wanted }: SampleWorld,
  act: Act,
  tally: Tally,
  options: OutageOptions,
): Promise<Load> {
  const token = await sessionOf(() => url, ADMIN).token(fetch);
  if (token === null) throw new Error("nobody could sign in");
  const early = wanted.slice(0, Math.ceil(wanted.length * BEFORE));
  return startLoad({
    url,
    token,
    clients: options.clients,
    posts: () => (act.now() === "before" ? early : wanted),
    phase: act.now,
    tally,
    dice: diceOf(options.seed, "load"),
    giveUpMs: LIMIT_MS + 2 * GRACE_MS,
  });
}

/** The outage itself: an orderly stop or a kill, as the seed draws. */
async function strike(
  { database }: Theatre,
  act: Act,
  health: HealthWatch,
  { seed, seconds, settleMs, say }: OutageOptions,
  faults: Faults,
): Promise<Pick<OutageReport["outage"], "how" | "readyAfterSeconds">> {
  const dice: Dice = diceOf(seed, "outage");
  await pause(AROUND_MS);
  const how = dice.pick(["stopped", "killed"] as const);
  say(`the database is ${how} for ${seconds} s`);
  act.turn("outage");
  await (how === "stopped" ? database.stop() : database.kill());
  faults.add(`database ${how}`);
  await pause(seconds * 1000);
  await database.start();
  act.turn("recovery");
  act.backAt = performance.now();
  await health.ready(settleMs);
  const readyAfterSeconds = sinceThen(act);
  act.turn("after");
  say(`ready again after ${readyAfterSeconds} s`);
  return { how, readyAfterSeconds };
}

const sinceThen = ({ backAt }: Act): number => Math.round((performance.now() - backAt) / 100) / 10;

async function allFinal({ database }: Theatre, act: Act, withinMs: number): Promise<number> {
  const end = performance.now() + withinMs;
  while ((await unfinishedCount(loginOf(database))) > 0 && performance.now() < end) await pause(200);
  return sinceThen(act);
}
