import { type Held, LeaseLost } from "../../domain/failure.ts";
import { type ArtifactStatus, predecessors, statuses } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { type DeclaredLink, replaceLinks } from "../catalogue/lineage.ts";
import type { ArchiveRecord, FailureRecord } from "../entities/artifact.ts";
import type { FileRow } from "../entities/content.ts";
import { affected, asJson, batches, type Database, type Sql, sql } from "../sql.ts";
import type { SavedDocument } from "./checkpoints.ts";
import { adopt, lockReplaced } from "./replacement.ts";

type Schemas = components["schemas"];

export interface RatingRecord {
  readonly policyVersion: string;
  readonly netScore: number | null;
  readonly rating: Schemas["ModelRating"];
  /** The facts it was computed from: plain JSON, or the document that was saved for it under this claim. */
  readonly snapshot: unknown;
}
interface Judged {
  readonly message: string;
  readonly progress: Schemas["Progress"];
  readonly verdict?: Schemas["Verdict"] | undefined;
  readonly rating?: RatingRecord | undefined;
}
export type ManifestEntry = Omit<FileRow, "artifactId">;
export interface Completion extends Judged {
  readonly files: readonly ManifestEntry[] | SavedDocument;
  readonly archive: ArchiveRecord;
  /** What the artifact declares it was made from; nothing by default. */
  readonly links?: readonly DeclaredLink[];
}
export type Rejection = Judged & { readonly verdict: Schemas["Verdict"] };
export interface Ending {
  readonly failure: FailureRecord;
  readonly progress: Schemas["Progress"];
}

export interface Pause {
  readonly pauseSeconds: number;
  /** Status message of the artifact during the pause. */
  readonly message: string;
}

/** Manifest entries per statement: bounds the size of a parameter. */
const FILES_PER_INSERT = 5_000;

/** How a claim ended: the new status, or why the artifact keeps its status. */
type SettledAs = ArtifactStatus | "postponed" | "handed over";

/**
 * The ways to end a claim. Each is one transaction and can be repeated by a worker that got no answer: the second call of
 * the same ending by the same claim changes nothing.
 */
export const settlements = (db: Database) => ({
  complete: (held: Held, completion: Completion): Promise<void> =>
    db.transactional((tx) => complete(tx, held, completion)),
  reject: (held: Held, rejection: Rejection): Promise<void> => db.transactional((tx) => reject(tx, held, rejection)),
  fail: (held: Held, ending: Ending): Promise<void> => db.transactional((tx) => fail(tx, held, ending)),
  retryLater: async (held: Held, { failure, progress, message, pauseSeconds }: Ending & Pause): Promise<void> => {
    const set = sql`${statusIn(message, progress)}, failure = ${asJson(failure)}::jsonb, ${againIn(pauseSeconds)}`;
    await endAs(db, held, "pending", set);
  },
  postpone: async (held: Held, { message, pauseSeconds }: Pause): Promise<void> => {
    await endClaim(db, held, { as: "postponed", set: sql`status_message = ${message}, ${againIn(pauseSeconds)}` });
  },
  handOver: async (held: Held): Promise<void> => {
    const set = sql`handed_over = true, dispatched_at = now(), dispatches = 1, status_message = 'Continues in a new invocation'`;
    await endClaim(db, held, { as: "handed over", set });
  },
});

const statusIn = (message: string, progress: Schemas["Progress"]): Sql =>
  sql`status_message = ${message}, progress = ${asJson(progress)}::jsonb`;
const againIn = (seconds: number): Sql =>
  sql`dispatched_at = null, dispatches = 0, next_attempt_at = now() + make_interval(secs => ${seconds})`;

async function complete(db: Database, held: Held, completion: Completion): Promise<void> {
  const original = await lockReplaced(db, held);
  const { message, progress, verdict, rating, archive, files, links = [] } = completion;
  const lacksFacts = rating !== undefined && (verdict?.coverage ?? 1) < 1;
  const set = sql`${statusIn(message, progress)}, verdict = ${verdict === undefined ? null : asJson(verdict)}::jsonb,
    archive = ${asJson(archive)}::jsonb, refreshes = 0, refresh_at = ${lacksFacts ? sql`now()` : null}`;
  if (!(await endAs(db, held, "completed", set))) return;
  await replaceFiles(db, original ?? held.artifactId, files, held);
  await replaceLinks(db, held.artifactId, links);
  await record(db, held, rating);
  if (original !== null) await adopt(db, held.artifactId, original);
}

async function reject(db: Database, held: Held, rejection: Rejection): Promise<void> {
  const { message, progress, verdict, rating } = rejection;
  const set = sql`${statusIn(message, progress)}, verdict = ${asJson(verdict)}::jsonb`;
  if (await endAs(db, held, "rejected", set)) await record(db, held, rating);
}

