import type { EntityManager } from "@mikro-orm/postgresql";
import { type ArtifactStatus, statuses } from "../../domain/status.ts";
import { rows } from "../sql.ts";

/** Ingests that wait for a worker: of new artifacts, and updates of those that are there. */
export interface Queue {
  readonly depth: number;
  /** How long the one that waits longest could have been taken, in seconds; null when none waits. */
  readonly oldestSeconds: number | null;
}

type ByStatus = Readonly<Record<ArtifactStatus, number>>;

/** An update runs in a row of its own, and is no artifact. One that passed has become the artifact's content. */
export interface Counts {
  readonly artifacts: ByStatus;
  readonly updates: ByStatus;
}

export interface Workload {
  queue(): Promise<Queue>;
  /** How many artifacts and updates have each status, deleted ones left out. */
  byStatus(): Promise<Counts>;
}

/** Every row is counted by the index of statuses alone; the few updates come from an index of their own. */
const COUNTS = `
  select status, false as of_updates, count(*) from artifact where deleted_at is null group by status
  union all
  select status, true, count(*) from artifact where replaces is not null and deleted_at is null group by status`;

interface CountedRow {
  readonly status: ArtifactStatus;
  readonly of_updates: boolean;
  readonly count: string | number;
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
      const counted = await rows<CountedRow>(root.fork(), COUNTS);
      const numberOf = (status: ArtifactStatus, ofUpdates: boolean): number =>
        Number(counted.find((row) => row.status === status && row.of_updates === ofUpdates)?.count ?? 0);
      const each = (count: (status: ArtifactStatus) => number): ByStatus =>
        Object.fromEntries(statuses.map((status) => [status, count(status)])) as ByStatus;
      return {
        artifacts: each((status) => numberOf(status, false) - numberOf(status, true)),
        updates: each((status) => numberOf(status, true)),
      };
    },
  };
}
