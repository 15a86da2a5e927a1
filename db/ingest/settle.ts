import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { type ArtifactStatus, predecessors } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { type DeclaredLink, replaceLinks } from "../catalogue/lineage.ts";
import type { ArchiveRecord, FailureRecord } from "../entities/artifact.ts";
import type { FileRow } from "../entities/content.ts";
import { asJson, largeRows, rows } from "../sql.ts";
import type { SavedDocument } from "./checkpoints.ts";
import { adopt, lockReplaced } from "./replacement.ts";

type Schemas = components["schemas"];

export interface RatingRecord {
  readonly policyVersion: string;
  readonly netScore: number | null;
  readonly rating: Schemas["ModelRating"];
  /** The facts it was made from: any plain JSON, or what was saved of it under this claim before. */
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
  /** What it says that it was made from; nothing by default. */
  readonly links?: readonly DeclaredLink[];
}
export type Rejection = Judged & { readonly verdict: Schemas["Verdict"] };
export interface Ending {
  readonly failure: FailureRecord;
  readonly progress: Schemas["Progress"];
}

export interface Pause {
  readonly pauseSeconds: number;
  /** What the artifact's status says meanwhile. */
  readonly message: string;
}

/** Entries per statement: bounds the size of one parameter. */
const FILES_PER_INSERT = 5_000;

/** How a claim ended: the new status, or what it was left for. */
type SettledAs = ArtifactStatus | "postponed" | "handed over";

/**
 * The ways in which a worker lets go of an artifact. Each is one transaction, and each may be repeated by a worker that
 * got no answer: the same ending of the same claim changes nothing a second time.
 */
export function settlements(fork: () => EntityManager) {
  return {
    complete: (held: Held, completion: Completion): Promise<void> =>
      fork().transactional((em) => complete(em, held, completion)),
    reject: (held: Held, rejection: Rejection): Promise<void> =>
      fork().transactional((em) => reject(em, held, rejection)),
    fail: (held: Held, ending: Ending): Promise<void> => fork().transactional((em) => fail(em, held, ending)),
    retryLater: (held: Held, ending: Ending & Pause): Promise<void> => retryLater(fork(), held, ending),
    postpone: (held: Held, pause: Pause): Promise<void> =>
      letGo(
        fork(),
        held,
        "postponed",
        `dispatched_at = null, dispatches = 0, status_message = ?, next_attempt_at = now() + make_interval(secs => ?)`,
        [pause.message, pause.pauseSeconds],
      ),
    handOver: (held: Held): Promise<void> =>
      letGo(
        fork(),
        held,
        "handed over",
        "handed_over = true, dispatched_at = now(), dispatches = 1, status_message = 'Goes on in a new invocation'",
        [],
      ),
  };
}

async function complete(em: EntityManager, held: Held, completion: Completion): Promise<void> {
  const original = await lockReplaced(em, held);
  const left = await leave(
    em,
    held,
    "completed",
    `status_message = ?, progress = ?::jsonb, verdict = ?::jsonb, archive = ?::jsonb, refreshes = 0,
     refresh_at = case when ? then now() end`,
    [
      completion.message,
      asJson(completion.progress),
      nullableJson(completion.verdict),
      asJson(completion.archive),
      completion.rating !== undefined && (completion.verdict?.coverage ?? 1) < 1,
    ],
  );
  if (!left) return;
  await replaceFiles(em, original ?? held.artifactId, completion.files, held);
  await replaceLinks(em, held.artifactId, completion.links ?? []);
  await record(em, held, completion.rating);
  if (original !== null) await adopt(em, held.artifactId, original);
}

async function reject(em: EntityManager, held: Held, rejection: Rejection): Promise<void> {
  const left = await leave(em, held, "rejected", "status_message = ?, progress = ?::jsonb, verdict = ?::jsonb", [
    rejection.message,
    asJson(rejection.progress),
    asJson(rejection.verdict),
  ]);
  if (!left) return;
  await record(em, held, rejection.rating);
}

async function fail(em: EntityManager, held: Held, { failure, progress }: Ending): Promise<void> {
  const set = "status_message = ?, progress = ?::jsonb, failure = ?::jsonb";
  await leave(em, held, "failed", set, [failure.detail, asJson(progress), asJson(failure)]);
  await dropCheckpoints(em, held.artifactId);
}

async function retryLater(em: EntityManager, held: Held, ending: Ending & Pause): Promise<void> {
  await leave(
    em,
    held,
    "pending",
    `status_message = ?, progress = ?::jsonb, failure = ?::jsonb, dispatched_at = null, dispatches = 0,
     next_attempt_at = now() + make_interval(secs => ?)`,
    [ending.message, asJson(ending.progress), asJson(ending.failure), ending.pauseSeconds],
  );
}

