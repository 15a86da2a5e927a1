import { type Held, LeaseLost } from "../../domain/failure.ts";
import type { Columns } from "../entities/columns.ts";
import type { Blob } from "../entities/content.ts";
import { affected, asJson, batches, type Database, integer, nullable, rows, sql, text } from "../sql.ts";

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
  /** Unsigned CRC32 of the content. */
  readonly crc32: number;
  readonly gitSha1: string | null;
}

/**
 * The blobs that a claimed artifact relies on. A reference keeps a blob from being collected, so it is added before the
 * blob is relied on or uploaded. All calls throw LeaseLost when the claim is no longer valid.
 */
export interface BlobRegister {
  /** Finds stored blobs by either hash and references them for this artifact in the same statement. */
  find(wanted: readonly { sha256: string | null; gitSha1: string | null }[]): Promise<StoredBlob[]>;
  /** References blobs that are about to be uploaded. */
  reference(blobs: readonly { sha256: string; bytes: number }[]): Promise<void>;
  /** Records that these blobs are whole and verified under their keys. */
  stored(blobs: readonly StoredBlob[]): Promise<void>;
  /** Records that a blob thought to be stored is missing from the object store. */
  missing(sha256: string): Promise<void>;
}

/** Blobs per statement: bounds the size of a parameter. */
const PER_STATEMENT = 2_000;

/**
 * The register in the database. Rows are locked in the order of their hash, so that two ingests of the same files cannot
 * deadlock; a lock held by the garbage collection makes a caller wait and then find the blob gone.
 */
export function databaseBlobs(db: Database, held: Held): BlobRegister {
  const fenced = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
    db.transactional(async (tx) => {
      await assertHeld(tx, held);
      return work(tx);
    });
  return {
    find: async (wanted) => {
      const found: StoredBlob[] = [];
      for (const batch of batches(wanted, PER_STATEMENT))
        found.push(...(await fenced((tx) => findAndReference(tx, held, batch))));
      return found;
    },
    reference: async (blobs) => {
      for (const batch of batches(blobs, PER_STATEMENT)) await fenced((tx) => reference(tx, held, batch));
    },
    stored: async (blobs) => {
      for (const batch of batches(blobs, PER_STATEMENT)) await fenced((tx) => markStored(tx, batch));
    },
    missing: async (sha256) => {
      await fenced((tx) => affected(tx, sql`update blob set stored_at = null where sha256 = ${sha256}`));
    },
  };
}

/**
 * Locks the artifact's row against a takeover until the transaction ends; a key share lock would let one through. Valid
 * for the claim and for the workers that share its transfer.
 */
async function assertHeld(db: Database, { artifactId, token }: Held): Promise<void> {
  const found = await affected(
    db,
    sql`select 1 from artifact where id = ${artifactId} and ${token}::uuid in (lease_token, share_token)
          and deleted_at is null for share`,
  );
  if (found === 0) throw new LeaseLost(artifactId);
}

/** A stored blob has its CRC32. */
const STORED = { sha256: text, bytes: integer, gitSha1: nullable(text), crc32: integer } satisfies Columns<typeof Blob>;

const findAndReference = (
  db: Database,
  { artifactId }: Held,
  wanted: readonly { sha256: string | null; gitSha1: string | null }[],
): Promise<StoredBlob[]> =>
  rows(
    db,
    STORED,
    sql`with wanted as (
          select * from jsonb_to_recordset(${asJson(wanted)}::jsonb) as w (sha256 text, "gitSha1" text)),
        found as materialized (
          select b.sha256, b.bytes, b.crc32, b.git_sha1 from blob b
          where b.stored_at is not null and (
            b.sha256 in (select sha256 from wanted where sha256 is not null)
            or b.git_sha1 in (select "gitSha1" from wanted where "gitSha1" is not null))
          order by b.sha256 for key share),
        referenced as (
          insert into blob_reference (artifact_id, sha256) select ${artifactId}::bigint, sha256 from found
          on conflict do nothing)
        select * from found`,
  );

async function reference(
  db: Database,
  { artifactId }: Held,
  blobs: readonly { sha256: string; bytes: number }[],
): Promise<void> {
  const sorted = asJson([...blobs].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)));
  await affected(
    db,
    sql`insert into blob (sha256, bytes)
        select distinct on (b.sha256) b.sha256, b.bytes
        from jsonb_to_recordset(${sorted}::jsonb) as b (sha256 text, bytes bigint)
        order by b.sha256
        on conflict (sha256) do update set bytes = excluded.bytes`,
  );
  await affected(
    db,
    sql`insert into blob_reference (artifact_id, sha256)
        select distinct ${artifactId}::bigint, b.sha256 from jsonb_to_recordset(${sorted}::jsonb) as b (sha256 text)
        on conflict do nothing`,
  );
}

async function markStored(db: Database, blobs: readonly StoredBlob[]): Promise<void> {
  await affected(
    db,
    sql`with s as materialized (
          select s.* from jsonb_to_recordset(${asJson(blobs)}::jsonb) as s (sha256 text, crc32 bigint, "gitSha1" text)
            join blob b on b.sha256 = s.sha256 order by b.sha256 for no key update of b)
        update blob set stored_at = now(), crc32 = s.crc32, git_sha1 = coalesce(s."gitSha1", blob.git_sha1)
        from s where blob.sha256 = s.sha256`,
  );
}
