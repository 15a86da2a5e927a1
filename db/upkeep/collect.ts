import type { EntityManager } from "@mikro-orm/postgresql";
import { blobKey } from "../../domain/object-keys.ts";
import { asJson, jsonTexts, rows } from "../sql.ts";

/** Blobs per transaction: bounds how long their rows stay locked. */
const PER_TRANSACTION = 500;

/**
 * Drops the references of an artifact that ended without content (rejected, failed, deleted) and deletes the
 * blobs that nothing refers to any more; then the artifact counts as cleaned. The blob rows stay locked until their
 * objects are gone, so an ingest that wants one of them waits and then uploads it anew. Repeatable: an object that is
 * gone already is no fault.
 */
export async function collectBlobs(
  em: EntityManager,
  artifactId: number,
  dropBlobs: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const dropped = await em.fork().transactional((tx) => collectSome(tx, artifactId, dropBlobs));
    if (dropped < PER_TRANSACTION) break;
  }
  await rows(
    em.fork(),
    `update artifact set cleaned_at = now()
     where id = ? and (status in ('rejected', 'failed') or deleted_at is not null)`,
    [artifactId],
  );
}

/**
 * Which archives an ended artifact has to do with: `kept` lies among its objects but belongs to the artifact that it
 * replaced, `superseded` is the one that was replaced, wherever it lies.
 */
export async function archiveRemains(
  em: EntityManager,
  artifactId: number,
): Promise<{ kept: string | null; superseded: string | null }> {
  const [row] = await rows<{ kept: string | null; superseded: string | null }>(
    em,
    `select o.archive ->> 'key' as kept, case when a.deleted_at is not null then a.archive ->> 'key' end as superseded
     from artifact a left join artifact o on o.id = a.replaces and o.deleted_at is null where a.id = ?`,
    [artifactId],
  );
  return row ?? { kept: null, superseded: null };
}

async function collectSome(
  em: EntityManager,
  artifactId: number,
  dropBlobs: (keys: readonly string[]) => Promise<void>,
): Promise<number> {
  const locked = await rows<{ sha256: string }>(
    em,
    `select b.sha256 from blob b
     where b.sha256 in (
       select r.sha256 from blob_reference r join artifact a on a.id = r.artifact_id
       where a.id = ? and (a.status in ('rejected', 'failed') or a.deleted_at is not null)
       order by r.sha256 limit ${PER_TRANSACTION})
     order by b.sha256 for update`,
    [artifactId],
  );
  if (locked.length === 0) return 0;
  const hashes = asJson(locked.map(({ sha256 }) => sha256));
  await rows(em, `delete from blob_reference where artifact_id = ? and sha256 in ${jsonTexts}`, [artifactId, hashes]);
  const orphans = await rows<{ sha256: string }>(
    em,
    `select b.sha256 from blob b where b.sha256 in ${jsonTexts}
       and not exists (select 1 from blob_reference r where r.sha256 = b.sha256)`,
    [hashes],
  );
  if (orphans.length > 0) {
    await dropBlobs(orphans.map(({ sha256 }) => blobKey(sha256)));
    await rows(em, `delete from blob where sha256 in ${jsonTexts}`, [asJson(orphans.map(({ sha256 }) => sha256))]);
  }
  return locked.length;
}
