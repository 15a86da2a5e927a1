/** What a publisher could do, and how much of the net score it would bring at most. */
import { netOf, type Outcomes } from "./net.ts";
import type { Outcome } from "./outcome.ts";
import type { MetricName, Policy } from "./policy.ts";

export interface Advice {
  readonly metric: MetricName;
  /** "Adding a licence would add up to 0.15." */
  readonly text: string;
  /** Net score points, 0..1. */
  readonly gain: number;
}

/** Smaller gains are noise to a reader. */
const SMALLEST = 0.001;

/** Every improvement applied alone and the net computed again; the most rewarding first. */
export function adviceFor(outcomes: Readonly<Record<MetricName, Outcome>>, policy: Policy): readonly Advice[] {
  const before = netOf(outcomes, policy).net;
  if (before === null) return [];
  const names = Object.keys(policy.weights) as MetricName[];
  const all = names.flatMap((metric) =>
    outcomes[metric].improvements.map(({ action, points }) => {
      const gain = (netOf(improved(outcomes, metric, points), policy).net ?? before) - before;
      return { metric, gain, text: `${action} would add up to ${gain < 0.01 ? gain.toFixed(3) : gain.toFixed(2)}.` };
    }),
  );
  return all.filter(({ gain }) => gain >= SMALLEST).sort((a, b) => b.gain - a.gain || (a.text < b.text ? -1 : 1));
}

function improved(outcomes: Outcomes, metric: MetricName, points: number): Outcomes {
  const outcome = outcomes[metric];
  return { ...outcomes, [metric]: { ...outcome, score: Math.min(1, (outcome.score ?? 0) + points) } };
}
