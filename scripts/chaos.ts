/** `npm run chaos`: ingests under injected faults, then checks that nothing was lost, left over or half-done. */
import { Command, InvalidArgumentError } from "commander";
import { runKillAll } from "./chaos/kill-all.ts";
import type { ChaosReport } from "./chaos/report.ts";
import { runChaos } from "./chaos/run.ts";

interface Options {
  readonly seed: number;
  readonly minutes: number;
  readonly artifacts: number;
  readonly servers: number;
  readonly killAll?: number;
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
  .option(
    "--kill-all <n>",
    "instead of all other faults: kill -9 of every process of npm start at once, so many times",
    number(1, 1_000),
  )
  .option("--json", "print the report as JSON", false)
  .parse();

const MIB = 1024 * 1024;

function show(report: ChaosReport): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
      .join("\n");
  const total = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  const violations = report.violations.map((one) => `  ✗ ${one}`).join("\n");
  return [
    `seed ${report.seed}: ${report.posted} artifacts, ${report.attempts} attempts, ${report.seconds} s`,
    `${total} faults injected:\n${list(report.faults)}`,
    `ends:\n${list(report.ends)}`,
    `violations: ${report.violations.length}${violations === "" ? "" : `\n${violations}`}`,
    ...(report.directory === null ? [] : [`logs are in ${report.directory}`]),
  ].join("\n");
}

const options = command.opts<Options>();
const common = { largeBytes: 40 * MIB, settleMs: 300_000, say: (line: string) => console.error(line) };
const report =
  options.killAll === undefined
    ? await runChaos({ ...options, ...common, haste: 1, faultsMs: options.minutes * 60_000, keep: true })
    : await runKillAll({ ...options, ...common, kills: options.killAll });
console.log(options.json ? JSON.stringify(report, null, 2) : show(report));
process.exit(report.violations.length === 0 ? 0 : 1);
