import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendArtifactAudit, appendAudit } from "../audit/log.ts";
import { rows } from "../sql.ts";

export interface RemovalStore {
  /**
   * Deletes an artifact and what runs to replace it; false when there is none. A worker loses its claim at once; the
   * objects go once its lease is over (see the sweeper). Reports about it that are not delivered yet end.
   */
  remove(artifactId: number, by: Actor): Promise<boolean>;
  /**
   * Empties the registry but for one account and the audit log. What a worker still holds stays as deleted until its
   * lease is over. The objects are a chore that is noted down until `finishReset`. The account that is kept is the
   * preferred one when that is an administrator, else the one that resets.
   */
  reset(preferredAdmin: string, by: Actor): Promise<void>;
  /** Whether a reset still has objects to delete. */
  resetIsUnfinished(): Promise<boolean>;
  /** Strikes the chore off unless a deleted artifact still waits for its cleaning. */
  finishReset(): Promise<void>;
}

const RESET = "empty the object store after a reset";

export function databaseRemoval(root: EntityManager): RemovalStore {
  const em = (): EntityManager => root.fork();
  return {
    remove: (artifactId, by) => em().transactional((tx) => remove(tx, artifactId, by)),
    reset: (preferredAdmin, by) => em().transactional((tx) => reset(tx, preferredAdmin, by)),
    resetIsUnfinished: async () => (await rows(em(), "select 1 from chore where name = ?", [RESET])).length > 0,
    finishReset: async () => {
      await rows(
        em(),
        `delete from chore where name = ?
           and not exists (select 1 from artifact where deleted_at is not null and cleaned_at is null)`,
        [RESET],
      );
    },
  };
}

async function remove(em: EntityManager, artifactId: number, by: Actor): Promise<boolean> {
  const found = await rows(
    em,
    "select 1 from artifact where id = ? and replaces is null and deleted_at is null for update",
    [artifactId],
  );
  if (found.length === 0) return false;
  await rows(
    em,
    `update artifact set deleted_at = now(), updated_at = now(), lease_token = null, refresh_at = null
     where (id = ? or replaces = ?) and deleted_at is null`,
    [artifactId, artifactId],
  );
  await rows(em, "delete from checkpoint where artifact_id in (select id from artifact where id = ? or replaces = ?)", [
    artifactId,
    artifactId,
  ]);
  await rows(
    em,
    `update webhook_delivery set state = 'abandoned', ended_at = now(), last_error = 'The artifact was deleted'
     where state = 'pending' and artifact_id = ?`,
    [artifactId],
  );
  await appendArtifactAudit(em, artifactId, { action: "DELETE", by });
  return true;
}

/** Truncates: deleting a million rows one by one would outlast any limit of a statement. Ids go on rising. */
async function reset(em: EntityManager, preferredAdmin: string, by: Actor): Promise<void> {
  await rows(em, "lock table artifact in access exclusive mode");
  await rows(
    em,
    "create temporary table held_artifact on commit drop as select * from artifact where lease_until > now()",
  );
  await rows(
    em,
    `create temporary table held_reference on commit drop as
     select * from blob_reference where artifact_id in (select id from held_artifact)`,
  );
  await rows(
    em,
    `update held_artifact set deleted_at = now(), updated_at = now(), lease_token = null, cleaned_at = null,
       replaces = null, keeps_revision = false, refresh_at = null`,
  );
  await rows(em, "truncate artifact cascade");
  await rows(em, "insert into artifact select * from held_artifact");
  await rows(em, "insert into blob_reference select * from held_reference");
  await rows(
    em,
    `delete from account where name <> coalesce((select name from account where name = ? and role = 'admin'), ?, ?)`,
    [preferredAdmin, by.account, preferredAdmin],
  );
  await rows(em, "delete from personal_token");
  await rows(em, "delete from rate_counter");
  await rows(em, "insert into chore (name) values (?) on conflict (name) do update set since = now()", [RESET]);
  await appendAudit(em, { action: "RESET", by });
}
