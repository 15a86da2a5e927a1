import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink } from "../../domain/link.ts";
import { Artifact, type FailureRecord } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { affected, asJson, flag, integer, list, type RowOf, rows, sql, values } from "../sql.ts";

/** An artifact whose ingest has to be dispatched. */
export interface Due {
  readonly artifactId: number;
  readonly link: SourceLink;
  readonly url: string;
  readonly name: string;
  readonly correlationId: string;
}

/** Writes of the dispatcher and the sweeper. Nothing here changes an artifact that a worker holds. */
export interface DispatchStore {
  /** Marks those of the artifacts that need a worker as dispatched now. */
  take(artifactIds: readonly number[]): Promise<Due[]>;
  /** Marks up to `limit` artifacts whose last dispatch no worker followed in time as dispatched now. */
  takeDue(limit: number): Promise<Due[]>;
  /** Records the code of the error that made a dispatch fail, for the status message. */
  noteError(artifactId: number, code: string): Promise<void>;
  /** Fails artifacts whose worker died in the last attempt; returns their ids. */
  failExhausted(maxAttempts: number): Promise<number[]>;
  /** Fails artifacts that no worker claimed for `waitSeconds`, despite every dispatch; returns their ids. */
  failUnclaimed(waitSeconds: number): Promise<number[]>;
  /** Up to `limit` deleted artifacts, and ended ones that their worker did not clean up, that no worker holds. */
  uncollected(limit: number): Promise<number[]>;
  /** Deletes the checkpoints of an ended artifact. */
  dropCheckpoints(artifactId: number): Promise<void>;
  /** Runs this kind of work on one server at a time; false when another server is running it. */
  exclusively(kind: keyof typeof LOCKS, work: () => Promise<void>): Promise<boolean>;
}

/** First pause before an unclaimed artifact is dispatched again, which doubles each time, and its maximum, in seconds. */
const REDISPATCH_SECONDS = 20;
const REDISPATCH_CAP_SECONDS = 900;
/** Keys of advisory locks: arbitrary constants that nothing else uses. */
const LOCKS = { sweep: 7_304_114, garbage: 7_304_115, refresh: 7_304_116 } as const;

/** Waits for a worker: pending, or left by a worker that died or handed over, and its pause is over. */
const WAITING = sql`deleted_at is null and next_attempt_at <= now()
  and (status = 'pending' or (status in ('downloading', 'rating') and (lease_until is null or lease_until < now())))`;
/** The last dispatch, if any, was too long ago. */
const UNANSWERED = sql`(dispatched_at is null or dispatched_at < now() - make_interval(
  secs => least(${REDISPATCH_CAP_SECONDS}, ${REDISPATCH_SECONDS} * power(2, least(greatest(dispatches - 1, 0), 16)))))`;

const DISPATCH = sql`update artifact set dispatched_at = now(), dispatches = dispatches + 1`;
const DUE = columnsOf(Artifact, "id", "host", "type", "repository", "revision", "name", "correlationId");

export function databaseDispatch(root: EntityManager): DispatchStore {
  const em = root.fork();
  return {
    take: async (artifactIds) => {
      const taken = await rows(
        em,
        DUE,
        sql`/*prepared take_artifacts*/ ${DISPATCH}
            where id = any(${artifactIds}::bigint[]) and ${WAITING} returning ${list(DUE)}`,
      );
      return taken.map(toDue);
    },
    takeDue: async (limit) => {
      const due = await rows(
        em,
        DUE,
        sql`${DISPATCH} where id in (select id from artifact where ${WAITING} and ${UNANSWERED}
              order by next_attempt_at limit ${limit} for update skip locked) returning ${list(DUE)}`,
      );
      return due.map(toDue);
    },
    noteError: async (artifactId, code) => {
      await affected(em, sql`update artifact set dispatch_error = ${code} where id = ${artifactId}`);
    },
    failExhausted: (maxAttempts) => failExhausted(em, maxAttempts),
    failUnclaimed: (waitSeconds) => failUnclaimed(em, waitSeconds),
    dropCheckpoints: async (artifactId) => {
      await affected(
        em,
        sql`delete from checkpoint c using artifact a where c.artifact_id = ${artifactId} and a.id = c.artifact_id
              and (a.status in ('rejected', 'failed', 'completed') or a.deleted_at is not null)`,
      );
    },
    uncollected: (limit) => uncollected(em, limit),
    exclusively: (kind, work) => exclusively(em, kind, work),
  };
}

function toDue({ id, name, correlationId, host, type, repository, revision }: RowOf<typeof DUE>): Due {
  const link = { host, type, repository, revision };
  return { artifactId: id, link, url: canonicalUrl(link), name, correlationId };
}

function failExhausted(em: EntityManager, maxAttempts: number): Promise<number[]> {
  const failure: FailureRecord = {
    code: "timed_out",
    detail: `The ingest function stopped without a report in the last of ${maxAttempts} attempts`,
    retryable: true,
  };
  return values(
    em,
    integer,
    sql`update artifact set status = 'failed', failure = ${asJson(failure)}::jsonb, status_message = ${failure.detail},
          lease_token = null, lease_holder = null, lease_until = null, share_token = null, updated_at = now()
        where deleted_at is null and status in ('pending', 'downloading', 'rating') and not handed_over
          and attempt >= ${maxAttempts} and (lease_until is null or lease_until < now()) returning id`,
  );
}

/** A worker that ended an artifact gets 30 s to clean up. */
const uncollected = (em: EntityManager, limit: number): Promise<number[]> =>
  values(
    em,
    integer,
    sql`select a.id from artifact a
        where (a.status in ('rejected', 'failed') or a.deleted_at is not null) and a.cleaned_at is null
          and (a.lease_until is null or a.lease_until < now())
          and (a.deleted_at is not null or a.updated_at < now() - interval '30 seconds')
        order by a.id limit ${limit}`,
  );

/** `updated_at` is when the artifact began to wait: neither a dispatch nor its failure changes it. */
const failUnclaimed = (em: EntityManager, waitSeconds: number): Promise<number[]> =>
  values(
    em,
    integer,
    sql`update artifact set status = 'failed', handed_over = false,
          failure = jsonb_build_object('code', 'timed_out', 'retryable', true, 'detail', u.why),
          status_message = u.why, lease_token = null, lease_holder = null, lease_until = null, share_token = null, updated_at = now()
        from (
          select id as unclaimed, left(format(
            'The ingest function did not start within %s seconds although it was called %s times%s',
            ${waitSeconds}::int, dispatches, coalesce('. The last call failed: ' || dispatch_error, '')), 1000) as why
          from artifact) u
        where u.unclaimed = id and ${WAITING}
          and greatest(updated_at, next_attempt_at) < now() - make_interval(secs => ${waitSeconds}) returning id`,
  );

/** The lock belongs to the transaction's connection: when this server dies, the database releases it. */
const exclusively = (em: EntityManager, kind: keyof typeof LOCKS, work: () => Promise<void>): Promise<boolean> =>
  em.transactional(async (tx) => {
    const [row] = await rows(tx, { locked: flag }, sql`select pg_try_advisory_xact_lock(${LOCKS[kind]}) as locked`);
    if (row?.locked !== true) return false;
    await work();
    return true;
  });
