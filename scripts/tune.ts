/** `npm run tune` measures ingests with several memory sizes and recommends MEMORY and TIMEOUT. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { buildIngest, modulesOf } from "../local/bundle/bundle.ts";
import { sampleRepositories } from "../local/hub/samples.ts";
import { type LocalHub, startHub } from "../local/hub.ts";
import { zipOf } from "../local/lambda/functions/code.ts";
import { runScript } from "./entry/run.ts";
import { best, type Measured, measured, recommendedTimeout, type Strategy } from "./tune/analysis.ts";
import { copyFunction, type FunctionCopy } from "./tune/copy.ts";
import { chart, table } from "./tune/picture.ts";
import type { Report } from "./tune/report.ts";
import { openScratch, type Scratch } from "./tune/scratch.ts";
import { openTarget, type Target } from "./tune/target.ts";
import { measuredShare, recommendedWorkers, type Shared, sharesTable } from "./tune/workers.ts";

const root = path.resolve(import.meta.dirname, "..");
const FIXTURE = "https://huggingface.co/acme/clear-bert";

const sizes = (text: string): number[] => {
  const list = text.split(",").map(Number);
  const wrong = list.find((size) => !Number.isInteger(size) || size < 128 || size > 10_240);
  if (wrong !== undefined) throw new InvalidArgumentError("Sizes are whole numbers from 128 to 10240.");
  return [...new Set(list)].sort((a, b) => a - b);
};
const workers = (text: string): number[] => {
  const list = text.split(",").map(Number);
  if (list.some((workers) => !Number.isInteger(workers) || workers < 1 || workers > 64))
    throw new InvalidArgumentError("Numbers of workers are from 1 to 64.");
  return [...new Set([1, ...list])].sort((a, b) => a - b);
};
const count = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("It must be a number from 1 to 999.");
  return Number(text);
};

interface Options {
  readonly memory: number[];
  readonly runs: number;
  readonly workers?: number[];
  readonly payload?: string;
  readonly strategy: Strategy;
  readonly largestRatio: number;
  readonly stack?: string;
  readonly chart: string;
  readonly out: string;
}

const command = new Command("npm run tune --")
  .description(
    "Copies the deployed function, ingests one link with each memory size into a database and a key prefix of its " +
      "own, and removes all of it afterwards. The deployed function is not changed.",
  )
  .option("--memory <sizes>", "memory sizes in MB", sizes, [512, 1024, 1769, 2048, 3008, 4096])
  .option("--runs <n>", "runs per size; the outer fifths are dropped", count, 5)
  .option(
    "--workers <counts>",
    "also measures this many functions that share the link's files, with the recommended memory (1,2,4,8)",
    workers,
  )
  .option("--payload <link>", `what to ingest (default with an embedded stack: ${FIXTURE} of the sample hub)`)
  .addOption(new Option("--strategy <what>").choices(["cost", "speed", "balanced"]).default("balanced"))
  .option(
    "--largest-ratio <n>",
    "size of your largest artifact divided by that of the payload, for TIMEOUT",
    count,
    100,
  )
  .option("--stack <file>", "use the embedded stack that wrote this file (.data/stack.json)")
  .option("--chart <file>", "file of the chart", path.join(root, "dist", "tuning.svg"))
  .option(
    "--out <file>",
    "file of the recommendation, which deploy.sh reads",
    path.join(root, "scripts", "deploy", "tuned.env"),
  );

async function tune(options: Options): Promise<void> {
  const target = openTarget(process.env, options.stack);
  const undo: (() => Promise<unknown>)[] = [async () => target.close()];
  try {
    const hub = options.payload === undefined ? await sampleHub(target, undo) : null;
    const scratch = await openScratch(target);
    undo.push(() => scratch.clear());
    const copy = await prepareCopy(target, scratch, hub, undo);
    const measuredSizes: Measured[] = [];
    for (const memory of options.memory) {
      await copy.setMemory(memory);
      measuredSizes.push(measured(memory, await measure(`${memory} MB`, options, scratch, copy)));
    }
    const chosen = best(measuredSizes, options.strategy, copy.architecture);
    const shares = await measureShares(chosen.memoryMb, options, scratch, copy);
    await report({ sizes: measuredSizes, chosen, shares }, options, copy.architecture);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

type Undo = (() => Promise<unknown>)[];

async function sampleHub({ embedded }: Target, undo: Undo): Promise<LocalHub> {
  if (!embedded) throw new Error("--payload is missing. A function on AWS cannot reach a sample hub on this machine");
  const hub = await startHub(sampleRepositories());
  undo.push(() => hub.close());
  return hub;
}

async function prepareCopy(target: Target, scratch: Scratch, hub: LocalHub | null, undo: Undo): Promise<FunctionCopy> {
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-tune-"));
  undo.push(() => rm(directory, { recursive: true, force: true }));
  const zip = await zipOf(await modulesOf(await buildIngest(directory)));
  const variables = {
    DB_NAME: scratch.database,
    INGEST_KEY_PREFIX: scratch.prefix,
    RATING_THRESHOLD: "0",
    INGEST_MAX_ATTEMPTS: "1",
    ...(hub === null ? {} : { HF_ENDPOINT: hub.endpoint, GITHUB_API_URL: hub.github }),
  };
  const copy = await copyFunction({ lambda: target.lambda, source: target.functionName, zip, variables });
  undo.push(() => copy.remove());
  return copy;
}

async function measure(what: string, options: Options, scratch: Scratch, copy: FunctionCopy): Promise<Report[]> {
  const reports: Report[] = [];
  for (let run = 0; run < options.runs; run++) {
    const taken = await copy.invoke(await scratch.prepare(options.payload ?? FIXTURE));
    const { status, message } = await scratch.outcome();
    if (status !== "completed") throw new Error(`with ${what} the ingest was ${status}: ${message}`);
    reports.push(taken);
    console.log(`  ${what}, run ${run + 1}: ${taken.durationMs.toFixed(0)} ms, ${taken.maxMemoryMb} MB used`);
  }
  return reports;
}

/** Ingests that several functions share, whatever the size of the link; none unless they are asked for. */
async function measureShares(
  memory: number,
  options: Options,
  scratch: Scratch,
  copy: FunctionCopy,
): Promise<Shared[]> {
  const shares: Shared[] = [];
  for (const workers of options.workers ?? []) {
    await copy.setVariables({ FANOUT_MIN_BYTES: "0", FANOUT_WORKERS: String(workers) });
    await copy.setMemory(memory);
    const reports = await measure(`${workers} workers`, options, scratch, copy);
    shares.push(measuredShare(workers, reports, copy.architecture));
  }
  return shares;
}

