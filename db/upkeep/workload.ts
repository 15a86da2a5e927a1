import type { EntityManager } from "@mikro-orm/postgresql";
import { type ArtifactStatus, statuses } from "../../domain/status.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { flag, integer, nullable, type RowOf, real, rows, type Sql, sql, text, time } from "../sql.ts";

/** Ingests that wait for a worker, of new artifacts and of updates. */
export interface Queue {
  readonly depth: number;
  /** Seconds since the oldest of them could have been claimed; null when none waits. */
  readonly oldestSeconds: number | null;
}

type ByStatus = Readonly<Record<ArtifactStatus, number>>;

/** An update runs in a row of its own and does not count as an artifact. An admitted update has replaced its original. */
export interface Counts {
  readonly artifacts: ByStatus;
  readonly updates: ByStatus;
}

export interface Workload {
  queue(): Promise<Queue>;
  /** Number of artifacts and updates by status, without deleted ones. */
  byStatus(): Promise<Counts>;
  /** What ended in each of the last hours, the present one included, and with which failures. */
  ended(hours: number): Promise<Ended>;
}

/** `bytes` are those of all files of what was completed. */
const HOUR = { start: time, completed: integer, rejected: integer, failed: integer, bytes: integer };
const FAILURE = { value: text, count: integer };
export interface Ended {
  readonly hours: readonly RowOf<typeof HOUR>[];
  readonly failures: readonly RowOf<typeof FAILURE>[];
}

const COUNTED = { ...columnsOf(Artifact, "status"), ofUpdates: flag, count: integer };

export function databaseWorkload(root: EntityManager): Workload {
  const em = root.fork();
  return {
    queue: async () => {
      const [row] = await rows(
        em,
        { depth: integer, oldest: nullable(real) },
        sql`select count(*) as depth, extract(epoch from now() - min(greatest(updated_at, next_attempt_at))
              filter (where next_attempt_at <= now())) as oldest
            from artifact where status = 'pending' and deleted_at is null`,
      );
      const oldest = row?.oldest ?? null;
      return { depth: row?.depth ?? 0, oldestSeconds: oldest === null ? null : Math.max(0, oldest) };
    },
    ended: async (hours) => ({
      hours: await rows(em, HOUR, perHour(hours)),
      failures: await rows(
        em,
        FAILURE,
        sql`select failure ->> 'code' as value, count(*) as count from artifact
            where status = 'failed' and ended_at >= ${since(hours)} group by 1 order by 2 desc, 1`,
      ),
    }),
    byStatus: async () => {
      // All rows are counted from the index of statuses alone; the few updates come from an index of their own.
      const counted = await rows(
        em,
        COUNTED,
        sql`select status, false as of_updates, count(*) from artifact where deleted_at is null group by status
            union all
            select status, true, count(*) from artifact
            where replaces is not null and deleted_at is null group by status`,
      );
      const numberOf = (status: ArtifactStatus, ofUpdates: boolean): number =>
        counted.find((row) => row.status === status && row.ofUpdates === ofUpdates)?.count ?? 0;
      const each = (count: (status: ArtifactStatus) => number): ByStatus =>
        Object.fromEntries(statuses.map((status) => [status, count(status)])) as ByStatus;
      return {
        artifacts: each((status) => numberOf(status, false) - numberOf(status, true)),
        updates: each((status) => numberOf(status, true)),
      };
    },
  };
}

const since = (hours: number): Sql => sql`date_trunc('hour', now()) - make_interval(hours => ${hours - 1}::int)`;

const perHour = (hours: number): Sql => sql`
  select hour.start,
    count(*) filter (where a.status = 'completed') as completed,
    count(*) filter (where a.status = 'rejected') as rejected,
    count(*) filter (where a.status = 'failed') as failed,
    coalesce(sum(a.bytes_total) filter (where a.status = 'completed'), 0) as bytes
  from generate_series(${since(hours)}, now(), interval '1 hour') as hour (start)
  left join artifact a on a.ended_at >= hour.start and a.ended_at < hour.start + interval '1 hour'
  group by hour.start order by hour.start`;
