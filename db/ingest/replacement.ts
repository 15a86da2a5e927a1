/**
 * An update is ingested into a row of its own, which replaces the original once it is admitted. Until then, and when it
 * is not admitted, nothing of the original changes.
 */
import type { Held } from "../../domain/failure.ts";
import { affected, type Database, integer, nullable, rows, sql, text } from "../sql.ts";

/**
 * Locks the original that a claimed update is to replace, before the update is written: every transaction that locks
 * both locks the older one first. Null when the claimed artifact is not an update.
 */
export async function lockReplaced(db: Database, { artifactId }: Held): Promise<number | null> {
  const [row] = await rows(
    db,
    { id: integer },
    sql`select id from artifact where id = (select replaces from artifact where id = ${artifactId}) for update`,
  );
  return row?.id ?? null;
}

/** Columns that describe the content of an artifact. */
const CONTENT = sql.raw(
  [
    "url",
    "repository",
    "revision",
    '"commit"',
    "bytes_total",
    "progress",
    "verdict",
    "readme",
    "status_message",
    "refresh_at",
    "refreshes",
    "archive",
  ]
    .map((column) => `${column} = u.${column}`)
    .join(", "),
);

/**
 * Moves the content of a completed update to the original, which keeps its id, name and owner. The original's manifest
 * is the new one already: it can have 100,000 files, which are written once. The update is deleted and keeps what the
 * original held before, its archive and its references, for the cleaning to delete.
 */
export async function adopt(db: Database, update: number, original: number): Promise<void> {
  await affected(db, sql`update artifact set deleted_at = now() where id = ${update}`);
  await moveReferences(db, update, original);
  await affected(db, sql`delete from artifact_link where artifact_id = ${original}`);
  for (const table of ["artifact_link", "rating"])
    await affected(db, sql`update ${sql.table(table)} set artifact_id = ${original} where artifact_id = ${update}`);
  const [before] = await rows(
    db,
    { archive: nullable(text) },
    sql`select archive::text from artifact where id = ${original}`,
  );
  await affected(
    db,
    sql`update artifact o set ${CONTENT}, origin = coalesce(u.origin, o.origin), updated_at = now()
        from artifact u where o.id = ${original} and u.id = ${update}`,
  );
  await affected(db, sql`update artifact set archive = ${before?.archive ?? null}::jsonb where id = ${update}`);
}

/** The original refers to the new content; the update, which is about to be cleaned, to all that either referred to. */
async function moveReferences(db: Database, update: number, original: number): Promise<void> {
  const manifest = sql`select distinct sha256 from file where artifact_id = ${original} and sha256 is not null`;
  await affected(
    db,
    sql`insert into blob_reference (artifact_id, sha256)
        select ${update}::bigint, sha256 from blob_reference where artifact_id = ${original} order by sha256
        on conflict do nothing`,
  );
  await affected(db, sql`delete from blob_reference where artifact_id = ${original} and sha256 not in (${manifest})`);
  await affected(
    db,
    sql`insert into blob_reference (artifact_id, sha256)
        select ${original}::bigint, f.sha256 from (${manifest}) f order by f.sha256 on conflict do nothing`,
  );
}

/**
 * Ends an update whose source is at the commit that the original already has; a revision that was named for the first
 * time is recorded. False when the claimed artifact is not such an update.
 */
export async function endUpToDate(db: Database, held: Held, commit: string): Promise<boolean> {
  const original = await lockReplaced(db, held);
  if (original === null) return false;
  const { artifactId, token } = held;
  const ended = await affected(
    db,
    sql`update artifact u set status = 'completed', status_message = 'The artifact is up to date', deleted_at = now(),
          archive = null, settled_token = u.lease_token, settled_as = 'completed', lease_token = null,
          lease_holder = null, lease_until = null, updated_at = now()
        from artifact o where u.id = ${artifactId} and u.lease_token = ${token} and u.deleted_at is null
          and o.id = ${original} and o."commit" = ${commit}`,
  );
  if (ended === 0) return false;
  await affected(
    db,
    sql`update artifact o set url = u.url, revision = u.revision, origin = coalesce(u.origin, o.origin), updated_at = now()
        from artifact u where o.id = ${original} and u.id = ${artifactId}`,
  );
  await affected(db, sql`delete from checkpoint where artifact_id = ${artifactId}`);
  return true;
}
