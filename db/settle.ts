import type { EntityManager } from "@mikro-orm/postgresql";
import type { components } from "../generated/api.ts";
import type { Claim } from "./claim.ts";
import type { ArchiveRecord, FailureRecord } from "./entities/artifact.ts";
import type { FileRow } from "./entities/content.ts";
import { LeaseLost } from "./lease.ts";
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
}
export type Rejection = Judged & { readonly verdict: Schemas["Verdict"] };
export interface Ending {
  readonly failure: FailureRecord;
  readonly progress: Schemas["Progress"];
}

/** Entries per statement: bounds the size of one parameter. */
const FILES_PER_INSERT = 5_000;

/** The ways in which a worker lets go of an artifact. Each is one transaction. */
export function settlements(fork: () => EntityManager) {
  return {
    complete: (held: Claim, completion: Completion): Promise<void> =>
      fork().transactional(async (em) => {
        await leave(
          em,
          held,
          "completed",
          "status_message = ?, progress = ?::jsonb, verdict = ?::jsonb, archive = ?::jsonb",
          [
            completion.message,
            asJson(completion.progress),
            nullableJson(completion.verdict),
            asJson(completion.archive),
          ],
        );
        await replaceFiles(em, held.artifactId, completion.files);
        await record(em, held, completion.rating);
      }),
    reject: (held: Claim, rejection: Rejection): Promise<void> =>
      fork().transactional(async (em) => {
        await leave(em, held, "rejected", "status_message = ?, progress = ?::jsonb, verdict = ?::jsonb", [
          rejection.message,
          asJson(rejection.progress),
          asJson(rejection.verdict),
        ]);
        await record(em, held, rejection.rating);
      }),
    fail: (held: Claim, { failure, progress }: Ending): Promise<void> =>
      fork().transactional(async (em) => {
        const set = "status_message = ?, progress = ?::jsonb, failure = ?::jsonb";
        await leave(em, held, "failed", set, [failure.detail, asJson(progress), asJson(failure)]);
        await dropCheckpoints(em, held.artifactId);
      }),
    retryLater: (held: Claim, ending: Ending & { pauseSeconds: number; message: string }): Promise<void> =>
      leave(
        fork(),
        held,
        "pending",
        `status_message = ?, progress = ?::jsonb, failure = ?::jsonb, dispatched_at = null, dispatches = 0,
         next_attempt_at = now() + make_interval(secs => ?)`,
        [ending.message, asJson(ending.progress), asJson(ending.failure), ending.pauseSeconds],
      ),
    postpone: async (held: Claim, wait: { pauseSeconds: number; message: string }): Promise<void> => {
      const updated = await rows(
        fork(),
        `update artifact set lease_token = null, lease_holder = null, lease_until = null, dispatched_at = null,
           dispatches = 0, status_message = ?, next_attempt_at = now() + make_interval(secs => ?), updated_at = now()
         where id = ? and lease_token = ? and deleted_at is null and status = 'rating' returning id`,
        [wait.message, wait.pauseSeconds, held.artifactId, held.token],
      );
      if (updated.length === 0) throw new LeaseLost(held.artifactId);
    },
    handOver: async (held: Claim): Promise<void> => {
      const updated = await rows(
        fork(),
        `update artifact set handed_over = true, lease_token = null, lease_holder = null, lease_until = null,
           dispatched_at = now(), dispatches = 1, updated_at = now(), status_message = 'Goes on in a new invocation'
         where id = ? and lease_token = ? and deleted_at is null returning id`,
        [held.artifactId, held.token],
      );
      if (updated.length === 0) throw new LeaseLost(held.artifactId);
    },
  };
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
