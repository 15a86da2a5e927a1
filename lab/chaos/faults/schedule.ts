import type { Dice } from "./random.ts";

/** How a part behaves at the moment. */
export type Mood = "calm" | "slow" | "errors" | "resets" | "lost-answers" | "partial" | "stalls" | "away";

export interface Weather {
  now(): Mood;
}

interface Spell {
  readonly until: number;
  readonly mood: Mood;
}

/** Share of the time that nothing is wrong. */
const CALM = 0.4;

/**
 * A timeline of moods drawn in advance: calm and bad spells of some seconds in turns, calm for ever after the end.
 * @param lengthMs how long there is weather at all
 * @param elapsed milliseconds since the start
 */
export function weatherOf(dice: Dice, bad: readonly Mood[], lengthMs: number, elapsed: () => number): Weather {
  const spells: Spell[] = [];
  for (let at = 0; at < lengthMs; ) {
    const mood = dice.chance(CALM) ? "calm" : dice.pick(bad);
    at = Math.min(lengthMs, at + (mood === "away" ? dice.between(500, 3_000) : dice.between(1_000, 5_000)));
    spells.push({ until: at, mood });
  }
  return {
    now: () => {
      const at = elapsed();
      return spells.find(({ until }) => at < until)?.mood ?? "calm";
    },
  };
}
