import type { EntityManager } from "@mikro-orm/postgresql";
import { type Actor, appendArtifactAudit, appendAudit } from "../audit/log.ts";
import { affected, refusedAs, type Sql, sql, text, values } from "../sql.ts";

export interface RemovalStore {
  /**
   * Deletes an artifact and its running update; false when there is none. A worker loses its claim at once; the sweeper
   * deletes the objects once the lease has expired. Pending reports about it are abandoned.
   */
  remove(artifactId: number, by: Actor): Promise<boolean>;
  /**
   * Empties the registry except for one account and the audit log. An artifact that a worker holds remains as deleted
   * until its lease has expired. Deleting the objects is recorded as a chore until `finishReset`. The account that stays
   * is the preferred one if it is an administrator, else the one that resets.
   */
  reset(preferredAdmin: string, by: Actor): Promise<void>;
  /** True while a reset has objects to delete. */
  resetIsUnfinished(): Promise<boolean>;
  /** Deletes the chore unless a deleted artifact still waits for its cleaning. */
  finishReset(): Promise<void>;
}

/** Tries of a reset: a transaction that writes to two of its tables can wait for it as it waits for that transaction. */
const RESET_TRIES = 5;

const RESET = "empty the object store after a reset";

export function databaseRemoval(root: EntityManager): RemovalStore {
  const em = root.fork();
  return {
    remove: (artifactId, by) => em.transactional((tx) => remove(tx, artifactId, by)),
    reset: async (preferredAdmin, by) => {
      for (let tries = 1; ; tries += 1)
        try {
          return await em.transactional((tx) => reset(tx, preferredAdmin, by));
        } catch (error) {
          if (!refusedAs("deadlock", error) || tries === RESET_TRIES) throw error;
        }
    },
    resetIsUnfinished: async () => (await affected(em, sql`select 1 from chore where name = ${RESET}`)) > 0,
    finishReset: async () => {
      await affected(
        em,
        sql`delete from chore where name = ${RESET}
            and not exists (select 1 from artifact where deleted_at is not null and cleaned_at is null)`,
      );
    },
  };
}

async function remove(em: EntityManager, artifactId: number, by: Actor): Promise<boolean> {
  const found = await affected(
    em,
    sql`select 1 from artifact where id = ${artifactId} and replaces is null and deleted_at is null for update`,
  );
  if (found === 0) return false;
  const itsRows = sql`id = ${artifactId} or replaces = ${artifactId}`;
  await affected(
    em,
    sql`update artifact set deleted_at = now(), updated_at = now(), lease_token = null, refresh_at = null
        where (${itsRows}) and deleted_at is null`,
  );
  await affected(em, sql`delete from checkpoint where artifact_id in (select id from artifact where ${itsRows})`);
  await affected(
    em,
    sql`update webhook_delivery set state = 'abandoned', ended_at = now(), last_error = 'The artifact was deleted'
        where state = 'pending' and artifact_id = ${artifactId}`,
  );
  await appendArtifactAudit(em, artifactId, { action: "DELETE", by });
  return true;
}

/** The columns of the artifacts that can be written: the database computes the others. */
async function writtenColumns(em: EntityManager): Promise<Sql> {
  const columns = await values(
    em,
    text,
    sql`select column_name::text from information_schema.columns
        where table_schema = 'public' and table_name = 'artifact' and is_generated = 'NEVER'`,
  );
  return sql.join(columns.map((name) => sql.ref(name)));
}

/** Truncates, since deleting a million rows one by one would exceed any statement timeout. Ids are not reused. */
async function reset(em: EntityManager, preferredAdmin: string, by: Actor): Promise<void> {
  const written = await writtenColumns(em);
  for (const statement of [
    sql`lock table artifact in access exclusive mode`,
    sql`create temporary table held_artifact on commit drop as select * from artifact where lease_until > now()`,
    sql`create temporary table held_reference on commit drop as
        select * from blob_reference where artifact_id in (select id from held_artifact)`,
    sql`update held_artifact set deleted_at = now(), updated_at = now(), lease_token = null, cleaned_at = null,
          replaces = null, keeps_revision = false, refresh_at = null`,
    sql`truncate artifact cascade`,
    sql`insert into artifact (${written}) select ${written} from held_artifact`,
    sql`insert into blob_reference select * from held_reference`,
    sql`delete from account where name <> coalesce(
          (select name from account where name = ${preferredAdmin} and role = 'admin'), ${by.account}, ${preferredAdmin})`,
    sql`delete from personal_token`,
    sql`delete from rate_counter`,
    sql`insert into chore (name) values (${RESET}) on conflict (name) do update set since = now()`,
  ])
    await affected(em, statement);
  await appendAudit(em, { action: "RESET", by });
}