async function fail(db: Database, held: Held, { failure, progress }: Ending): Promise<void> {
  await endAs(db, held, "failed", sql`${statusIn(failure.detail, progress)}, failure = ${asJson(failure)}::jsonb`);
  await dropCheckpoints(db, held.artifactId);
}

/** Ends the claim with a guarded transition. False when an earlier call of the same claim made it. */
const endAs = (db: Database, held: Held, to: ArtifactStatus, set: Sql): Promise<boolean> =>
  endClaim(db, held, { as: to, set: sql`status = ${to}, ${set}`, from: predecessors(to) });

/** Ends the claim. False when an earlier call of the same claim did. Throws LeaseLost when the claim is not valid. */
async function endClaim(
  db: Database,
  held: Held,
  { as, set, from = statuses }: { as: SettledAs; set: Sql; from?: readonly ArtifactStatus[] },
): Promise<boolean> {
  const { artifactId, token } = held;
  const updated = await affected(
    db,
    sql`update artifact set ${set}, settled_token = lease_token, settled_as = ${as}, lease_token = null,
          lease_holder = null, lease_until = null, share_token = ${as === "handed over" ? sql`share_token` : null},
          updated_at = now()
        where id = ${artifactId} and lease_token = ${token} and deleted_at is null and status = any(${from}::text[])`,
  );
  if (updated === 0) await assertSettledBy(db, held, as);
  return updated > 0;
}

/** Throws LeaseLost unless this claim, and no later one, ended the work on the artifact (in the given way). */
export async function assertSettledBy(db: Database, { artifactId, token }: Held, as?: SettledAs): Promise<void> {
  const found = await affected(
    db,
    sql`select 1 from artifact
        where id = ${artifactId} and settled_token = ${token} and settled_as like ${as ?? "%"}`,
  );
  if (found === 0) throw new LeaseLost(artifactId);
}

/** The content of a document, or of one that was saved before. Throws RangeError when it was not saved. */
async function contentOf(db: Database, { artifactId }: Held, document: unknown): Promise<Sql> {
  if (!isSaved(document)) return sql`${asJson(document)}::jsonb`;
  const saved = sql`from checkpoint where artifact_id = ${artifactId} and stage = ${document.saved}`;
  const found = await affected(db, sql`select 1 ${saved}`);
  if (found === 0) throw new RangeError(`${document.saved} of artifact ${artifactId} was not saved`);
  return sql`(select output ${saved})`;
}

const isSaved = (value: unknown): value is SavedDocument =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as Partial<SavedDocument>).saved === "string";

/** Writes the manifest of the artifact that keeps the files: for an update, of its original. */
async function replaceFiles(db: Database, artifactId: number, files: Completion["files"], held: Held): Promise<void> {
  await affected(db, sql`delete from file where artifact_id = ${artifactId}`);
  const documents = isSaved(files) ? [files] : batches(files, FILES_PER_INSERT);
  for (const document of documents) {
    await affected(
      db,
      sql`insert into file (artifact_id, path, bytes, sha256, crc32, git_sha1, kind)
          select ${artifactId}::bigint, f.path, f.bytes, f.sha256, f.crc32, f."gitSha1", f.kind
          from jsonb_to_recordset(${await contentOf(db, held, document)})
            as f (path text, bytes bigint, sha256 text, crc32 bigint, "gitSha1" text, kind text)`,
    );
  }
}

/** Adds the rating, if there is one, and deletes the checkpoints. */
async function record(db: Database, held: Held, rating: RatingRecord | undefined): Promise<void> {
  const { artifactId } = held;
  if (rating !== undefined) {
    const { policyVersion, netScore, rating: scores, snapshot } = rating;
    await affected(
      db,
      sql`insert into rating (artifact_id, policy_version, net_score, rating, snapshot)
          values (${artifactId}, ${policyVersion}, ${netScore}, ${asJson(scores)}::jsonb,
            ${await contentOf(db, held, snapshot)})`,
    );
    await affected(
      db,
      sql`insert into audit_log (action, actor, artifact_id, artifact_type, artifact_name, detail)
          select 'RATE', owner, case when status = 'completed' then coalesce(replaces, id) else id end, type, name,
            ${`policy ${policyVersion}`}
          from artifact where id = ${artifactId}`,
    );
  }
  await dropCheckpoints(db, artifactId);
}

const dropCheckpoints = (db: Database, artifactId: number): Promise<unknown> =>
  affected(db, sql`delete from checkpoint where artifact_id = ${artifactId}`);
