import type { EntityManager } from "@mikro-orm/postgresql";
import type { components } from "../../generated/api.ts";
import { appendArtifactAudit } from "../audit/log.ts";
import type { RatingRecord } from "../ingest/settle.ts";
import { asJson, rows } from "../sql.ts";

type Schemas = components["schemas"];

/** The newest rating of a model on offer, with the facts that it was made from. */
export interface StoredRating {
  readonly artifactId: number;
  readonly name: string;
  readonly ratingId: number;
  readonly policyVersion: string;
  readonly netScore: number | null;
  readonly rating: Schemas["ModelRating"];
  readonly snapshot: unknown;
  readonly verdict: Schemas["Verdict"] | null;
}
export interface NewRating {
  readonly artifactId: number;
  /** The rating that this one follows on; nothing is written when there is a newer one by now. */
  readonly after: number;
  readonly record: RatingRecord;
  readonly verdict: Schemas["Verdict"];
  /** What the artifact's status says from here on. */
  readonly message: string;
  readonly account: string;
  readonly detail: string;
}

export interface RatingStore {
  /** Ratings of models whose ids come after the given one, by id; of these ids only unless they are null. */
  page(wanted: { ids: readonly number[] | null; after: number; limit: number }): Promise<StoredRating[]>;
  /** Adds a rating and its verdict; false when the model is gone or was rated meanwhile. The model stays as it is. */
  add(rating: NewRating): Promise<boolean>;
  /**
   * Models whose rating lacks facts and whose pause is over, at most `limit`, and notes the attempt. The pause is
   * `firstPauseSeconds` and doubles with every attempt, up to a day.
   */
  takeDue(limit: number, firstPauseSeconds: number): Promise<number[]>;
  /** Nothing that reading again could help is missing from the rating any more. */
  settle(artifactId: number): Promise<void>;
}

const LONGEST_PAUSE_SECONDS = 86_400;
/** Attempts to read facts again; after that they count as unreadable. */
const MOST_ATTEMPTS = 30;

const RATED = "a.type = 'model' and a.status = 'completed' and a.deleted_at is null";

export function databaseRatings(root: EntityManager): RatingStore {
  const em = (): EntityManager => root.fork();
  return {
    page: (wanted) => page(em(), wanted),
    add: (rating) => em().transactional((tx) => add(tx, rating)),
    takeDue: async (limit, firstPauseSeconds) => {
      const due = await rows<{ id: string | number }>(
        em(),
        `update artifact set refresh_at = now(), refreshes = refreshes + 1 where id in (
           select a.id from artifact a where a.refresh_at <= now() and ${RATED} and a.refreshes < ${MOST_ATTEMPTS}
             and a.refresh_at + make_interval(
               secs => least(${LONGEST_PAUSE_SECONDS}, ? * power(2, least(a.refreshes, 20)))) <= now()
           order by a.refresh_at limit ? for update skip locked) returning id`,
        [firstPauseSeconds, limit],
      );
      return due.map(({ id }) => Number(id));
    },
    settle: async (artifactId) => {
      await rows(em(), "update artifact set refresh_at = null where id = ?", [artifactId]);
    },
  };
}

interface RatingRow {
  artifact_id: string | number;
  name: string;
  rating_id: string | number;
  policy_version: string;
  net_score: number | null;
  rating: Schemas["ModelRating"];
  snapshot: unknown;
  verdict: Schemas["Verdict"] | null;
}

async function page(
  em: EntityManager,
  { ids, after, limit }: { ids: readonly number[] | null; after: number; limit: number },
): Promise<StoredRating[]> {
  const chosen = ids === null ? "" : "and a.id in (select jsonb_array_elements_text(?::jsonb)::bigint)";
  const found = await rows<RatingRow>(
    em,
    `select a.id as artifact_id, a.name, r.id as rating_id, r.policy_version, r.net_score, r.rating, r.snapshot,
       a.verdict
     from artifact a cross join lateral (
       select * from rating where artifact_id = a.id order by id desc limit 1) r
     where ${RATED} and a.id > ? ${chosen} order by a.id limit ?`,
    ids === null ? [after, limit] : [after, asJson(ids), limit],
  );
  return found.map((row) => ({
    artifactId: Number(row.artifact_id),
    name: row.name,
    ratingId: Number(row.rating_id),
    policyVersion: row.policy_version,
    netScore: row.net_score,
    rating: row.rating,
    snapshot: row.snapshot,
    verdict: row.verdict,
  }));
}

async function add(em: EntityManager, rating: NewRating): Promise<boolean> {
  const { artifactId, after, record, verdict, message, account, detail } = rating;
  // A statement that waited for the row still sees the ratings of before its wait: the lock comes in one of its own.
  await rows(em, "select 1 from artifact where id = ? for update", [artifactId]);
  const updated = await rows(
    em,
    `update artifact a set verdict = ?::jsonb, status_message = ?, updated_at = now()
     where a.id = ? and ${RATED} and not exists (select 1 from rating where artifact_id = a.id and id > ?)
     returning a.id`,
    [asJson(verdict), message, artifactId, after],
  );
  if (updated.length === 0) return false;
  await rows(
    em,
    "insert into rating (artifact_id, policy_version, net_score, rating, snapshot) values (?, ?, ?, ?::jsonb, ?::jsonb)",
    [artifactId, record.policyVersion, record.netScore, asJson(record.rating), asJson(record.snapshot)],
  );
  await appendArtifactAudit(em, artifactId, { action: "RATE", by: { account, address: null }, detail });
  return true;
}
