import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

interface Owner {
  readonly pid: number;
  /** As the system tells it; a number given to a new process comes with another start. */
  readonly started: string;
}

const linux = process.platform === "linux";

/** The command line of a process, null when there is no such process. */
async function commandOf(pid: number): Promise<readonly string[] | null> {
  try {
    if (linux) return (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    return (await run("ps", ["-ww", "-o", "command=", "-p", String(pid)])).stdout.trim().split(" ");
  } catch {
    return null;
  }
}

async function startOf(pid: number): Promise<string | null> {
  try {
    if (!linux) return (await run("ps", ["-o", "lstart=", "-p", String(pid)])).stdout.trim();
    // Field 22; the second field is a name in brackets that may itself hold brackets and spaces.
    const text = await readFile(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

const ownerFile = (directory: string): string => path.join(directory, "owner.json");

/**
 * Marks the directory as used by this process, so that a postmaster found in it can be told from an orphan.
 * @param what names the directory in errors
 * @throws when another living process, or this one, has it open.
 */
export async function takeOwnership(directory: string, what: string): Promise<void> {
  const started = await startOf(process.pid);
  if (started === null) throw new Error(`The start time of this process (${process.pid}) cannot be read`);
  const mark = JSON.stringify({ pid: process.pid, started } satisfies Owner);
  if (await writeNew(ownerFile(directory), mark)) return;

  const owner = parseOwner(await readFile(ownerFile(directory), "utf8"));
  if (owner !== null && (await startOf(owner.pid)) === owner.started) {
    throw new Error(`${what} is in use by process ${owner.pid}: stop that one first`);
  }
  await rm(ownerFile(directory), { force: true });
  if (!(await writeNew(ownerFile(directory), mark))) {
    throw new Error(`${what} is being started by another process`);
  }
}

/** False when the file is there already. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A file cut short by a crash names nobody. */
function parseOwner(text: string): Owner | null {
  try {
    const { pid, started } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === "number" && typeof started === "string" ? { pid, started } : null;
  } catch {
    return null;
  }
}

export const giveUpOwnership = (directory: string): Promise<void> => rm(ownerFile(directory), { force: true });

async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  const command = await commandOf(pid);
  return command !== null && path.basename(command[0] ?? "") === "postgres" && command.includes(data);
}

/** The process may end by itself between the look and the signal. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** The process id in a data folder's pid file, null when there is none. */
async function pidIn(data: string): Promise<number | null> {
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const pid = Number.parseInt(text ?? "", 10);
  return pid > 1 ? pid : null;
}

/** Whether a server runs on the data folder. */
export async function hasPostmaster(data: string): Promise<boolean> {
  const pid = await pidIn(data);
  return pid !== null && (await isPostmasterOf(pid, data));
}

/**
 * Ends a postmaster that outlived the process which started it, and takes away the pid file of one that is gone.
 * Only a process whose program is postgres and whose command line names this data folder is touched. First a fast
 * shutdown, then, after `patienceMs`, an immediate one.
 */
export async function clearOrphan(data: string, log: (line: string) => void, patienceMs = 15_000): Promise<void> {
  const pid = await pidIn(data);
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (pid === null || !(await isPostmasterOf(pid, data))) break;
    log(`stopping the orphaned PostgreSQL ${pid} of ${data} (${signal})`);
    signalIfThere(pid, signal);
    const until = performance.now() + patienceMs;
    while (performance.now() < until && (await isPostmasterOf(pid, data))) await pause(20);
  }
  if (pid !== null && (await isPostmasterOf(pid, data))) throw new Error(`The orphaned PostgreSQL ${pid} does not end`);
  await rm(path.join(data, "postmaster.pid"), { force: true });
}
