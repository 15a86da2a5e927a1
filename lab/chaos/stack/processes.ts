import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Env } from "../../../domain/environment.ts";
import { endWithThisProcess } from "../../../local/end-with-process.ts";
import { freePort } from "../../../local/free-port.ts";

const root = path.resolve(import.meta.dirname, "../../..");
/** Generous: a busy machine may need many times the usual seconds. */
const READY_WITHIN_MS = 600_000;

/** The server as production runs it, in a process of its own that can be killed and started again. */
export interface ServerProcess {
  /** The same for every start. */
  readonly url: string;
  /** Of the running process; null when there is none. */
  readonly pid: number | null;
  /** Resolves when the server is ready. */
  start(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  terminate(): Promise<number | null>;
}

/** Prepares a server on a fixed free port; its output is appended to the log file. */
export async function serverProcess(env: Env, logFile: string): Promise<ServerProcess> {
  const port = await freePort("127.0.0.1");
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = null;
    return ending === null ? null : exitCodeAfter(ending, signal);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child === null || hasExited(child) ? null : (child.pid ?? null);
    },
    start: async () => {
      child = launch("server/main.ts", { ...env, PORT: String(port), HOST: "127.0.0.1" }, logFile);
      // A server that is killed while it starts is no error: the next start reports one.
      await untilReady(child, logFile).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    },
    kill: async () => void (await end("SIGKILL")),
    terminate: () => end("SIGTERM"),
  };
}

/** The whole registry as `npm start` runs it: one process with everything embedded, and its children. */
export interface RegistryProcess {
  /** Resolves to its address when it is ready. */
  start(): Promise<string>;
  /** SIGKILL of all its processes at once; resolves to their number when they are gone. */
  killAll(): Promise<number>;
  /** SIGTERM; resolves when it has ended. */
  terminate(): Promise<void>;
}

export function registryProcess(env: Env, logFile: string): RegistryProcess {
  let child: ChildProcess | null = null;
  return {
    start: () => {
      child = launch("scripts/start.ts", env, logFile);
      return untilReady(child, logFile);
    },
    killAll: async () => {
      const parent = child?.pid;
      if (child === null || parent === undefined) return 0;
      const exited = once(child, "exit");
      const pids = [parent, ...(await descendantsOf(parent))];
      for (const pid of pids) kill(pid);
      child = null;
      await exited;
      return pids.length;
    },
    terminate: async () => {
      const ending = child;
      child = null;
      if (ending !== null) await exitCodeAfter(ending, "SIGTERM");
    },
  };
}

function launch(entry: string, env: Env, logFile: string): ChildProcess {
  // As in package.json: what Node compiled is kept for the next start.
  const args = ["--import", path.join(root, "scripts/entry/node.js"), path.join(root, entry)];
  const child = spawn(process.execPath, args, {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.pipe(createWriteStream(logFile, { flags: "a" }));
  endWithThisProcess(child, "SIGTERM");
  return child;
}

/** A signal ended the process before it was ready. */
class Killed extends Error {}

/** Resolves to the address in the line "ready <address>"; every line goes to the log file. */
function untilReady(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile, { flags: "a" });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not ready within ${READY_WITHIN_MS / 1000} s, see ${logFile}`)),
      READY_WITHIN_MS,
    );
    createInterface({ input: child.stdout! }).on("line", (line) => {
      log.write(`${line}\n`);
      const url = /^ready (\S+)$/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(
        code === null ? new Killed("killed before it was ready") : new Error(`ended with ${code}, see ${logFile}`),
      );
    });
  });
}

const hasExited = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function exitCodeAfter(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (hasExited(child)) return child.exitCode;
  const exited = once(child, "exit");
  child.kill(signal);
  return (await exited)[0] as number | null;
}

/** The process may have ended by itself. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Children and their children, from /proc, also those in another session. */
async function descendantsOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      // Field 4. Field 2 is a name in parentheses that may itself contain parentheses and spaces.
      if (stat !== null) parents.set(pid, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    }),
  );
  const childrenOf = (pid: number): number[] =>
    [...parents].flatMap(([child, of]) => (of === pid ? [child, ...childrenOf(child)] : []));
  return childrenOf(parent);
}
