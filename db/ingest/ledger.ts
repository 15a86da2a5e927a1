import { type Held, LeaseLost } from "../../domain/failure.ts";
import { type ArtifactType, sourceKey } from "../../domain/link.ts";
import { type ArtifactStatus, predecessors } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { listed } from "../catalogue/catalogue.ts";
import { originKey } from "../catalogue/lineage.ts";
import type { Columns } from "../entities/columns.ts";
import type { Rating } from "../entities/record.ts";
import { affected, asJson, type Database, flag, nullable, real, rows, type Sql, sql } from "../sql.ts";
import { collectBlobs } from "../upkeep/collect.ts";
import { type BlobRegister, databaseBlobs } from "./blobs.ts";
import { saveCheckpoint } from "./checkpoints.ts";
import { type Claim, type ClaimRequest, claim } from "./claim.ts";
import { type Pinned, pin } from "./pin.ts";
import { assertSettledBy, type Completion, type Ending, type Pause, type Rejection, settlements } from "./settle.ts";
import { databaseShares } from "./shares/database.ts";
import type { ShareLedger } from "./shares/ledger.ts";

export type Progress = components["schemas"]["Progress"];

/** Reports of a worker about the artifact that it claimed. Every call carries the fencing token and throws LeaseLost. */
export interface Ledger {
  claim(request: ClaimRequest): Promise<Claim | null>;
  /** Renews the lease. */
  renew(claim: Held): Promise<void>;
  progress(claim: Held, progress: Progress): Promise<void>;
  move(claim: Held, to: ArtifactStatus): Promise<void>;
  /**
   * Records the resolved source: canonical repository and ref, commit, size. Returns the id of another artifact that
   * holds this repository at this ref, null when there is none. An update of an artifact that holds this commit already
   * ends here as up to date; then the call throws LeaseLost, since there is nothing more to do.
   */
  pin(claim: Held, pinned: Pinned): Promise<number | null>;
  /** Stores the README for searches. */
  keepReadme(claim: Held, readme: string | null): Promise<void>;
  saveCheckpoint(claim: Held, stage: string, output: unknown): Promise<void>;
  /** The register for a claim, or for a share of its transfer. */
  blobs(held: Held): BlobRegister;
  /** Transfers that several invocations share. */
  readonly shares: ShareLedger;
  /** Net score of the newest completed artifact of a repository, null when there is none: for children of a model. */
  parentScore(repository: string): Promise<number | null>;
  /** True when the registry offers the dataset of a repository on the Hub: for models that were trained on it. */
  offersDataset(repository: string): Promise<boolean>;
  complete(claim: Held, completion: Completion): Promise<void>;
  reject(claim: Held, rejection: Rejection): Promise<void>;
  fail(claim: Held, ending: Ending): Promise<void>;
  /** Ends the attempt; the next one starts after the pause. */
  retryLater(claim: Held, ending: Ending & Pause): Promise<void>;
  /** Leaves the artifact in `rating` until facts can be read; the next attempt starts after the pause. */
  postpone(claim: Held, pause: Pause): Promise<void>;
  /** Ends the invocation; its continuation resumes from the checkpoints within the same attempt. */
  handOver(claim: Held): Promise<void>;
  /** Deletes the blob references of an artifact that this claim ended, and the blobs without any reference. */
  release(claim: Held): Promise<void>;
}

export interface LedgerOptions {
  readonly leaseSeconds: number;
  /** Deletes blobs by key together with their open uploads; a missing one is no error. */
  readonly dropBlobs: (keys: readonly string[]) => Promise<void>;
}

/** The ledger in the database. */
export function databaseLedger(db: Database, { leaseSeconds, dropBlobs }: LedgerOptions): Ledger {
  const guarded = (held: Held, set: Sql, from?: readonly ArtifactStatus[]) =>
    guardedUpdate(db, held, { set, from, leaseSeconds });
  return {
    claim: (request) => claim(db, request),
    renew: (held) => guarded(held, sql`dispatch_error = null`),
    progress: (held, progress) => guarded(held, newerProgress(progress)),
    move: (held, to) => guarded(held, sql`status = ${to}`, [...predecessors(to), to]),
    pin: (held, pinned) => pin(db, held, pinned, (tx, set) => guardedUpdate(tx, held, { set, leaseSeconds })),
    keepReadme: (held, readme) => guarded(held, sql`readme = ${readme?.replaceAll("\0", "") ?? null}`),
    saveCheckpoint: (held, stage, output) => saveCheckpoint(db, held, stage, asJson(output)),
    blobs: (held) => databaseBlobs(db, held),
    shares: databaseShares(db, leaseSeconds),
    parentScore: (repository) => parentScore(db, repository),
    offersDataset: (repository) => offersDataset(db, repository),
    ...settlements(db),
    release: async (held) => {
      await assertSettledBy(db, held);
      await collectBlobs(db, held.artifactId, dropBlobs);
    },
  };
}

interface Guarded {
  readonly set: Sql;
  readonly from?: readonly ArtifactStatus[] | undefined;
  readonly leaseSeconds: number;
}

/** Updates the artifact only while the claim is valid, and renews its lease. */
async function guardedUpdate(db: Database, { artifactId, token }: Held, update: Guarded): Promise<void> {
  const { set, from = ["downloading", "rating"], leaseSeconds } = update;
  const updated = await affected(
    db,
    sql`update artifact set ${set}, updated_at = now(), lease_until = now() + make_interval(secs => ${leaseSeconds})
        where id = ${artifactId} and lease_token = ${token} and deleted_at is null and status = any(${from}::text[])`,
  );
  if (updated === 0) throw new LeaseLost(artifactId);
}

/** A late write of the same invocation must not replace a newer one. */
const newerProgress = (progress: Progress): Sql => sql`progress = (
  select case when progress is null or progress ->> 'attempt' <> n.state ->> 'attempt'
      or progress ->> 'continuation' <> n.state ->> 'continuation'
      or coalesce(progress ->> 'heartbeat_at', '') <= coalesce(n.state ->> 'heartbeat_at', '')
    then n.state else progress end
  from (select ${asJson(progress)}::jsonb as state) n)`;

const hubKey = (type: ArtifactType, repository: string): string => sourceKey({ host: "huggingface", type, repository });

/** Net score of the newest completed artifact of a repository on the Hub, null when there is none. */
export async function parentScore(db: Database, repository: string): Promise<number | null> {
  const [row] = await rows(
    db,
    { netScore: nullable(real) } satisfies Columns<typeof Rating>,
    sql`select r.net_score from artifact a join rating r on r.artifact_id = a.id
        where a.source_key = ${hubKey("model", repository)} and a.status = 'completed'
          and a.deleted_at is null order by r.id desc limit 1`,
  );
  return row?.netScore ?? null;
}

/** Whether a dataset of a repository on the Hub is on offer, under the name of its link or the one that the Hub gives it. */
export async function offersDataset(db: Database, repository: string): Promise<boolean> {
  const key = hubKey("dataset", repository);
  const [row] = await rows(
    db,
    { offered: flag },
    sql`select exists (select from artifact a where a.source_key = ${key} and ${listed("a")})
          or exists (select from artifact a where ${originKey("a")} = ${key} and ${listed("a")}) as offered`,
  );
  return row?.offered === true;
}
