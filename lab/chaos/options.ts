import { diceOf } from "./faults/random.ts";

/**
 * Where an ingest runs and where its state is kept: in the function with the database at hand, in the function that
 * reports to the server over HTTP, or within the server.
 */
export const modes = ["lambda", "callback", "inline"] as const;
export type Mode = (typeof modes)[number];

/** The mode that a seed draws. */
export const modeOf = (seed: number): Mode => diceOf(seed, "mode").pick(modes);
