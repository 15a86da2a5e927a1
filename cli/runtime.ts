import type { Env } from "../domain/environment.ts";

/** The process as commands see it; tests replace it. */
export interface Runtime {
  readonly env: Env;
  /** The user's home directory. */
  readonly home: string;
  /** Standard output, which results are drawn for. */
  readonly page: Page;
  /** Standard error, which progress is drawn for; `live` when it is a terminal that can be redrawn in place. */
  readonly progress: Page & { readonly live: boolean };
  /** Aborts on Ctrl+C. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  /** Rejects with the signal's reason when the signal aborts. */
  sleep(milliseconds: number): Promise<void>;
  /** Asks on the terminal and resolves to the line entered, or null without a terminal. `secret` hides the input. */
  ask(question: string, secret: boolean): Promise<string | null>;
  /** Reads standard input to its end. */
  readInput(): Promise<string>;
  /** Writes results to standard output. */
  out(text: string): void;
  /** Writes progress and errors to standard error. */
  err(text: string): void;
}

/** The terminal or file that output is drawn for. */
export interface Page {
  /** Characters in a line. */
  readonly columns: number;
  readonly colors: boolean;
}

/** Exit codes of the process. */
export const exitCodes = {
  completed: 0,
  /** Any error that is not the outcome of an ingest: wrong usage, not signed in, not found, no response. */
  error: 1,
  rejected: 2,
  failed: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error for the user, in plain words. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
  /** HTTP status of the registry's response, null when there was none. */
  readonly status: number | null;
  /** What the user can do about it. */
  readonly advice: string | null;

  constructor(
    message: string,
    more: { readonly status?: number; readonly advice?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.status = more.status ?? null;
    this.advice = more.advice ?? null;
  }
}