/** Ends the claim without a change of status. */
async function letGo(
  em: EntityManager,
  held: Held,
  as: SettledAs,
  set: string,
  parameters: readonly unknown[],
): Promise<void> {
  const updated = await rows(
    em,
    `update artifact set ${set}, settled_token = lease_token, settled_as = ?, lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     where id = ? and lease_token = ? and deleted_at is null returning id`,
    [...parameters, as, held.artifactId, held.token],
  );
  if (updated.length === 0) await assertSettledBy(em, held, as);
}

/** Throws LeaseLost unless this claim, and no later one, ended the work on the artifact (in the given way). */
export async function assertSettledBy(em: EntityManager, held: Held, as?: SettledAs): Promise<void> {
  const found = await rows(em, "select 1 from artifact where id = ? and settled_token = ? and settled_as like ?", [
    held.artifactId,
    held.token,
    as ?? "%",
  ]);
  if (found.length === 0) throw new LeaseLost(held.artifactId);
}

const nullableJson = (value: unknown): string | null => (value === undefined ? null : asJson(value));

/** The guarded transition that ends a claim. False when an earlier call of the same claim made it. */
async function leave(
  em: EntityManager,
  held: Held,
  to: ArtifactStatus,
  set: string,
  parameters: readonly unknown[],
): Promise<boolean> {
  const from = predecessors(to)
    .map((status) => `'${status}'`)
    .join(", ");
  const updated = await rows(
    em,
    `update artifact set status = ?, ${set}, settled_token = lease_token, settled_as = ?, lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     where id = ? and lease_token = ? and deleted_at is null and status in (${from}) returning id`,
    [to, ...parameters, to, held.artifactId, held.token],
  );
  if (updated.length === 0) await assertSettledBy(em, held, to);
  return updated.length > 0;
}

/** The content of a document that was saved before; its parameters are artifact and name. */
const SAVED = "(select output from checkpoint where artifact_id = ? and stage = ?)";

/** Throws RangeError when a document that a settlement names was not saved before it. */
async function assertSaved(em: EntityManager, artifactId: number, name: string): Promise<void> {
  const found = await rows(em, "select 1 from checkpoint where artifact_id = ? and stage = ?", [artifactId, name]);
  if (found.length === 0) throw new RangeError(`${name} of artifact ${artifactId} was not saved`);
}

const isSaved = (value: unknown): value is SavedDocument =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as Partial<SavedDocument>).saved === "string";

/** Writes the manifest of the artifact that keeps the files: of an update, the one that it replaces. */
async function replaceFiles(
  em: EntityManager,
  artifactId: number,
  files: Completion["files"],
  held: Held,
): Promise<void> {
  await rows(em, "delete from file where artifact_id = ?", [artifactId]);
  if (isSaved(files)) {
    await assertSaved(em, held.artifactId, files.saved);
    await rows(em, insertFiles(SAVED), [artifactId, held.artifactId, files.saved]);
    return;
  }
  for (let at = 0; at < files.length; at += FILES_PER_INSERT) {
    await largeRows(em, insertFiles("?::jsonb"), [artifactId, asJson(files.slice(at, at + FILES_PER_INSERT))]);
  }
}

const insertFiles = (list: string): string =>
  `insert into file (artifact_id, path, bytes, sha256, crc32, git_sha1, kind)
   select ?::bigint, f.path, f.bytes, f.sha256, f.crc32, f."gitSha1", f.kind
   from jsonb_to_recordset(${list})
     as f (path text, bytes bigint, sha256 text, crc32 bigint, "gitSha1" text, kind text)`;

async function record(em: EntityManager, held: Held, rating: RatingRecord | undefined): Promise<void> {
  if (rating !== undefined) {
    const { snapshot } = rating;
    if (isSaved(snapshot)) await assertSaved(em, held.artifactId, snapshot.saved);
    const [value, parameters] = isSaved(snapshot)
      ? [SAVED, [held.artifactId, snapshot.saved]]
      : ["?::jsonb", [asJson(snapshot)]];
    await largeRows(
      em,
      `insert into rating (artifact_id, policy_version, net_score, rating, snapshot) values (?, ?, ?, ?::jsonb, ${value})`,
      [held.artifactId, rating.policyVersion, rating.netScore, asJson(rating.rating), ...parameters],
    );
    await rows(
      em,
      `insert into audit_log (action, actor, artifact_id, artifact_type, artifact_name, detail)
       select 'RATE', owner, case when status = 'completed' then coalesce(replaces, id) else id end, type, name, ?
       from artifact where id = ?`,
      [`policy ${rating.policyVersion}`, held.artifactId],
    );
  }
  await dropCheckpoints(em, held.artifactId);
}

const dropCheckpoints = (em: EntityManager, artifactId: number): Promise<unknown> =>
  rows(em, "delete from checkpoint where artifact_id = ?", [artifactId]);
