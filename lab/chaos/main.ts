/** `npm run chaos`: ingests under injected faults, then checks that nothing was lost, left over or half-done. */
import { Command, InvalidArgumentError, Option } from "commander";
import { runKillAll } from "./kill-all.ts";
import { type Mode, modeOf, modes } from "./options.ts";
import { runDatabaseAway } from "./outage/run.ts";
import type { ChaosReport } from "./report.ts";
import { runChaos } from "./run.ts";
import { shown } from "./showing.ts";

interface Options {
  readonly seed: number;
  readonly minutes: number;
  readonly artifacts: number;
  readonly servers: number;
  readonly mode: Mode | "any";
  readonly clients: number;
  readonly killAll?: number;
  readonly databaseAway?: number;
  readonly json: boolean;
}

const number =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`must be from ${minimum} to ${maximum}`);
    return value;
  };

const command = new Command("npm run chaos --")
  .description(
    "Ingests sample artifacts while every part is slowed, cut, refused and killed, then checks the invariants.",
  )
  .option("--seed <n>", "which faults at which time", number(0, 2 ** 31), 1)
  .option("--minutes <m>", "how long faults are injected", number(0.05, 600), 3)
  .option("--artifacts <n>", "how many are posted", number(9, 10_000), 50)
  .option("--servers <n>", "servers side by side", number(1, 8), 2)
  .addOption(
    new Option(
      "--mode <where>",
      "the function with the database at hand, the function that reports over HTTP, the server itself, or as the seed draws",
    )
      .choices([...modes, "any"])
      .default("lambda"),
  )
  .option(
    "--database-away <s>",
    "instead of all other faults: stop the database for so many seconds under load",
    number(1, 3_600),
  )
  .option("--clients <n>", "clients that make the load while the database is away", number(1, 1_000), 40)
  .option(
    "--kill-all <n>",
    "instead of all other faults: kill -9 of every process of npm start at once, so many times",
    number(1, 1_000),
  )
  .option("--json", "print the report as JSON", false)
  .parse();

const MIB = 1024 * 1024;

const options = command.opts<Options>();
const mode = options.mode === "any" ? modeOf(options.seed) : options.mode;
const common = { largeBytes: 40 * MIB, settleMs: 300_000, say: (line: string) => console.error(line) };

function run(): Promise<ChaosReport> {
  const { databaseAway, killAll } = options;
  if (databaseAway !== undefined) return runDatabaseAway({ ...options, ...common, mode, seconds: databaseAway });
  if (killAll !== undefined) return runKillAll({ ...options, ...common, kills: killAll });
  return runChaos({ ...options, ...common, mode, haste: 1, faultsMs: options.minutes * 60_000, keep: true });
}

const report = await run();
console.log(options.json ? JSON.stringify(report, null, 2) : shown(report));
process.exit(report.violations.length === 0 ? 0 : 1);
