import type { Progress } from "../ports.ts";

/** Counts the bytes of one content for the progress: what is fetched again after a fault is not told twice. */
export function tallyOf(progress: Progress) {
  let here = 0;
  let told = 0;
  return {
    /** Bytes arrived, or (negative) have to be fetched again. */
    add(bytes: number): void {
      here += bytes;
      if (here <= told) return;
      progress.addBytes(here - told);
      told = here;
    },
    /** All that arrived has to be fetched again. */
    restart(): void {
      here = 0;
    },
  };
}

export type Tally = ReturnType<typeof tallyOf>;
