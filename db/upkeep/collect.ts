import { blobKey } from "../../domain/object-keys.ts";
import { affected, type Database, nullable, rows, sql, text, values } from "../sql.ts";

/** Blobs per transaction: bounds how long their rows stay locked. */
const PER_TRANSACTION = 500;

/**
 * Deletes the references of an artifact that ended without content (rejected, failed, deleted) and the blobs without any
 * reference; then the artifact counts as cleaned. The blob rows stay locked until their objects are deleted, so an
 * ingest that wants one of them waits and then uploads it again. Repeatable: a missing object is no error.
 */
export async function collectBlobs(db: Database, artifactId: number, dropBlobs: DropBlobs): Promise<void> {
  for (;;) {
    const dropped = await db.transactional((tx) => collectSome(tx, artifactId, dropBlobs));
    if (dropped < PER_TRANSACTION) break;
  }
  await affected(
    db,
    sql`update artifact set cleaned_at = now()
        where id = ${artifactId} and (status in ('rejected', 'failed') or deleted_at is not null)`,
  );
}

/** Deletes objects by key. */
type DropBlobs = (keys: readonly string[]) => Promise<void>;

/**
 * The archives that the cleaning of an ended artifact has to consider: `kept` lies under its prefix but belongs to the
 * artifact that it updated, `superseded` is the one that it replaced, wherever it lies.
 */
export async function archiveRemains(
  db: Database,
  artifactId: number,
): Promise<{ kept: string | null; superseded: string | null }> {
  const [row] = await rows(
    db,
    { kept: nullable(text), superseded: nullable(text) },
    sql`select o.archive ->> 'key' as kept,
          case when a.deleted_at is not null then a.archive ->> 'key' end as superseded
        from artifact a left join artifact o on o.id = a.replaces and o.deleted_at is null where a.id = ${artifactId}`,
  );
  return row ?? { kept: null, superseded: null };
}

async function collectSome(db: Database, artifactId: number, dropBlobs: DropBlobs): Promise<number> {
  const hashes = await values(
    db,
    text,
    sql`select b.sha256 from blob b
        where b.sha256 in (
          select r.sha256 from blob_reference r join artifact a on a.id = r.artifact_id
          where a.id = ${artifactId} and (a.status in ('rejected', 'failed') or a.deleted_at is not null)
          order by r.sha256 limit ${PER_TRANSACTION})
        order by b.sha256 for update`,
  );
  if (hashes.length === 0) return 0;
  await affected(
    db,
    sql`delete from blob_reference where artifact_id = ${artifactId} and sha256 = any(${hashes}::text[])`,
  );
  const unreferenced = await values(
    db,
    text,
    sql`select b.sha256 from blob b where b.sha256 = any(${hashes}::text[])
          and not exists (select 1 from blob_reference r where r.sha256 = b.sha256)`,
  );
  if (unreferenced.length > 0) {
    await dropBlobs(unreferenced.map(blobKey));
    await affected(db, sql`delete from blob where sha256 = any(${unreferenced}::text[])`);
  }
  return hashes.length;
}
