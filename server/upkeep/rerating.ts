import { setImmediate as turn } from "node:timers/promises";
import type { RatingStore, StoredRating } from "../../db/catalogue/ratings.ts";
import type { RatingRecord } from "../../db/ingest/settle.ts";
import type { components } from "../../generated/api.ts";
import type { Deps, RerateRequest } from "../../handlers/deps.ts";
import { toVerdict } from "../../lambda/stages/verdict.ts";
import type { RateOptions } from "../../rating/policy.ts";
import { rate } from "../../rating/rate.ts";
import { parseSnapshot, type Snapshot } from "../../rating/snapshot.ts";
import { toModelRating } from "../../rating/wire.ts";

type Schemas = components["schemas"];
type Verdict = Schemas["Verdict"];

/** A stored rating, computed again. */
export interface Remade {
  /** Null when no metric is known under this policy; the old rating then stays. */
  readonly record: RatingRecord | null;
  readonly verdict: Verdict;
  /** The status message of the artifact once this rating counts. */
  readonly message: string;
}

/** Rates these facts, stored or refreshed, and combines the rating with the stored findings of the scan. */
export function remake(stored: StoredRating, snapshot: Snapshot, options: RateOptions): Remade {
  const rating = rate(snapshot, options);
  const findings = stored.verdict?.findings;
  const verdict = toVerdict(rating, findings === undefined ? null : { findings });
  const score = verdict.net_score ?? "no";
  const message = verdict.admitted
    ? `Admitted with a net score of ${score}`
    : `Still available, but policy ${rating.policyVersion} would not admit it: ${verdict.reasons[0] ?? "it does not pass"}`;
  if (rating.net === null) return { record: null, verdict, message };
  const wire = toModelRating(rating, stored.name);
  const record = { policyVersion: rating.policyVersion, netScore: rating.net, rating: wire, snapshot };
  return { record, verdict, message: message.slice(0, 4000) };
}

/** Ratings in memory at a time: snapshots hold texts. */
const CHUNK = 10;

/** Rates stored models again under the current policy and threshold, from stored facts alone. */
export function rerating(store: RatingStore, options: RateOptions): Deps["ratings"] {
  return {
    rerate: async (request) => {
      const entries: Schemas["RerateEntry"][] = [];
      let applied = 0;
      let next: number | null = null;
      for (let after = request.after; entries.length < request.limit; ) {
        const limit = Math.min(CHUNK, request.limit - entries.length);
        const found = await store.page({ ids: request.ids, after, limit });
        for (const stored of found) {
          const { entry, isApplied } = await rerateOne(stored, request, store, options);
          entries.push(entry);
          if (isApplied) applied++;
          await turn();
        }
        after = found.at(-1)?.artifactId ?? after;
        next = found.length < limit ? null : after;
        if (next === null) break;
      }
      const changed = entries.filter((entry) => entry.changed).length;
      const { version: policy_version } = options.policy;
      return { dry_run: request.dryRun, policy_version, threshold: options.threshold, entries, changed, applied, next };
    },
  };
}

async function rerateOne(
  stored: StoredRating,
  request: RerateRequest,
  store: RatingStore,
  options: RateOptions,
): Promise<{ entry: Schemas["RerateEntry"]; isApplied: boolean }> {
  const remade = remake(stored, parseSnapshot(stored.snapshot), options);
  const entry = compare(stored, remade);
  if (!entry.changed || request.dryRun || remade.record === null) return { entry, isApplied: false };
  const isApplied = await store.add({
    artifactId: stored.artifactId,
    after: stored.ratingId,
    record: remade.record,
    verdict: remade.verdict,
    message: remade.message,
    account: request.account,
    detail: `rated again under policy ${remade.record.policyVersion}`,
  });
  return { entry, isApplied };
}

function compare(stored: StoredRating, { record, verdict }: Remade): Schemas["RerateEntry"] {
  const before = {
    policy_version: stored.policyVersion,
    net_score: stored.verdict?.net_score ?? stored.netScore,
    admitted: stored.verdict?.admitted ?? true,
  };
  const { policy_version, net_score, admitted } = verdict;
  const metrics = changedMetrics(stored.rating.rating_details.metrics, verdict.metrics);
  const sameThreshold = stored.verdict === null || stored.verdict.threshold === verdict.threshold;
  const changed =
    metrics.length > 0 ||
    !sameThreshold ||
    before.policy_version !== policy_version ||
    before.net_score !== net_score ||
    before.admitted !== admitted;
  return {
    artifact_id: stored.artifactId,
    name: stored.name,
    before,
    after: { policy_version, net_score, admitted },
    metrics,
    changed,
    note: note(before.admitted, verdict, record !== null, changed),
  };
}

function changedMetrics(before: Verdict["metrics"], after: Verdict["metrics"]): Schemas["MetricChange"][] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name]?.score ?? null, after[name]?.score ?? null];
    return was === is ? [] : [{ metric: name as Schemas["MetricName"], before: was, after: is }];
  });
}

function note(wasAdmitted: boolean, verdict: Verdict, isRatable: boolean, changed: boolean): string {
  if (!isRatable) return "The stored facts are not enough for a rating. The old one stays";
  if (!changed) return "Nothing changes";
  if (wasAdmitted && !verdict.admitted) {
    const why = `would not be admitted: ${verdict.reasons[0] ?? "it does not pass"}`.slice(0, 800);
    return `The model ${why} It stays available until it is deleted`;
  }
  return !wasAdmitted && verdict.admitted ? "The model passes again" : "The verdict stays; the rating changes";
}