interface Found {
  readonly sizes: readonly Measured[];
  readonly chosen: Measured;
  readonly shares: readonly Shared[];
}

async function report(
  { sizes: found, chosen, shares }: Found,
  options: Options,
  architecture: "arm64" | "x86_64",
): Promise<void> {
  const of = (strategy: Strategy): number => best(found, strategy, architecture).memoryMb;
  const timeout = recommendedTimeout(chosen.slowestMs, options.largestRatio);
  const workers = shares.length === 0 ? null : recommendedWorkers(shares);
  const title = `Ingest of ${options.payload ?? FIXTURE}, ${options.runs} runs per size`;
  await mkdir(path.dirname(options.chart), { recursive: true });
  await writeFile(options.chart, chart(found, architecture, title));
  const lines = [`# Written by npm run tune: ${options.strategy}, ${architecture}. scripts/deploy.sh reads it.`];
  const settings = [`MEMORY=${chosen.memoryMb}`, `TIMEOUT=${timeout}`];
  if (workers !== null) settings.push(`FANOUT_WORKERS=${workers}`);
  await writeFile(options.out, `${[...lines, ...settings].join("\n")}\n`);
  console.log(`\n${table(found)}\n`);
  console.log(`best for cost ${of("cost")} MB, for speed ${of("speed")} MB, balanced ${of("balanced")} MB`);
  if (workers !== null) console.log(`\n${sharesTable(shares)}\n`);
  console.log(`recommended (${options.strategy}): ${settings.join(" ")}, written to ${options.out}`);
  console.log(`chart: ${options.chart}`);
}

if (import.meta.main) {
  const options = command.parse().opts<Options>();
  await runScript(() => tune(options));
}
