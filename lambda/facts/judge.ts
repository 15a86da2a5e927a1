import { absent, type Fact, unknown, value } from "../../rating/fact.ts";
import type { Policy } from "../../rating/policy.ts";
import { rate } from "../../rating/rate.ts";
import type { Snapshot } from "../../rating/snapshot.ts";
import { weightSet } from "../../rating/weights/weight-set.ts";
import type { Judge } from "./gather-types.ts";

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

/**
 * Rates a parent from its metadata with the metrics themselves: what was not read counts as unknown, so that
 * the result stays near the neutral mark until the metadata says much.
 */
export const metadataJudge =
  (policy: Policy): Judge =>
  (parent) =>
    rate(parent, { policy, threshold: policy.net.threshold, strict: false, clock: () => 0 }).net;
