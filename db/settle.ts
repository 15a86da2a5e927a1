import type { EntityManager } from "@mikro-orm/postgresql";
import type { components } from "../generated/api.ts";
import type { Claim } from "./claim.ts";
import type { ArchiveRecord, FailureRecord } from "./entities/artifact.ts";
import type { FileRow } from "./entities/content.ts";
import { LeaseLost } from "./lease.ts";
import { type DeclaredLink, replaceLinks } from "./lineage.ts";
import { asJson, rows } from "./sql.ts";
import { type ArtifactStatus, predecessors } from "./status.ts";

type Schemas = components["schemas"];

export interface RatingRecord {
  readonly policyVersion: string;
  readonly netScore: number | null;
  readonly rating: Schemas["ModelRating"];
  /** The facts it was made from. */
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
  readonly files: readonly ManifestEntry[];
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

/** The ways in which a worker lets go of an artifact. Each is one transaction. */
export function settlements(fork: () => EntityManager) {
  return {
    complete: (held: Claim, completion: Completion): Promise<void> =>
      fork().transactional((em) => complete(em, held, completion)),
    reject: (held: Claim, rejection: Rejection): Promise<void> =>
      fork().transactional((em) => reject(em, held, rejection)),
    fail: (held: Claim, ending: Ending): Promise<void> => fork().transactional((em) => fail(em, held, ending)),
    retryLater: (held: Claim, ending: Ending & Pause): Promise<void> => retryLater(fork(), held, ending),
    postpone: (held: Claim, pause: Pause): Promise<void> =>
      letGo(
        fork(),
        held,
        `dispatched_at = null, dispatches = 0, status_message = ?, next_attempt_at = now() + make_interval(secs => ?)`,
        [pause.message, pause.pauseSeconds],
      ),
    handOver: (held: Claim): Promise<void> =>
      letGo(
        fork(),
        held,
        "handed_over = true, dispatched_at = now(), dispatches = 1, status_message = 'Goes on in a new invocation'",
        [],
      ),
  };
}

async function complete(em: EntityManager, held: Claim, completion: Completion): Promise<void> {
  await leave(
    em,
    held,
    "completed",
    "status_message = ?, progress = ?::jsonb, verdict = ?::jsonb, archive = ?::jsonb",
    [completion.message, asJson(completion.progress), nullableJson(completion.verdict), asJson(completion.archive)],
  );
  await replaceFiles(em, held.artifactId, completion.files);
  await replaceLinks(em, held.artifactId, completion.links ?? []);
  await record(em, held, completion.rating);
}

async function reject(em: EntityManager, held: Claim, rejection: Rejection): Promise<void> {
  await leave(em, held, "rejected", "status_message = ?, progress = ?::jsonb, verdict = ?::jsonb", [
    rejection.message,
    asJson(rejection.progress),
    asJson(rejection.verdict),
  ]);
  await record(em, held, rejection.rating);
}

async function fail(em: EntityManager, held: Claim, { failure, progress }: Ending): Promise<void> {
  const set = "status_message = ?, progress = ?::jsonb, failure = ?::jsonb";
  await leave(em, held, "failed", set, [failure.detail, asJson(progress), asJson(failure)]);
  await dropCheckpoints(em, held.artifactId);
}

const retryLater = (em: EntityManager, held: Claim, ending: Ending & Pause): Promise<void> =>
  leave(
    em,
    held,
    "pending",
    `status_message = ?, progress = ?::jsonb, failure = ?::jsonb, dispatched_at = null, dispatches = 0,
     next_attempt_at = now() + make_interval(secs => ?)`,
    [ending.message, asJson(ending.progress), asJson(ending.failure), ending.pauseSeconds],
  );

/** Ends the claim without a change of status. */
async function letGo(em: EntityManager, held: Claim, set: string, parameters: readonly unknown[]): Promise<void> {
  const updated = await rows(
    em,
    `update artifact set ${set}, lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     where id = ? and lease_token = ? and deleted_at is null returning id`,
    [...parameters, held.artifactId, held.token],
  );
  if (updated.length === 0) throw new LeaseLost(held.artifactId);
}

const nullableJson = (value: unknown): string | null => (value === undefined ? null : asJson(value));

/** The guarded transition that ends a claim. */
async function leave(
  em: EntityManager,
  held: Claim,
  to: ArtifactStatus,
  set: string,
  parameters: readonly unknown[],
): Promise<void> {
  const from = predecessors(to)
    .map((status) => `'${status}'`)
    .join(", ");
  const updated = await rows(
    em,
    `update artifact set status = ?, ${set}, lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     where id = ? and lease_token = ? and deleted_at is null and status in (${from}) returning id`,
    [to, ...parameters, held.artifactId, held.token],
  );
  if (updated.length === 0) throw new LeaseLost(held.artifactId);
}

async function replaceFiles(em: EntityManager, artifactId: number, files: readonly ManifestEntry[]): Promise<void> {
  await rows(em, "delete from file where artifact_id = ?", [artifactId]);
  for (let at = 0; at < files.length; at += FILES_PER_INSERT) {
    await rows(
      em,
      `insert into file (artifact_id, path, bytes, sha256, crc32, git_sha1, kind)
       select ?, f.path, f.bytes, f.sha256, f.crc32, f."gitSha1", f.kind
       from jsonb_to_recordset(?::jsonb)
         as f (path text, bytes bigint, sha256 text, crc32 bigint, "gitSha1" text, kind text)`,
      [artifactId, asJson(files.slice(at, at + FILES_PER_INSERT))],
    );
  }
}

async function record(em: EntityManager, held: Claim, rating: RatingRecord | undefined): Promise<void> {
  if (rating !== undefined) {
    await rows(
      em,
      "insert into rating (artifact_id, policy_version, net_score, rating, snapshot) values (?, ?, ?, ?::jsonb, ?::jsonb)",
      [held.artifactId, rating.policyVersion, rating.netScore, asJson(rating.rating), asJson(rating.snapshot)],
    );
    await rows(em, "insert into audit_entry (artifact_id, action, account, detail) values (?, 'RATE', ?, ?)", [
      held.artifactId,
      held.owner,
      `policy ${rating.policyVersion}`,
    ]);
  }
  await dropCheckpoints(em, held.artifactId);
}

const dropCheckpoints = (em: EntityManager, artifactId: number): Promise<unknown> =>
  rows(em, "delete from checkpoint where artifact_id = ?", [artifactId]);
