import type { Dice } from "../faults/random.ts";
import type { Wanted } from "../samples.ts";

/** What is done to an artifact after its link was posted; whatever failed is posted again besides. */
export type Change = "delete" | "update" | "update to nowhere" | "delete during update" | "none";

/** Parts of a hundred; what is left over is none. Only what completes and has a later revision can be updated. */
const SHARES: readonly (readonly [Change, number])[] = [
  ["delete", 18],
  ["update", 30],
  ["update to nowhere", 8],
  ["delete during update", 10],
];

/** Draws what is to be done with an artifact. */
export function planFor({ end, later }: Wanted, dice: Dice): Change {
  let drawn = dice.next() * 100;
  for (const [change, share] of SHARES) {
    if (drawn < share) return change === "delete" || (end === "completed" && later !== null) ? change : "none";
    drawn -= share;
  }
  return "none";
}
