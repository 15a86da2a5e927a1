/** Ratings of parents that the registry has not rated: from their own metadata, up to a depth, cycles cut. */
import { unknown } from "./fact.ts";
import { type RateOptions, rate } from "./rate.ts";
import type { ParentFacts, Snapshot } from "./snapshot.ts";

/**
 * The snapshot with the rating of every parent filled in for which `known` has a snapshot. Keys of `known` are
 * lower-case ids. A parent that is already on the path, or past the depth limit, stays unknown (not_followed),
 * so that every graph ends.
 */
export function withParentRatings(
  snapshot: Snapshot,
  known: ReadonlyMap<string, Snapshot>,
  options: RateOptions,
  path: readonly string[] = [],
): Snapshot {
  const here = [...path, key(snapshot)];
  const parents = snapshot.parents.map((parent): ParentFacts => {
    const found = known.get(parent.id.toLowerCase());
    if (found === undefined || parent.rating.known === "value") return parent;
    if (here.includes(key(found))) {
      return { ...parent, rating: unknown("not_followed", "it is its own ancestor") };
    }
    if (here.length > options.policy.tree.maximumDepth) {
      return { ...parent, rating: unknown("not_followed", "it is too far up the lineage") };
    }
    const { net } = rate(withParentRatings(found, known, options, here), options);
    return net === null ? parent : { ...parent, rating: { known: "value", value: { net, basis: "metadata" } } };
  });
  return { ...snapshot, parents };
}

const key = (snapshot: Snapshot): string => `${snapshot.repository.toLowerCase()}@${snapshot.commit}`;
