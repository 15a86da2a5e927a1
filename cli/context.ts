import type { Command } from "commander";
import { openRegistry, type Registry } from "./registry.ts";
import type { ExitCode, Runtime } from "./runtime.ts";

/** The context of every command. */
export interface Context extends Runtime {
  /** The registry that the environment or the last sign-in names. */
  registry(): Promise<Registry>;
  /** Prints a result: as JSON with --json, else as `draw` renders it. */
  show(json: boolean, value: unknown, draw: () => string): void;
}

export const contextOf = (runtime: Runtime): Context => ({
  ...runtime,
  registry: () => openRegistry(runtime),
  show: (json, value, draw) => runtime.out(json ? `${JSON.stringify(value, null, 2)}\n` : draw()),
});

/** Adds commands to the program; `end` sets the exit code. */
export type Register = (program: Command, context: Context, end: (code: ExitCode) => void) => void;

export const JSON_OPTION = ["--json", "print JSON", false] as const;
