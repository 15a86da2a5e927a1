import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { type ArtifactStatus, predecessors } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { ORIGIN_KEY } from "../catalogue/lineage.ts";
import { listed } from "../catalogue/listed.ts";
import { asJson, rows } from "../sql.ts";
import { collectBlobs } from "../upkeep/collect.ts";
import { type BlobRegister, databaseBlobs } from "./blobs.ts";
import { saveCheckpoint } from "./checkpoints.ts";
import { type Claim, type ClaimRequest, claim } from "./claim.ts";
import { type Pinned, pin } from "./pin.ts";
import { assertSettledBy, type Completion, type Ending, type Pause, type Rejection, settlements } from "./settle.ts";

export type Progress = components["schemas"]["Progress"];

/** What a worker does to the artifact that it claimed. Every call is fenced by the claim's token and throws LeaseLost. */
export interface Ledger {
  claim(request: ClaimRequest): Promise<Claim | null>;
  /** Keeps the lease and says that the worker lives. */
  renew(claim: Held): Promise<void>;
  progress(claim: Held, progress: Progress): Promise<void>;
  move(claim: Held, to: ArtifactStatus): Promise<void>;
  /**
   * Records what the source answered: canonical repository and ref, commit, size. Resolves with the id of another
   * artifact that holds this repository at this ref, null when there is none. An update of an artifact that holds this
   * very commit ends here as up to date, and throws LeaseLost: there is nothing more to do.
   */
  pin(claim: Held, pinned: Pinned): Promise<number | null>;
  /** Keeps the README for searches. */
  keepReadme(claim: Held, readme: string | null): Promise<void>;
  saveCheckpoint(claim: Held, stage: string, output: unknown): Promise<void>;
  blobs(claim: Held): BlobRegister;
  /** Net score of the newest completed artifact of a repository, null when there is none: for children of a model. */
  parentScore(repository: string): Promise<number | null>;
  /** True when the registry offers a dataset of a repository on the Hub: for models that were trained on it. */
  offersDataset(repository: string): Promise<boolean>;
  complete(claim: Held, completion: Completion): Promise<void>;
  reject(claim: Held, rejection: Rejection): Promise<void>;
  fail(claim: Held, ending: Ending): Promise<void>;
  /** Gives the artifact back, to be tried again after the pause. */
  retryLater(claim: Held, ending: Ending & Pause): Promise<void>;
  /** Waits in `rating` for facts that could not be read, to be tried again after the pause. */
  postpone(claim: Held, pause: Pause): Promise<void>;
  /** Ends this invocation; the next one goes on from the checkpoints within the same attempt. */
  handOver(claim: Held): Promise<void>;
  /** Drops the references of an artifact that this claim ended, and the blobs that nothing refers to any more. */
  release(claim: Held): Promise<void>;
}

export interface LedgerOptions {
  readonly leaseSeconds: number;
  /** Deletes blobs by key with the uploads begun for them; a missing one is no fault. */
  readonly dropBlobs: (keys: readonly string[]) => Promise<void>;
}

/** The ledger over the database. Each call runs in its own fork of the entity manager. */
export function databaseLedger(root: EntityManager, options: LedgerOptions): Ledger {
  const em = (): EntityManager => root.fork();
  const guarded = (held: Held, set: string, parameters: readonly unknown[], from?: readonly ArtifactStatus[]) =>
    guardedUpdate(em(), held, { set, parameters, from }, options.leaseSeconds);
  return {
    claim: (request) => claim(em(), request),
    renew: (held) => guarded(held, "dispatch_error = null", []),
    progress: (held, progress) => guarded(held, NEWER_PROGRESS, [asJson(progress)]),
    move: (held, to) => guarded(held, "status = ?", [to], [...predecessors(to), to]),
    pin: (held, pinned) =>
      pin(root, held, pinned, (tx, set, parameters) =>
        guardedUpdate(tx, held, { set, parameters }, options.leaseSeconds),
      ),
    keepReadme: (held, readme) => guarded(held, "readme = ?", [readme?.replaceAll("\0", "") ?? null]),
    saveCheckpoint: (held, stage, output) => saveCheckpoint(em(), held, stage, asJson(output)),
    blobs: (held) => databaseBlobs(em, held),
    parentScore: (repository) => parentScore(em(), repository),
    offersDataset: (repository) => offersDataset(em(), repository),
    ...settlements(em),
    release: async (held) => {
      await assertSettledBy(em(), held);
      await collectBlobs(em(), held.artifactId, options.dropBlobs);
    },
  };
}

/** A write that was overtaken by a later one of the same invocation changes nothing. */
const NEWER_PROGRESS = `progress = (
  select case when progress is null or progress ->> 'attempt' <> n.state ->> 'attempt'
      or progress ->> 'continuation' <> n.state ->> 'continuation'
      or coalesce(progress ->> 'heartbeat_at', '') <= coalesce(n.state ->> 'heartbeat_at', '')
    then n.state else progress end
  from (select ?::jsonb as state) n)`;

interface Guarded {
  readonly set: string;
  readonly parameters: readonly unknown[];
  readonly from?: readonly ArtifactStatus[] | undefined;
}

/** Updates the artifact only while the claim holds, and renews its lease. */
async function guardedUpdate(em: EntityManager, held: Held, update: Guarded, leaseSeconds: number): Promise<void> {
  const from =
    update.from === undefined ? "('downloading', 'rating')" : `(${update.from.map((s) => `'${s}'`).join(", ")})`;
  const updated = await rows(
    em,
    `update artifact set ${update.set}, updated_at = now(), lease_until = now() + make_interval(secs => ?)
     where id = ? and lease_token = ? and deleted_at is null and status in ${from} returning id`,
    [...update.parameters, leaseSeconds, held.artifactId, held.token],
  );
  if (updated.length === 0) throw new LeaseLost(held.artifactId);
}

/** Net score of the newest completed artifact of a repository on the Hub, null when there is none. */
export async function parentScore(em: EntityManager, repository: string): Promise<number | null> {
  const [row] = await rows<{ net_score: number | null }>(
    em,
    `select r.net_score from artifact a join rating r on r.artifact_id = a.id
     where a.source_key = ? and a.status = 'completed' and a.deleted_at is null order by r.id desc limit 1`,
    [`huggingface:model:${repository.toLowerCase()}`],
  );
  return row?.net_score ?? null;
}

/** Whether a dataset of a repository on the Hub is on offer, under the name of its link or the one that the Hub gives it. */
export async function offersDataset(em: EntityManager, repository: string): Promise<boolean> {
  const key = `huggingface:dataset:${repository.toLowerCase()}`;
  const [row] = await rows<{ offered: boolean }>(
    em,
    `select exists (select from artifact a where a.source_key = ? and ${listed("a")})
       or exists (select from artifact a where ${ORIGIN_KEY} = ? and ${listed("a")}) as offered`,
    [key, key],
  );
  return row?.offered === true;
}
