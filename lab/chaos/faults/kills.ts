import { setTimeout as pause } from "node:timers/promises";
import type { LocalLambda } from "../../../local/lambda.ts";
import type { ChaosStack } from "../stack/stack.ts";
import { type FaultCounts, type Random, randomOf } from "./random.ts";

/** Mean time between two kills of each kind, in milliseconds. */
const EVERY_MS = { function: 6_000, server: 15_000, database: 25_000 } as const;
/** Longest time until a killed process is started again, in milliseconds. */
const LONGEST_DOWN_MS = 3_000;

export interface KillOptions {
  readonly stack: ChaosStack;
  readonly seed: number;
  /** Multiplies the number of kills; above 1 for short runs. */
  readonly killRate: number;
  /** How long it kills, in milliseconds. */
  readonly forMs: number;
  readonly faults: FaultCounts;
  readonly signal: AbortSignal;
}

/** Kills functions, servers and the database with SIGKILL at times that the seed draws, and restarts them. */
export async function killProcesses(options: KillOptions): Promise<void> {
  const { stack, faults } = options;
  await Promise.all([
    ...functionKills(stack.lambda, options),
    repeat("server", options, async (random) => {
      const server = random.pick(stack.servers);
      await server.kill();
      faults.add("kill server");
      await pause(random.between(0, LONGEST_DOWN_MS));
      await server.start();
    }),
    repeat("database", options, async (random) => {
      await stack.database.kill();
      faults.add("kill database");
      await pause(random.between(0, LONGEST_DOWN_MS));
      await stack.database.start();
    }),
  ]);
}

/** The function service starts a new process by itself. */
function functionKills(lambda: LocalLambda | null, options: KillOptions): Promise<void>[] {
  if (lambda === null) return [];
  const kill = async (): Promise<void> => {
    for (let killed = lambda.killRunning("SIGKILL"); killed > 0; killed--) options.faults.add("kill function");
  };
  return [repeat("function", options, kill)];
}

async function repeat(
  target: keyof typeof EVERY_MS,
  { seed, forMs, killRate, stack, signal }: KillOptions,
  kill: (random: Random) => Promise<void>,
): Promise<void> {
  const random = randomOf(seed, `kill ${target}`);
  for (;;) {
    const waitMs = (random.between(0.3, 1.7) * EVERY_MS[target]) / killRate;
    if (stack.elapsed() + waitMs >= forMs) return;
    await pause(waitMs, undefined, { signal });
    await kill(random);
  }
}
