import type { EntityManager } from "@mikro-orm/postgresql";
import { rows } from "./sql.ts";
import { type ArtifactStatus, statuses } from "./status.ts";

/** Artifacts that wait for a worker. */
export interface Queue {
  readonly depth: number;
  /** How long the one that waits longest could have been taken, in seconds; null when none waits. */
  readonly oldestSeconds: number | null;
}

export interface Workload {
  queue(): Promise<Queue>;
  /** How many artifacts have each status, deleted ones left out. */
  byStatus(): Promise<Record<ArtifactStatus, number>>;
}

export function databaseWorkload(root: EntityManager): Workload {
  return {
    queue: async () => {
      const [row] = await rows<{ depth: string | number; oldest: string | number | null }>(
        root.fork(),
        `select count(*) as depth,
           extract(epoch from now() - min(greatest(updated_at, next_attempt_at)) filter (where next_attempt_at <= now())) as oldest
         from artifact where status = 'pending' and deleted_at is null`,
      );
      const oldest = row?.oldest ?? null;
      return { depth: Number(row?.depth ?? 0), oldestSeconds: oldest === null ? null : Math.max(0, Number(oldest)) };
    },
    byStatus: async () => {
      const counted = await rows<{ status: ArtifactStatus; count: string | number }>(
        root.fork(),
        "select status, count(*) as count from artifact where deleted_at is null group by status",
      );
      const none = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<ArtifactStatus, number>;
      return { ...none, ...Object.fromEntries(counted.map(({ status, count }) => [status, Number(count)])) };
    },
  };
}
