import type { EntityManager } from "@mikro-orm/postgresql";
import { type ArtifactStatus, statuses } from "../../domain/status.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf, flag, integer, nullable, real, rows, sql } from "../sql.ts";

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
