/** `npm run chaos`: ingests under injected faults, then checks that nothing is lost, left over or half-done. */
import { Command, InvalidArgumentError, Option } from "commander";
import { runKillAll } from "./kill-all.ts";
import { formatKills, runKillWorkers } from "./kill-workers.ts";
import { type Mode, modeOf, modes } from "./options.ts";
import { runOutage } from "./outage/run.ts";
import { type ChaosReport, formatReport } from "./report.ts";
import { runChaos } from "./run.ts";

interface Flags {
  readonly seed: number;
  readonly minutes: number;
  readonly artifacts: number;
  readonly servers: number;
  readonly mode: Mode | "any";
  readonly clients: number;
  readonly killAll?: number;
  readonly killWorkers?: number;
  readonly databaseOutage?: number;
  readonly json: boolean;
}

const number =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`It must be from ${minimum} to ${maximum}.`);
    return value;
  };

const command = new Command("npm run chaos --")
  .description("Ingests sample artifacts while faults hit every part and processes are killed, then checks invariants.")
  .option("--seed <n>", "draws the faults and their times", number(0, 2 ** 31), 1)
  .option("--minutes <m>", "how long faults are injected", number(0.05, 600), 3)
  .option("--artifacts <n>", "artifacts to post", number(9, 10_000), 50)
  .option("--servers <n>", "servers side by side", number(1, 8), 2)
  .addOption(
    new Option(
      "--mode <where>",
      "lambda: function with database access; callback: function that reports over HTTP; inline: within the server; any: as the seed draws",
    )
      .choices([...modes, "any"])
      .default("lambda"),
  )
  .option(
    "--database-outage <s>",
    "instead of other faults, stop the database for this many seconds under load",
    number(1, 3_600),
  )
  .option("--clients <n>", "clients that make the load of --database-outage", number(1, 1_000), 40)
  .option(
    "--kill-all <n>",
    "instead of other faults, kill -9 all processes of npm start at once, this many times",
    number(1, 1_000),
  )
  .option(
    "--kill-workers <n>",
    "instead of other faults, for this many seeds from --seed on: kill some of the functions that share a transfer",
    number(1, 1_000),
  )
  .option("--json", "print the report as JSON", false)
  .addHelpText("after", "\nExit code: 0 no violation, 1 violations.")
  .parse();

const MIB = 1024 * 1024;

const flags = command.opts<Flags>();
const { seed, artifacts, servers, clients, databaseOutage, killAll } = flags;
const mode = flags.mode === "any" ? modeOf(seed) : flags.mode;
const options = {
  seed,
  artifacts,
  largeBytes: 40 * MIB,
  settleMs: 300_000,
  log: (line: string) => console.error(line),
};

function run(): Promise<ChaosReport> {
  if (databaseOutage !== undefined) return runOutage({ ...options, mode, clients, seconds: databaseOutage });
  if (killAll !== undefined) return runKillAll({ ...options, kills: killAll });
  return runChaos({ ...options, mode, servers, killRate: 1, faultsMs: flags.minutes * 60_000 });
}

if (flags.killWorkers !== undefined) {
  const killed = await runKillWorkers({ seed, seeds: flags.killWorkers, log: options.log });
  console.log(flags.json ? JSON.stringify(killed, null, 2) : formatKills(killed));
  process.exit(killed.violations.length === 0 ? 0 : 1);
}
const report = await run();
console.log(flags.json ? JSON.stringify(report, null, 2) : formatReport(report));
process.exit(report.violations.length === 0 ? 0 : 1);
