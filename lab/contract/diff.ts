/** `npm run contract:diff -- [revision]`: does openapi.yaml break clients of an earlier revision? */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Command } from "commander";
import { parse } from "yaml";
import { runScript } from "../../scripts/entry/run.ts";
import { breakingChanges } from "./breaking.ts";
import type { Document } from "./document.ts";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const git = async (...words: string[]): Promise<string> =>
  (await run("git", words, { cwd: root, maxBuffer: 64 << 20 })).stdout;

async function lastTag(): Promise<string> {
  try {
    return (await git("describe", "--tags", "--abbrev=0")).trim();
  } catch (error) {
    throw new Error("There is no tag to compare with. Name a revision, such as HEAD~1", { cause: error });
  }
}

async function contractOf(revision: string): Promise<Document> {
  try {
    return parse(await git("show", `${revision}:openapi.yaml`)) as Document;
  } catch (error) {
    throw new Error(`There is no openapi.yaml in the revision "${revision}"`, { cause: error });
  }
}

async function compare(given: string | undefined): Promise<void> {
  const revision = given ?? (await lastTag());
  if (revision.startsWith("-")) throw new Error(`"${revision}" is not a revision`);
  const after = parse(await readFile(path.join(root, "openapi.yaml"), "utf8")) as Document;
  const changes = breakingChanges(await contractOf(revision), after);
  for (const change of changes) console.log(change);
  console.log(`${changes.length} breaking changes since ${revision}`);
  if (changes.length > 0) process.exitCode = 1;
}

const command = new Command("npm run contract:diff --")
  .description(
    "Compares openapi.yaml with that of a git revision and lists the changes that break clients: removed operations, " +
      "statuses and fields, new required input, fewer accepted values, more possible values in responses. Ends with 1 " +
      "when there are any.",
  )
  .argument("[revision]", "git revision; the last tag by default")
  .parse();
await runScript(() => compare(command.args[0]));
