import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gatehouse } from "../../cli/program.ts";
import type { ExitCode, Surroundings } from "../../cli/runtime.ts";

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** A home directory of its own and whoever sits before it. */
export interface TestTerminal extends AsyncDisposable {
  readonly home: string;
  /** Runs the command as somebody who types `answers`. */
  run(args: readonly string[], more?: RunOptions): Promise<Ran>;
  /** Runs it with --json; what it printed, parsed. */
  json<T>(args: readonly string[], more?: RunOptions): Promise<T>;
  /** The surroundings of a run, and what it wrote. */
  surroundings(more?: RunOptions): { around: Surroundings; written: () => { out: string; err: string } };
}

export interface RunOptions extends Partial<Omit<Surroundings, "ask" | "readInput">> {
  /** What is typed at the questions, in their order; without any there is no terminal. */
  readonly answers?: readonly string[];
  readonly input?: string;
}

export async function aTerminal(env: Surroundings["env"] = {}): Promise<TestTerminal> {
  const home = await mkdtemp(path.join(tmpdir(), "gatehouse-home-"));
  const surroundings: TestTerminal["surroundings"] = ({ answers, input = "", ...more } = {}) => {
    const typed = [...(answers ?? [])];
    let out = "";
    let err = "";
    const around: Surroundings = {
      env,
      home,
      page: { columns: 120, colours: false, live: false },
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
    return { around, written: () => ({ out, err }) };
  };
  const run: TestTerminal["run"] = async (args, more) => {
    const { around, written } = surroundings(more);
    const code = await gatehouse(args, around);
    return { code, ...written() };
  };
  return {
    home,
    surroundings,
    run,
    json: async <T>(args: readonly string[], more?: RunOptions) => {
      const { code, out, err } = await run([...args, "--json"], more);
      if (out === "") throw new Error(`gatehouse ${args.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}
