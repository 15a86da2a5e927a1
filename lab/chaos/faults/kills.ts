import { setTimeout as pause } from "node:timers/promises";
import type { LocalLambda } from "../../../local/lambda.ts";
import type { Theatre } from "../stack/stack.ts";
import { type Dice, diceOf, type Faults } from "./random.ts";

/** Mean time between two kills of each kind, and the longest time that a victim stays dead; in milliseconds. */
const EVERY = { function: 6_000, server: 15_000, database: 25_000 } as const;
const DEAD_MS = 3_000;

export interface KillerOptions {
  readonly theatre: Theatre;
  readonly seed: number;
  /** How much more often than usual it kills; 1 unless a run is short. */
  readonly haste: number;
  /** For how long it goes about. */
  readonly forMs: number;
  readonly faults: Faults;
  readonly signal: AbortSignal;
}

/** Kills functions, servers and the database with SIGKILL at moments that the seed draws, and revives the dead. */
export async function goKilling(options: KillerOptions): Promise<void> {
  const { theatre, faults } = options;
  await Promise.all([
    ...killingOf(theatre.lambda, options),
    again("server", options, async (dice) => {
      const server = dice.pick(theatre.servers);
      await server.kill();
      faults.add("kill server");
      await pause(dice.between(0, DEAD_MS));
      await server.start();
    }),
    again("database", options, async (dice) => {
      await theatre.database.kill();
      faults.add("kill database");
      await pause(dice.between(0, DEAD_MS));
      await theatre.database.start();
    }),
  ]);
}

/** Without a function there is none to kill. */
function killingOf(lambda: LocalLambda | null, options: KillerOptions): Promise<void>[] {
  if (lambda === null) return [];
  const strike = async (): Promise<void> => {
    for (let killed = lambda.killRunning("SIGKILL"); killed > 0; killed--) options.faults.add("kill function");
  };
  return [again("function", options, strike)];
}

async function again(
  kind: keyof typeof EVERY,
  { seed, forMs, haste, theatre, signal }: KillerOptions,
  strike: (dice: Dice) => Promise<void>,
): Promise<void> {
  const dice = diceOf(seed, `kill ${kind}`);
  for (;;) {
    const wait = (dice.between(0.3, 1.7) * EVERY[kind]) / haste;
    if (theatre.elapsed() + wait >= forMs) return;
    await pause(wait, undefined, { signal });
    await strike(dice);
  }
}
