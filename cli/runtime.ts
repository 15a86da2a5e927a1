import type { Env } from "../domain/environment.ts";

/** Where the command runs: everything that it reads and writes, so that a test can stand in for a terminal. */
export interface Surroundings {
  readonly env: Env;
  /** The user's home directory. */
  readonly home: string;
  readonly page: {
    /** Characters in a line. */
    readonly columns: number;
    readonly colours: boolean;
    /** The pictures may be redrawn in place on standard error. */
    readonly live: boolean;
  };
  /** Ends everything that is under way, such as Ctrl+C. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number): Promise<void>;
  /** Asks a person and answers with a line; null where there is nobody to ask. `secret` does not show what is typed. */
  ask(question: string, secret: boolean): Promise<string | null>;
  /** All of standard input, for secrets that come through a pipe. */
  readInput(): Promise<string>;
  /** What the command was asked for. */
  out(text: string): void;
  /** What goes on meanwhile, and what went wrong. */
  err(text: string): void;
}

/** What the process ends with. */
export const exitCodes = {
  completed: 0,
  /** Wrong usage, no sign-in, no answer, nothing of that name: whatever is not about an ingest. */
  other: 1,
  rejected: 2,
  failed: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
