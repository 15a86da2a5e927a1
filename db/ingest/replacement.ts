/**
 * An update is ingested into a row of its own, which replaces another one once it passed. Until then, and when it
 * does not pass, nothing of the other one is touched.
 */
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Held } from "../../domain/failure.ts";
import { rows } from "../sql.ts";

/**
 * Locks the artifact that the claimed one is to replace, before the claimed one is written: whoever touches both locks
 * the older one first. Null when it replaces none.
 */
export async function lockReplaced(em: EntityManager, { artifactId }: Held): Promise<number | null> {
  const [row] = await rows<{ id: string | number }>(
    em,
    `select id from artifact where id = (select replaces from artifact where id = ?) for update`,
    [artifactId],
  );
  return row === undefined ? null : Number(row.id);
}

/** Columns that tell what an artifact holds. */
const CONTENT = [
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
] as const;

/**
 * Moves what a completed update holds to the artifact that it replaces, whose id, name and owner stay, and whose
 * manifest is the new one already: it may have 100,000 files, which are written once. The update is deleted with what
 * the artifact held before: its archive and its references, for the cleaning to take away.
 */
export async function adopt(em: EntityManager, update: number, original: number): Promise<void> {
  await rows(em, "update artifact set deleted_at = now() where id = ?", [update]);
  await moveReferences(em, update, original);
  await rows(em, "delete from artifact_link where artifact_id = ?", [original]);
  for (const table of ["artifact_link", "rating"])
    await rows(em, `update ${table} set artifact_id = ? where artifact_id = ?`, [original, update]);
  const [before] = await rows<{ archive: string }>(em, "select archive::text from artifact where id = ?", [original]);
  await rows(
    em,
    `update artifact o set ${CONTENT.map((column) => `${column} = u.${column}`).join(", ")},
       origin = coalesce(u.origin, o.origin), archive = u.archive, updated_at = now()
     from artifact u where o.id = ? and u.id = ?`,
    [original, update],
  );
  await rows(em, "update artifact set archive = ?::jsonb where id = ?", [before?.archive ?? null, update]);
}

/** The artifact refers to what is new; the update, which is about to be cleaned, to all that either referred to. */
async function moveReferences(em: EntityManager, update: number, original: number): Promise<void> {
  const held = "select distinct sha256 from file where artifact_id = ? and sha256 is not null";
  await rows(
    em,
    `insert into blob_reference (artifact_id, sha256)
     select ?::bigint, sha256 from blob_reference where artifact_id = ? order by sha256 on conflict do nothing`,
    [update, original],
  );
  await rows(em, `delete from blob_reference where artifact_id = ? and sha256 not in (${held})`, [original, original]);
  await rows(
    em,
    `insert into blob_reference (artifact_id, sha256) select ?::bigint, f.sha256 from (${held}) f order by f.sha256
     on conflict do nothing`,
    [original, original],
  );
}

/**
 * Ends an update whose source stands at the very commit that the artifact holds; a revision that was named for the
 * first time is taken over. False when it is not such an update.
 */
export async function endUpToDate(em: EntityManager, held: Held, commit: string): Promise<boolean> {
  const original = await lockReplaced(em, held);
  if (original === null) return false;
  const ended = await rows(
    em,
    `update artifact u set status = 'completed', status_message = 'The artifact is up to date', deleted_at = now(),
       archive = null, settled_token = u.lease_token, settled_as = 'completed', lease_token = null, lease_holder = null,
       lease_until = null, updated_at = now()
     from artifact o where u.id = ? and u.lease_token = ? and u.deleted_at is null and o.id = ? and o."commit" = ?
     returning u.id`,
    [held.artifactId, held.token, original, commit],
  );
  if (ended.length === 0) return false;
  await rows(
    em,
    `update artifact o set url = u.url, revision = u.revision, origin = coalesce(u.origin, o.origin), updated_at = now()
     from artifact u where o.id = ? and u.id = ?`,
    [original, held.artifactId],
  );
  await rows(em, "delete from checkpoint where artifact_id = ?", [held.artifactId]);
  return true;
}
