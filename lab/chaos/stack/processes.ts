import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Env } from "../../../domain/environment.ts";

/** The server as production runs it, in a process of its own that can be killed and started again. */
export interface ServerProcess {
  readonly url: string;
  /** Of the process that runs now; null when there is none. */
  readonly pid: number | null;
  /** Resolves when it said that it is ready. */
  start(): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>;
}

const ENTRY = path.resolve(import.meta.dirname, "../../../server/main.ts");
const READY_WITHIN_MS = 60_000;

/** Prepares a server on a port that stays the same over its lives; its output is appended to the log file. */
export async function serverProcess(env: Env, logFile: string): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = null;
    if (ending === null) return null;
    if (ending.exitCode !== null || ending.signalCode !== null) return ending.exitCode;
    const exited = once(ending, "exit");
    ending.kill(signal);
    return (await exited)[0] as number | null;
  };
  return {
    url,
    get pid() {
      return child === null || child.exitCode !== null || child.signalCode !== null ? null : (child.pid ?? null);
    },
    start: async () => {
      child = spawn(process.execPath, [ENTRY], {
        env: { ...env, PORT: String(port), HOST: "127.0.0.1" } as NodeJS.ProcessEnv,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const log = createWriteStream(logFile, { flags: "a" });
      child.stderr?.pipe(log);
      await ready(child, (line) => log.write(`${line}\n`));
    },
    kill: async () => void (await end("SIGKILL")),
    terminate: () => end("SIGTERM"),
  };
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server was not ready in time")), READY_WITHIN_MS);
    const done = (error?: Error): void => {
      clearTimeout(late);
      if (error === undefined) resolve();
      else reject(error);
    };
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (line.startsWith("ready ")) done();
      log(line);
    });
    // A server that is killed while it starts is no fault: the next start tells.
    child.once("exit", (code) => done(code === null ? undefined : new Error(`the server ended with ${code}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
