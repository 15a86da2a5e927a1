import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink } from "../../domain/link.ts";
import type { FailureRecord } from "../entities/artifact.ts";
import { asJson, preparedRows, rows } from "../sql.ts";

/** An artifact that the ingest function has to be told about. */
export interface Due {
  readonly artifactId: number;
  readonly link: SourceLink;
  readonly url: string;
  readonly name: string;
  readonly correlationId: string;
}

/** What the dispatcher and the sweeper write. Nothing here touches an artifact that a living worker holds. */
export interface DispatchStore {
  /** Marks one artifact as dispatched now; null when it needs no worker. */
  take(artifactId: number): Promise<Due | null>;
  /** Marks up to `limit` artifacts that wait for a worker longer than they should as dispatched now. */
  takeDue(limit: number): Promise<Due[]>;
  /** Records the code of the fault that kept the function from being invoked, for the status message. */
  noteError(artifactId: number, code: string): Promise<void>;
  /** Ends artifacts whose worker died and whose attempts are used up. Their ids. */
  failExhausted(maxAttempts: number): Promise<number[]>;
  /** Ends artifacts that no worker took for so long, whatever it was told. Their ids. */
  failUnclaimed(waitSeconds: number): Promise<number[]>;
  /** Deleted artifacts, and ended ones whose worker did not clean up after itself, once no worker holds them. */
  uncollected(limit: number): Promise<number[]>;
  /** Drops what an ended artifact had saved for a next attempt. */
  dropCheckpoints(artifactId: number): Promise<void>;
  /** Runs the work of this kind on one server at a time; false when another server is at it. */
  exclusively(kind: keyof typeof LOCKS, work: () => Promise<void>): Promise<boolean>;
}

/** First pause before an artifact that nobody claimed is dispatched again, and the cap of its growth, in seconds. */
const REDISPATCH_SECONDS = 20;
const REDISPATCH_CAP_SECONDS = 900;
/** Keys of advisory locks: any constants that nothing else uses. */
const LOCKS = { sweep: 7_304_114, garbage: 7_304_115, refresh: 7_304_116 } as const;

/** Waits for a worker: pending, or left by one that died or handed over. Due when its pause and the last dispatch are over. */
const WAITING = `deleted_at is null and next_attempt_at <= now()
  and (status = 'pending' or (status in ('downloading', 'rating') and (lease_until is null or lease_until < now())))`;
const UNANSWERED = `(dispatched_at is null or dispatched_at < now() - make_interval(
  secs => least(${REDISPATCH_CAP_SECONDS}, ${REDISPATCH_SECONDS} * power(2, least(greatest(dispatches - 1, 0), 16)))))`;
const RETURNED = "id, host, type, repository, revision, url, name, correlation_id";

const TAKE = `update artifact set dispatched_at = now(), dispatches = dispatches + 1
  where id = $1 and ${WAITING} returning ${RETURNED}`;

interface DueRow {
  id: string | number;
  host: SourceLink["host"];
  type: SourceLink["type"];
  repository: string;
  revision: string;
  name: string;
  correlation_id: string;
}

export function databaseDispatch(root: EntityManager): DispatchStore {
  const em = (): EntityManager => root.fork();
  return {
    take: async (artifactId) => {
      const [row] = await preparedRows<DueRow>(root, "take_artifact", TAKE, [artifactId]);
      return row === undefined ? null : toDue(row);
    },
    takeDue: async (limit) =>
      (
        await rows<DueRow>(
          em(),
          `update artifact set dispatched_at = now(), dispatches = dispatches + 1
           where id in (select id from artifact where ${WAITING} and ${UNANSWERED}
                        order by next_attempt_at limit ? for update skip locked)
           returning ${RETURNED}`,
          [limit],
        )
      ).map(toDue),
    noteError: async (artifactId, code) => {
      await rows(em(), "update artifact set dispatch_error = ? where id = ?", [code, artifactId]);
    },
    failExhausted: (maxAttempts) => failExhausted(em(), maxAttempts),
    failUnclaimed: (waitSeconds) => failUnclaimed(em(), waitSeconds),
    dropCheckpoints: async (artifactId) => {
      await rows(
        em(),
        `delete from checkpoint c using artifact a where c.artifact_id = ? and a.id = c.artifact_id
           and (a.status in ('rejected', 'failed', 'completed') or a.deleted_at is not null)`,
        [artifactId],
      );
    },
    uncollected: (limit) => uncollected(em(), limit),
    exclusively: (kind, work) => exclusively(em(), kind, work),
  };
}

const toDue = (row: DueRow): Due => {
  const link = { host: row.host, type: row.type, repository: row.repository, revision: row.revision };
  return {
    artifactId: Number(row.id),
    link,
    url: canonicalUrl(link),
    name: row.name,
    correlationId: row.correlation_id,
  };
};

async function failExhausted(em: EntityManager, maxAttempts: number): Promise<number[]> {
  const failure: FailureRecord = {
    code: "timed_out",
    detail: `The ingest function ended without a word in the last of ${maxAttempts} attempts`,
    retryable: true,
  };
  const failed = await rows<{ id: string | number }>(
    em,
    `update artifact set status = 'failed', failure = ?::jsonb, status_message = ?,
       lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     where deleted_at is null and status in ('pending', 'downloading', 'rating') and not handed_over
       and attempt >= ? and (lease_until is null or lease_until < now()) returning id`,
    [asJson(failure), failure.detail, maxAttempts],
  );
  return failed.map((row) => Number(row.id));
}

/** A worker that ended an artifact gets half a minute to clean up after itself. */
async function uncollected(em: EntityManager, limit: number): Promise<number[]> {
  const found = await rows<{ id: string | number }>(
    em,
    `select a.id from artifact a
     where (a.status in ('rejected', 'failed') or a.deleted_at is not null) and a.cleaned_at is null
       and (a.lease_until is null or a.lease_until < now())
       and (a.deleted_at is not null or a.updated_at < now() - interval '30 seconds')
     order by a.id limit ?`,
    [limit],
  );
  return found.map((row) => Number(row.id));
}

/** `updated_at` is when it began to wait: neither a dispatch nor its failure touches it. */
async function failUnclaimed(em: EntityManager, waitSeconds: number): Promise<number[]> {
  const failed = await rows<{ id: string | number }>(
    em,
    `update artifact set status = 'failed', handed_over = false,
       failure = jsonb_build_object('code', 'timed_out', 'retryable', true, 'detail', told.why),
       status_message = told.why, lease_token = null, lease_holder = null, lease_until = null, updated_at = now()
     from (select id as told_id, left(format('The ingest function did not take the work within %s seconds although it was called %s times%s',
             ?::int, dispatches, coalesce('; the last call failed: ' || dispatch_error, '')), 1000) as why from artifact) told
     where told.told_id = id and ${WAITING}
       and greatest(updated_at, next_attempt_at) < now() - make_interval(secs => ?) returning id`,
    [waitSeconds, waitSeconds],
  );
  return failed.map((row) => Number(row.id));
}

/** The lock belongs to the transaction's connection: when this server dies, the database frees it. */
async function exclusively(em: EntityManager, kind: keyof typeof LOCKS, work: () => Promise<void>): Promise<boolean> {
  return em.transactional(async (tx) => {
    const [row] = await rows<{ locked: boolean }>(tx, `select pg_try_advisory_xact_lock(${LOCKS[kind]}) as locked`);
    if (row?.locked !== true) return false;
    await work();
    return true;
  });
}
