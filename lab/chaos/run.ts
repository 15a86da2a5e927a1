import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { removeTemporary } from "../../local/postgres.ts";
import { planFor } from "./changes/plan.ts";
import { Changer } from "./changes.ts";
import { judge } from "./check.ts";
import { sessionOf } from "./client.ts";
import { goKilling } from "./faults/kills.ts";
import { diceOf, Faults } from "./faults/random.ts";
import { recordHistory } from "./history.ts";
import type { Mode } from "./options.ts";
import { overTime } from "./poster.ts";
import { type ChaosReport, type Played, reportOf } from "./report.ts";
import { type SampleWorld, worldOf } from "./samples.ts";
import { ADMIN, BUCKET, MAX_ATTEMPTS } from "./stack/environment.ts";
import { loginOf, openTheatre, type Theatre } from "./stack/stack.ts";

export interface ChaosOptions {
  readonly seed: number;
  readonly mode: Mode;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly artifacts: number;
  readonly servers: number;
  /** How much more often than usual parts are killed. */
  readonly haste: number;
  readonly largeBytes: number;
  /** Longest wait for every artifact to be final once the faults stopped, and then for the garbage to be collected. */
  readonly settleMs: number;
  /** Keeps the directory with the logs when something was violated. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
}

/** Longest wait before something is done to an artifact, in milliseconds. */
const LONGEST_DELAY_MS = 8_000;

/** One run: everything up, faults and posts for a while, calm until all has settled, then the invariants. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const startedAt = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), `gatehouse-chaos-${options.seed}-`));
  const faults = new Faults();
  const world = worldOf(options.artifacts, diceOf(options.seed, "world"), options.largeBytes);
  let violations: readonly string[] = ["the run broke off"];
  try {
    const theatre = await openTheatre({ ...options, directory, world, faults });
    try {
      const played = await play(theatre, world, options, faults);
      violations = played.violations;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      return reportOf(
        options,
        { ...played, seconds },
        world,
        faults,
        options.keep && violations.length > 0 ? directory : null,
      );
    } finally {
      await theatre.close();
    }
  } finally {
    if (!options.keep || violations.length === 0) await removeTemporary(directory);
  }
}

async function play(theatre: Theatre, world: SampleWorld, options: ChaosOptions, faults: Faults): Promise<Played> {
  const { faultsMs, seed, settleMs, say } = options;
  await recordHistory(loginOf(theatre.database));
  const dice = diceOf(seed, "poster");
  const url = (): string => dice.pick(theatre.servers).url;
  const session = sessionOf(url, ADMIN);
  const complaints = new Set<string>();
  theatre.rise();
  say(`faults for ${faultsMs / 1000} s`);
  const limit = AbortSignal.timeout(faultsMs + settleMs);
  const asking = { url, session, dice, signal: limit, complain: (what: string) => void complaints.add(what) };
  const delayMs = Math.min(LONGEST_DELAY_MS, faultsMs / 4);
  const changer = new Changer({
    ...asking,
    dice: diceOf(seed, "changer"),
    hub: theatre.hub,
    delayMs,
    // Each has dice of its own: what is planned does not hang on who comes first.
    planned: (one) => planFor(one, diceOf(seed, `plan of ${one.url}`)),
  });
  await Promise.all([
    overTime(world.wanted, { ...asking, spreadMs: faultsMs * 0.7 }, (one) => changer.live(one)),
    goKilling({ theatre, seed, haste: options.haste, forMs: faultsMs, faults, signal: limit }),
  ]);
  await pause(Math.max(0, faultsMs - theatre.elapsed()));
  say(`${changer.accepted.length} accepted, ${faults.total} faults; calm until all is settled`);
  const scene = { login: () => loginOf(theatre.database), store: { ...theatre.store, bucket: BUCKET } };
  const { accepted, condemned, deleted, counts } = changer;
  const charges = { accepted, condemned, deleted, wanted: world.wanted, maxAttempts: MAX_ATTEMPTS, settleMs, say };
  const judged = await judge(scene, charges);
  const violations = [...complaints, ...changer.violations, ...judged.violations];
  return { artifacts: judged.artifacts, accepted, violations, changes: counts };
}
