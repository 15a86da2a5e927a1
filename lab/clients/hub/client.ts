/** What a client of the Hub is to the run, and how programs are started for it. */
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { bareEnvironment } from "../packages.ts";
import type { Order } from "./world.ts";

/** A folder with all files of a revision, or one file. */
export type Loaded = { readonly snapshot: string } | { readonly file: string; readonly path: string };

export interface Task extends Order {
  readonly endpoint: string;
  readonly token: string;
  /** An empty folder for this task alone. */
  readonly into: string;
}

export interface Client {
  readonly name: string;
  /** The calls or the command that load. */
  readonly calls: string;
  /** Loads every file of a revision; without it only those that it needs. */
  readonly whole: boolean;
  /** Whether it can load what an order asks for. */
  readonly takes: (order: Order) => boolean;
  /** Where the reason of a rejection is to be read; null when the client shows none whatever the server answers. */
  readonly shows: string | null;
  /** Makes it ready and resolves to its version. Throws Unavailable. */
  readonly prepare: () => Promise<string>;
  /** Resolves to everything that it loaded. Throws ProgramFailed. */
  readonly load: (task: Task) => Promise<readonly Loaded[]>;
}

/** Thrown for a client that cannot be had on this machine; the message says what is missing. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** Thrown when a program ends with an error; `output` is everything that a person saw. */
export class ProgramFailed extends Error {
  override readonly name = "ProgramFailed";
  readonly output: string;
  constructor(program: string, output: string) {
    super(`${program} failed: ${output.trim().slice(-400)}`);
    this.output = output;
  }
}

const LIMIT_MS = 300_000;

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly limitMs?: number;
  /** The environment of this process too, as package managers need it. */
  readonly inherits?: boolean;
}

/** Runs a program to its end; its standard output. Throws ProgramFailed. */
export function runProgram({
  file,
  args,
  env = {},
  cwd,
  limitMs = LIMIT_MS,
  inherits = false,
}: Program): Promise<string> {
  const options = {
    ...(cwd === undefined ? {} : { cwd }),
    timeout: limitMs,
    maxBuffer: 64 << 20,
    env: { ...(inherits ? process.env : bareEnvironment()), ...env },
  };
  return new Promise((resolve, reject) => {
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") reject(new Unavailable(`${file} is not installed`));
      else
        reject(
          new ProgramFailed(path.basename(file), `${stdout}${stderr}${error.killed ? "\nstopped: too slow" : ""}`),
        );
    }).stdin?.end();
  });
}

/** Runs a program that prints what it loaded, one JSON object a line. */
export async function runLoader(program: Program, task: Task): Promise<readonly Loaded[]> {
  const { type, id, revision, endpoint, into } = task;
  const order = { type, id, revision, endpoint, into, paths: [...task.files.keys()] };
  const home = path.join(into, "home");
  await mkdir(home, { recursive: true });
  const env = { ORDER: JSON.stringify(order), HF_ENDPOINT: endpoint, HF_TOKEN: task.token, HF_HOME: home, HOME: home };
  const output = await runProgram({ ...program, env: { ...env, ...program.env } });
  const lines = output.split("\n").filter((line) => /^\{"(snapshot|file)"/.test(line));
  return lines.map((line) => JSON.parse(line) as Loaded);
}

/** The version that a command prints. Throws Unavailable. */
export async function versionOf(file: string, args: readonly string[] = ["--version"]): Promise<string> {
  const [version] = /\d+(\.\d+)+/.exec(await runProgram({ file, args })) ?? [];
  if (version === undefined) throw new Unavailable(`${file} does not tell its version`);
  return version;
}
