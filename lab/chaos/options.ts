import { randomOf } from "./faults/random.ts";

/**
 * Where an ingest runs and where its state is kept: in the function with direct access to the database, in the function
 * that reports to the server over HTTP, or within the server.
 */
export const modes = ["lambda", "callback", "inline"] as const;
export type Mode = (typeof modes)[number];

/** The mode that a seed draws. */
export const modeOf = (seed: number): Mode => randomOf(seed, "mode").pick(modes);

/** What every kind of run takes. */
export interface RunOptions {
  readonly seed: number;
  /** How many links are posted. */
  readonly artifacts: number;
  /** Size of the weights of a large model, in bytes. */
  readonly largeBytes: number;
  /** Longest wait, after the faults, for every artifact to be final, and then for the garbage to be collected. */
  readonly settleMs: number;
  /** Path of a bundle of the function; built when absent. */
  readonly bundle?: string;
  readonly log: (line: string) => void;
}
