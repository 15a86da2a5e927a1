/** Tries one client: everything that it can load, compared with the manifest, and what it shows of a rejection. */
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { digestOf } from "../../../cli/download/verify.ts";
import { type Client, type Loaded, ProgramFailed, type Task, Unavailable } from "./client.ts";
import type { Order, World } from "./world.ts";

export type Outcome = { readonly client: Client } & (
  | { readonly skipped: string }
  | {
      readonly version: string;
      /** Orders that were loaded with equal bytes, and why others were not. */
      readonly equal: readonly Order[];
      readonly faults: readonly string[];
      /** The line in which the client printed the reason of the rejection; null when it printed none. */
      readonly shown: string | null;
    }
);

export async function tryClient(client: Client, world: World): Promise<Outcome> {
  try {
    const version = await client.prepare();
    const equal: Order[] = [];
    const faults: string[] = [];
    for (const order of world.orders.filter(client.takes)) {
      const fault = await faultOf(client, order, world);
      if (fault === null) equal.push(order);
      else faults.push(`${order.type} by ${order.named}: ${fault}`);
    }
    const shown = await refusalShown(client, world);
    if (shown === null && client.shows !== null) faults.push("the reason of the rejection is not in its output");
    return { client, version, equal, faults, shown };
  } catch (error) {
    if (error instanceof Unavailable) return { client, skipped: error.message };
    throw error;
  }
}

/** Loads an order; null when everything is equal to the manifest. */
async function faultOf(client: Client, order: Order, world: World): Promise<string | null> {
  try {
    return await inFolder(order, world, async (task) => differences(await client.load(task), order, client.whole));
  } catch (error) {
    if (error instanceof ProgramFailed) return error.message;
    throw error;
  }
}

/** Asks for the rejected model; the line of the output with the reason. */
async function refusalShown(client: Client, world: World): Promise<string | null> {
  return inFolder(world.rejected, world, async (task) => {
    try {
      await client.load(task);
    } catch (error) {
      if (error instanceof ProgramFailed) return lineWith(world.reason, error.output);
      throw error;
    }
    throw new Error(`${client.name} loaded the rejected ${task.id}`);
  });
}

async function inFolder<T>(order: Order, world: World, use: (task: Task) => Promise<T>): Promise<T> {
  const into = await mkdtemp(path.join(tmpdir(), "gatehouse-client-"));
  try {
    const { endpoint, token } = world;
    return await use({ ...order, endpoint, token, into });
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** What of the loaded files is missing or other than the manifest says; null when nothing is. */
export async function differences(
  loaded: readonly Loaded[],
  { files }: Pick<Order, "files">,
  whole: boolean,
): Promise<string | null> {
  if (loaded.length === 0) return "it loaded nothing";
  const singles = new Set<string>();
  let snapshots = 0;
  for (const one of loaded) {
    const found = "file" in one ? new Map([[one.path, one.file]]) : await filesIn(one.snapshot);
    if ("file" in one) singles.add(one.path);
    else {
      snapshots += 1;
      const missing = [...files.keys()].filter((file) => !found.has(file));
      if (missing.length > 0) return `the snapshot lacks ${missing.join(", ")}`;
    }
    for (const [name, file] of found) {
      const { sha256 } = await digestOf(createReadStream(file));
      if (sha256 !== files.get(name)) return `${name} differs from the manifest`;
    }
  }
  const complete = snapshots > 0 || [...files.keys()].every((file) => singles.has(file));
  return whole && !complete ? "not every file was loaded" : null;
}

/** The files below a folder by their paths, links of a cache included. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [path.relative(folder, file), file]));
}

/** The line of an output that holds a sentence; a sentence that was broken into lines counts too. */
export function lineWith(sentence: string, output: string): string | null {
  const line = output.split("\n").find((one) => one.includes(sentence));
  if (line !== undefined) return line.trim();
  const joined = output.replaceAll(/\s+/g, " ");
  const at = joined.indexOf(sentence);
  return at === -1 ? null : joined.slice(at, at + 2 * sentence.length).trim();
}
