/** `npm run contract:diff -- [revision]`: does openapi.yaml break the clients of an earlier one? */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { parse } from "yaml";
import { breakingChanges } from "./contract/breaking.ts";
import type { Document } from "./contract/document.ts";

const USAGE = `usage: npm run contract:diff -- [revision]

Compares openapi.yaml with that of a git revision, by default of the last tag, and lists what breaks clients: removed
operations, statuses and fields, new demands on requests, narrower values of requests, wider values of answers.
Ends with 1 when there is something.`;

const root = path.resolve(import.meta.dirname, "..");
const run = promisify(execFile);
const git = async (...words: string[]): Promise<string> =>
  (await run("git", words, { cwd: root, maxBuffer: 64 << 20 })).stdout;

/** The last tag that this revision contains; throws an Error that says what to do when there is none. */
async function lastTag(): Promise<string> {
  try {
    return (await git("describe", "--tags", "--abbrev=0")).trim();
  } catch (error) {
    throw new Error("There is no tag to compare with: name a revision, such as HEAD~1", { cause: error });
  }
}

async function contractOf(revision: string): Promise<Document> {
  try {
    return parse(await git("show", `${revision}:openapi.yaml`)) as Document;
  } catch (error) {
    throw new Error(`There is no openapi.yaml in the revision "${revision}"`, { cause: error });
  }
}

async function compare(given: string | undefined): Promise<number> {
  const revision = given ?? (await lastTag());
  if (revision.startsWith("-")) throw new Error(`"${revision}" is not a revision`);
  const after = parse(await readFile(path.join(root, "openapi.yaml"), "utf8")) as Document;
  const changes = breakingChanges(await contractOf(revision), after);
  for (const change of changes) console.log(change);
  console.log(`${changes.length} breaking changes since ${revision}`);
  return changes.length === 0 ? 0 : 1;
}

const { values, positionals } = parseArgs({ options: { help: { type: "boolean" } }, allowPositionals: true });
if (values.help === true) console.log(USAGE);
else {
  try {
    process.exitCode = await compare(positionals[0]);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
