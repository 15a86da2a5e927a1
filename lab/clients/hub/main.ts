/**
 * `npm run clients`: lets real clients of the Hub load a model and a dataset from a registry with sample repositories,
 * compares every byte with the manifest and looks for the reason of a rejection in their output. Writes docs/load.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { runScript } from "../../../scripts/entry/run.ts";
import type { Client } from "./client.ts";
import { commandClients } from "./clients/commands.ts";
import { javaScriptClients } from "./clients/javascript.ts";
import { pythonClients } from "./clients/python.ts";
import { withTable } from "./page.ts";
import { type Outcome, tryClient } from "./trial.ts";
import { startWorld } from "./world.ts";

const PAGE = path.resolve(import.meta.dirname, "../../../docs/load.md");

interface Options {
  readonly directory: string;
  readonly only?: string;
  readonly compile: boolean;
}

function chosen({ directory, only, compile }: Options): readonly Client[] {
  const all = [...javaScriptClients(directory), ...pythonClients(directory), ...commandClients(directory, compile)];
  const wanted = all.filter(({ name }) => only === undefined || name === only);
  if (wanted.length > 0) return wanted;
  throw new Error(`There is no client ${only}: ${[...new Set(all.map(({ name }) => name))].join(", ")}`);
}

async function tryAll(options: Options): Promise<void> {
  const clients = chosen(options);
  await using world = await startWorld();
  const outcomes: Outcome[] = [];
  for (const client of clients) {
    const outcome = await tryClient(client, world);
    outcomes.push(outcome);
    console.log(report(outcome));
  }
  if (options.only === undefined)
    await writeFile(PAGE, withTable(await readFile(PAGE, "utf8"), outcomes, world.endpoint));
  if (outcomes.some((one) => "faults" in one && one.faults.length > 0)) process.exitCode = 1;
}

function report(outcome: Outcome): string {
  const { client } = outcome;
  if ("skipped" in outcome) return `${client.name}: not tried, ${outcome.skipped}`;
  const { version, equal, faults, shown } = outcome;
  const loaded = equal.map(({ type, named }) => `${type} by ${named}`).join(", ");
  const lines = [`equal: ${loaded || "nothing"}`, ...faults.map((fault) => `FAILS: ${fault}`), `reason: ${shown}`];
  return [`${client.name} ${version} (${client.calls})`, ...lines.map((line) => `  ${line}`)].join("\n");
}

const command = new Command("npm run clients --")
  .description(
    "Lets real clients of the Hub load a model and a dataset by branch, tag and commit from a registry with sample " +
      "repositories, compares every byte with the manifest, and asks for a rejected model. Writes the table of " +
      "docs/load.md. Ends with 1 when a client fails. npm and pip install the clients apart, in 1.5 GB; llama.cpp is " +
      "compiled where git, cmake and a compiler are. A client that cannot be had is named as not tried.",
  )
  .option("--directory <path>", "where the clients are installed", path.join(tmpdir(), "gatehouse-hub-clients"))
  .option("--only <name>", "the clients of one name; writes no table")
  .option("--no-compile", "leaves llama.cpp out where it is not compiled yet")
  .parse();
const options = command.opts<Options>();
await runScript(() => tryAll({ ...options, directory: path.resolve(options.directory) }));
