import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { diceOf, Faults } from "./dice.ts";
import { recordHistory } from "./history.ts";
import { judge } from "./judgement.ts";
import { goKilling } from "./killer.ts";
import type { Mode } from "./mode.ts";
import { postAll, sessionOf } from "./poster.ts";
import { type ChaosReport, type Played, reportOf } from "./report.ts";
import { ADMIN, BUCKET, MAX_ATTEMPTS } from "./surroundings.ts";
import { loginOf, openTheatre, type Theatre } from "./theatre.ts";
import { type SampleWorld, worldOf } from "./wanted.ts";

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
    if (!options.keep || violations.length === 0) await rm(directory, { recursive: true, force: true });
  }
}

async function play(theatre: Theatre, world: SampleWorld, options: ChaosOptions, faults: Faults): Promise<Played> {
  const { faultsMs, seed, settleMs, say } = options;
  await recordHistory(loginOf(theatre.database));
  const dice = diceOf(seed, "poster");
  const url = (): string => dice.pick(theatre.servers).url;
  const session = sessionOf(url, ADMIN);
  theatre.rise();
  say(`faults for ${faultsMs / 1000} s`);
  const limit = AbortSignal.timeout(faultsMs + settleMs);
  const [accepted] = await Promise.all([
    postAll(world.wanted, { url, session, dice, spreadMs: faultsMs * 0.7, signal: limit }),
    goKilling({ theatre, seed, haste: options.haste, forMs: faultsMs, faults, signal: limit }),
  ]);
  await pause(Math.max(0, faultsMs - theatre.elapsed()));
  say(`${accepted.length} accepted, ${faults.total} faults; calm until all is settled`);
  const scene = { login: () => loginOf(theatre.database), store: { ...theatre.store, bucket: BUCKET } };
  return {
    accepted,
    ...(await judge(scene, { accepted, wanted: world.wanted, maxAttempts: MAX_ATTEMPTS, settleMs, say })),
  };
}
