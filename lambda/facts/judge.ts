import { absent, type Fact, unknown, value } from "../rating/fact.ts";
import type { Snapshot } from "../rating/snapshot.ts";
import { weightSet } from "../rating/weight-set.ts";

/** Bytes of one complete weight set of a parent, as far as its file list tells. */
export function parentWeightBytes(parent: Snapshot): Fact<number> {
  if (parent.tree.known !== "value") return parent.tree;
  const set = weightSet(parent.tree.value);
  if (set === null) return absent;
  const sizes = set.files.map(({ bytes }) => bytes);
  const known = sizes.filter((bytes) => bytes !== null);
  return known.length < sizes.length
    ? unknown("malformed", `the file list of ${parent.repository} has no sizes`)
    : value(known.reduce((sum, bytes) => sum + bytes, 0));
}
