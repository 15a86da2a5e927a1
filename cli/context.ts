import type { Command } from "commander";
import { openRegistry, type Registry } from "./registry.ts";
import type { ExitCode, Surroundings } from "./runtime.ts";

/** What every command gets. */
export interface Context extends Surroundings {
  /** The registry of the environment or of the last sign-in. */
  registry(): Promise<Registry>;
  /** Prints the answer: as JSON where that was asked for, else drawn for people. */
  show(json: boolean, value: unknown, draw: () => string): void;
}

export const contextOf = (around: Surroundings): Context => ({
  ...around,
  registry: () => openRegistry(around),
  show: (json, value, draw) => around.out(json ? `${JSON.stringify(value, null, 2)}\n` : draw()),
});

/** Adds one command; its action resolves to what the process ends with. */
export type Register = (program: Command, context: Context, end: (code: ExitCode) => void) => void;

export const JSON_OPTION = ["--json", "print JSON for programs", false] as const;
