import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Env } from "../../../domain/environment.ts";

/** The whole registry as `npm start` runs it: one process with everything embedded, and all that it starts. */
export interface RegistryProcess {
  /** Resolves with its address when it is ready. */
  start(): Promise<string>;
  /** kill -9 of every process of it at once; how many there were. Resolves when they are gone. */
  killAll(): Promise<number>;
  /** SIGTERM; resolves when it has ended. */
  terminate(): Promise<void>;
}

const ENTRY = path.resolve(import.meta.dirname, "../../../scripts/start.ts");
const READY_WITHIN_MS = 120_000;

export function registryProcess(env: Env, logFile: string): RegistryProcess {
  let child: ChildProcess | null = null;
  return {
    start: async () => {
      child = spawn(process.execPath, [ENTRY], { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
      const log = createWriteStream(logFile, { flags: "a" });
      child.stderr?.pipe(log);
      return addressOf(child, (line) => log.write(`${line}\n`));
    },
    killAll: async () => {
      const root = child?.pid;
      if (child === null || root === undefined) return 0;
      const exited = once(child, "exit");
      const pids = [root, ...(await descendantsOf(root))];
      for (const pid of pids) kill(pid);
      child = null;
      await exited;
      return pids.length;
    },
    terminate: async () => {
      const ending = child;
      child = null;
      if (ending === null || ending.exitCode !== null) return;
      const exited = once(ending, "exit");
      ending.kill("SIGTERM");
      await exited;
    },
  };
}

function addressOf(child: ChildProcess, log: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the registry was not ready in time")), READY_WITHIN_MS);
    createInterface({ input: child.stdout! }).on("line", (line) => {
      log(line);
      const url = /^ready (\S+)$/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`the registry ended with ${code} before it was ready`));
    });
  });
}

/** A process may have ended by itself meanwhile. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Children, their children and so on, as /proc tells; whatever session they are in. */
async function descendantsOf(root: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      // Field 4; the second field is a name in brackets that may itself hold brackets and spaces.
      if (stat !== null) parents.set(pid, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    }),
  );
  const found: number[] = [];
  const visit = (parent: number): void => {
    for (const [pid, of] of parents) {
      if (of !== parent) continue;
      found.push(pid);
      visit(pid);
    }
  };
  visit(root);
  return found;
}
