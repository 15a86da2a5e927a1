/** `npm run bench:fanout`: one transfer by 1, 2, 4 and 8 functions, each behind a slow network of its own. */
import { mkdtemp } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { removeTemporary } from "../../local/postgres.ts";
import { type Case, measureCases } from "./fanout/cases.ts";
import { fanoutSection } from "./fanout/report.ts";
import { withFanoutBench } from "./fanout/run.ts";
import { writeSection } from "./results.ts";

const MIB = 2 ** 20;

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
};
const counts = (text: string): number[] => {
  const list = text.split(",").map(Number);
  if (list.some((count) => !Number.isInteger(count) || count < 1 || count > 64))
    throw new InvalidArgumentError("Numbers of workers are from 1 to 64.");
  return [...new Set([1, ...list])].sort((a, b) => a - b);
};

interface Options {
  readonly rate: number;
  readonly workers: number[];
  readonly scale: number;
  readonly rounds: number;
  readonly only: string;
  readonly quick: boolean;
}

const command = new Command("npm run bench:fanout --")
  .description(
    "Ingests the same files with several numbers of workers. Every function reaches source and store through a relay " +
      "that limits its network. Writes lab/bench/results.md, unless an option changes sizes or cases.",
  )
  .option(
    "--rate <mb>",
    "MB/s of one function in each direction; four times as much where one file is measured. Eight functions at 3 MB/s " +
      "do not need all of two cores, on which relays, hub and store run too",
    positive,
    3,
  )
  .option("--workers <list>", "numbers of workers; 1 is always measured", counts, [1, 2, 4, 8])
  .option("--rounds <n>", "rounds without a limit, of which the median counts", positive, 3)
  .option("--scale <factor>", "makes all files larger or smaller", positive, 1)
  .option("--only <text>", "measures only the cases whose titles begin with this text", "")
  .option("--quick", "a quarter of the sizes, 1 and the most workers, one round", false);

/** The cases of the bench. One file cannot be shared, so numbers between the least and the most would add nothing. */
function casesOf({ rate, workers, scale, rounds, quick }: Options): Case[] {
  const size = (quick ? 0.25 : 1) * scale * MIB;
  const ends = [1, workers.at(-1) ?? 1];
  const even = Array.from({ length: 16 }, () => 64 * size);
  // So large that the start of the workers, which share two cores here, is a small part.
  const many = Array.from({ length: 64 }, () => 64 * size);
  const bytesPerSecond = rate * 1e6;
  const inMib = (units: number): string => `${(units * size) / MIB} MiB`;
  return [
    { title: `16 files of ${inMib(64)}`, sizes: even, workers: quick ? ends : workers, bytesPerSecond, rounds: 1 },
    {
      title: `1 file of ${inMib(1024)}, 15 of ${inMib(1)}`,
      sizes: [1024 * size, ...Array.from({ length: 15 }, () => size)],
      // One function at a time moves nearly everything: a higher rate saves minutes.
      ...{ workers: ends, bytesPerSecond: 4 * bytesPerSecond, rounds: 1 },
    },
    {
      title: `without a limit: 64 files of ${inMib(64)}`,
      ...{ sizes: many, workers: ends, bytesPerSecond: Number.POSITIVE_INFINITY, rounds: quick ? 1 : rounds },
    },
  ];
}

async function main(options: Options): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-fanout-"));
  const load = loadavg()[0] ?? 0;
  try {
    const cases = casesOf(options).filter(({ title }) => title.startsWith(options.only));
    const measured = await withFanoutBench(directory, (bench) => measureCases(cases, bench));
    const section = fanoutSection(measured, { ...options, load });
    console.log(`\n${section}`);
    if (!options.quick && options.scale === 1 && options.only === "") await writeSection("Fan-out", section);
  } finally {
    await removeTemporary(directory);
  }
}

if (import.meta.main) await main(command.parse().opts<Options>());
