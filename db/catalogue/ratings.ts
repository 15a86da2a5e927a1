import type { EntityManager } from "@mikro-orm/postgresql";
import type { components } from "../../generated/api.ts";
import { appendArtifactAudit } from "../audit/log.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { Rating } from "../entities/record.ts";
import type { RatingRecord } from "../ingest/settle.ts";
import { affected, asJson, integer, rows, sql, values } from "../sql.ts";

type Schemas = components["schemas"];

/** The newest rating of a model on offer, with the facts that it was computed from. */
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
  /** Id of the rating that this one replaces; nothing is written when there is a newer one. */
  readonly after: number;
  readonly record: RatingRecord;
  readonly verdict: Schemas["Verdict"];
  /** Becomes the status message of the artifact. */
  readonly message: string;
  readonly account: string;
  readonly detail: string;
}

export interface RatingStore {
  /** Ratings of models with larger ids than `after`, by id; only of `ids` unless they are null. */
  page(wanted: { ids: readonly number[] | null; after: number; limit: number }): Promise<StoredRating[]>;
  /** Adds a rating and its verdict; false when the model is gone or was rated meanwhile. Its status does not change. */
  add(rating: NewRating): Promise<boolean>;
  /**
   * Takes at most `limit` models whose rating lacks facts and whose pause is over, and records the attempt. The pause
   * is `firstPauseSeconds` and doubles with every attempt, up to a day.
   */
  takeDue(limit: number, firstPauseSeconds: number): Promise<number[]>;
  /** Records that the rating lacks no fact that could still be read. */
  settle(artifactId: number): Promise<void>;
}

const LONGEST_PAUSE_SECONDS = 86_400;
/** Attempts to read missing facts; after that they count as unreadable. */
const MOST_ATTEMPTS = 30;

const RATED = sql`a.type = 'model' and a.status = 'completed' and a.deleted_at is null`;

const STORED = {
  ...columnsOf(Artifact, "name", "verdict"),
  ...columnsOf(Rating, "artifactId", "policyVersion", "netScore", "rating", "snapshot"),
  ratingId: integer,
};

export function databaseRatings(root: EntityManager): RatingStore {
  const em = root.fork();
  return {
    page: ({ ids, after, limit }) =>
      rows(
        em,
        STORED,
        sql`select r.artifact_id, a.name, r.id as rating_id, r.policy_version, r.net_score, r.rating, r.snapshot, a.verdict
            from artifact a cross join lateral (
              select * from rating where artifact_id = a.id order by id desc limit 1) r
            where ${RATED} and a.id > ${after} ${ids === null ? sql`` : sql`and a.id = any(${ids}::bigint[])`}
            order by a.id limit ${limit}`,
      ),
    add: (rating) => em.transactional((tx) => add(tx, rating)),
    takeDue: (limit, firstPauseSeconds) =>
      values(
        em,
        integer,
        sql`update artifact set refresh_at = now(), refreshes = refreshes + 1 where id in (
              select a.id from artifact a where a.refresh_at <= now() and ${RATED} and a.refreshes < ${MOST_ATTEMPTS}
                and a.refresh_at + make_interval(
                  secs => least(${LONGEST_PAUSE_SECONDS}, ${firstPauseSeconds} * power(2, least(a.refreshes, 20)))) <= now()
              order by a.refresh_at limit ${limit} for update skip locked) returning id`,
      ),
    settle: async (artifactId) => {
      await affected(em, sql`update artifact set refresh_at = null where id = ${artifactId}`);
    },
  };
}

async function add(em: EntityManager, rating: NewRating): Promise<boolean> {
  const { artifactId, after, record, verdict, message, account, detail } = rating;
  // A statement that waits for the row lock does not see ratings committed meanwhile, so the lock is taken before it.
  await affected(em, sql`select 1 from artifact where id = ${artifactId} for update`);
  const updated = await affected(
    em,
    sql`update artifact a set verdict = ${asJson(verdict)}::jsonb, status_message = ${message}, updated_at = now()
        where a.id = ${artifactId} and ${RATED}
          and not exists (select 1 from rating where artifact_id = a.id and id > ${after})`,
  );
  if (updated === 0) return false;
  await affected(
    em,
    sql`insert into rating (artifact_id, policy_version, net_score, rating, snapshot)
        values (${artifactId}, ${record.policyVersion}, ${record.netScore}, ${asJson(record.rating)}::jsonb,
          ${asJson(record.snapshot)}::jsonb)`,
  );
  await appendArtifactAudit(em, artifactId, { action: "RATE", by: { account, address: null }, detail });
  return true;
}
