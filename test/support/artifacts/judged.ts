import { toVerdict } from "../../../lambda/stages/verdict.ts";
import { type Policy, policy, type RateOptions } from "../../../rating/policy.ts";
import { rate } from "../../../rating/rate.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { toModelRating } from "../../../rating/wire.ts";
import type { TestApi } from "../api/api.ts";
import { aClaimed, COMMIT, someProgress } from "./artifacts.ts";

export const rateOptions = (changes: Partial<RateOptions> = {}): RateOptions => ({
  policy,
  threshold: 0.5,
  strict: false,
  clock: () => 0,
  ...changes,
});

/** The policy with another version and all weight on one metric. */
export const onlyWeighing = (metric: keyof Policy["weights"]): Policy => {
  const weights = Object.fromEntries(Object.keys(policy.weights).map((name) => [name, name === metric ? 1 : 0]));
  return { ...policy, version: `only ${metric}`, weights: weights as Policy["weights"] };
};

/** A completed model that was rated from these facts as an ingest rates; its id. */
export async function aJudged(api: TestApi, snapshot: Snapshot): Promise<number> {
  const claim = await aClaimed(api);
  const rating = rate(snapshot, rateOptions());
  const { repository } = claim.link;
  await api.ledger.pin(claim, { repository, ref: "main", commit: COMMIT, bytesTotal: 20 });
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted",
    progress: someProgress("done"),
    files: [],
    archive: { key: `archives/${claim.artifactId}/m.zip`, bytes: 30, crc32: 7, sha256: null },
    verdict: toVerdict(rating, null),
    rating: {
      policyVersion: rating.policyVersion,
      netScore: rating.net,
      rating: toModelRating(rating, claim.name),
      snapshot,
    },
  });
  return claim.artifactId;
}
