import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gatehouse } from "../../../cli/program.ts";
import type { ExitCode, Runtime } from "../../../cli/runtime.ts";

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** The command in a home directory of its own, with scripted input. */
export interface TestTerminal extends AsyncDisposable {
  readonly home: string;
  /** Runs the command; its questions get `answers`. */
  run(args: readonly string[], more?: RunOptions): Promise<Ran>;
  /** Runs it with --json and parses what it printed. */
  json<T>(args: readonly string[], more?: RunOptions): Promise<T>;
  /** The runtime of one run, and what it wrote. */
  runtime(more?: RunOptions): { runtime: Runtime; written: () => { out: string; err: string } };
}

export interface RunOptions extends Partial<Omit<Runtime, "ask" | "readInput">> {
  /** Answers to the questions, in order. Without any there is no terminal. */
  readonly answers?: readonly string[];
  readonly input?: string;
}

export async function aTerminal(env: Runtime["env"] = {}): Promise<TestTerminal> {
  const home = await mkdtemp(path.join(tmpdir(), "gatehouse-home-"));
  const runtimeOf: TestTerminal["runtime"] = ({ answers, input = "", ...more } = {}) => {
    const typed = [...(answers ?? [])];
    let out = "";
    let err = "";
    const runtime: Runtime = {
      env,
      home,
      page: { columns: 120, colors: false },
      progress: { columns: 120, colors: false, live: false },
      signal: new AbortController().signal,
      now: () => Date.now(),
      random: () => 0,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20))),
      ask: async () => typed.shift() ?? null,
      readInput: async () => input,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      ...more,
    };
    return { runtime, written: () => ({ out, err }) };
  };
  const run: TestTerminal["run"] = async (args, more) => {
    const { runtime, written } = runtimeOf(more);
    const code = await gatehouse(args, runtime);
    return { code, ...written() };
  };
  return {
    home,
    runtime: runtimeOf,
    run,
    json: async <T>(args: readonly string[], more?: RunOptions) => {
      const { code, out, err } = await run([...args, "--json"], more);
      if (out === "") throw new Error(`gatehouse ${args.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}
