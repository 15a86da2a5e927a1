import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { asJson, largeRows, rows } from "../sql.ts";

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
  /** Unsigned CRC32 of the content. */
  readonly crc32: number;
  readonly gitSha1: string | null;
}

/**
 * The blobs that one claimed artifact relies on. A reference keeps a blob from being collected, so it is taken before
 * the blob is relied on or uploaded. All calls throw LeaseLost for a worker that no longer owns the artifact.
 */
export interface BlobRegister {
  /** Finds stored blobs by either hash and references the found ones for this artifact, in one step. */
  find(wanted: readonly { sha256: string | null; gitSha1: string | null }[]): Promise<StoredBlob[]>;
  /** References blobs that are about to be uploaded. */
  reference(blobs: readonly { sha256: string; bytes: number }[]): Promise<void>;
  /** Records that these blobs are whole and verified under their keys. */
  stored(blobs: readonly StoredBlob[]): Promise<void>;
  /** Records that a blob thought to be stored is missing from the object store. */
  missing(sha256: string): Promise<void>;
}

/** Hashes per statement: bounds the size of one parameter. */
const PER_STATEMENT = 2_000;

/**
 * The register over the database. Rows are locked in the order of their hash, so that two ingests of the same files
 * cannot deadlock; a lock held by the collector makes a caller wait and then find the blob gone.
 */
export function databaseBlobs(fork: () => EntityManager, held: Held): BlobRegister {
  const fenced = <T>(work: (em: EntityManager) => Promise<T>): Promise<T> =>
    fork().transactional(async (em) => {
      await assertHeld(em, held);
      return work(em);
    });
  return {
    find: async (wanted) => {
      const found: StoredBlob[] = [];
      for (const chunk of chunks(wanted)) found.push(...(await fenced((em) => findAndReference(em, held, chunk))));
      return found;
    },
    reference: async (blobs) => {
      for (const chunk of chunks(blobs)) await fenced((em) => reference(em, held, chunk));
    },
    stored: async (blobs) => {
      for (const chunk of chunks(blobs)) await fenced((em) => markStored(em, chunk));
    },
    missing: async (sha256) => {
      await fenced((em) => rows(em, "update blob set stored_at = null where sha256 = ?", [sha256]));
    },
  };
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PER_STATEMENT) yield all.slice(at, at + PER_STATEMENT);
}

/** Locks the artifact's row against a takeover until the transaction ends; a key share lock would let one through. */
async function assertHeld(em: EntityManager, held: Held): Promise<void> {
  const found = await rows(
    em,
    "select 1 from artifact where id = ? and lease_token = ? and deleted_at is null for share",
    [held.artifactId, held.token],
  );
  if (found.length === 0) throw new LeaseLost(held.artifactId);
}

interface BlobFound {
  sha256: string;
  bytes: string | number;
  crc32: string | number;
  git_sha1: string | null;
}

async function findAndReference(
  em: EntityManager,
  held: Held,
  wanted: readonly { sha256: string | null; gitSha1: string | null }[],
): Promise<StoredBlob[]> {
  const found = await largeRows<BlobFound>(
    em,
    `with wanted as (select * from jsonb_to_recordset(?::jsonb) as w (sha256 text, "gitSha1" text)),
     found as materialized (
       select b.sha256, b.bytes, b.crc32, b.git_sha1 from blob b
       where b.stored_at is not null and (
         b.sha256 in (select sha256 from wanted where sha256 is not null)
         or b.git_sha1 in (select "gitSha1" from wanted where "gitSha1" is not null))
       order by b.sha256 for key share),
     referenced as (
       insert into blob_reference (artifact_id, sha256) select ?::bigint, sha256 from found on conflict do nothing)
     select * from found`,
    [asJson(wanted), held.artifactId],
  );
  return found.map((row) => ({
    sha256: row.sha256,
    bytes: Number(row.bytes),
    crc32: Number(row.crc32),
    gitSha1: row.git_sha1,
  }));
}

async function reference(
  em: EntityManager,
  held: Held,
  blobs: readonly { sha256: string; bytes: number }[],
): Promise<void> {
  const sorted = asJson([...blobs].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)));
  await largeRows(
    em,
    `insert into blob (sha256, bytes)
     select distinct on (b.sha256) b.sha256, b.bytes from jsonb_to_recordset(?::jsonb) as b (sha256 text, bytes bigint)
     order by b.sha256
     on conflict (sha256) do update set bytes = excluded.bytes`,
    [sorted],
  );
  await largeRows(
    em,
    `insert into blob_reference (artifact_id, sha256)
     select distinct ?::bigint, b.sha256 from jsonb_to_recordset(?::jsonb) as b (sha256 text) on conflict do nothing`,
    [held.artifactId, sorted],
  );
}

async function markStored(em: EntityManager, blobs: readonly StoredBlob[]): Promise<void> {
  await largeRows(
    em,
    `with s as materialized (
       select s.* from jsonb_to_recordset(?::jsonb) as s (sha256 text, crc32 bigint, "gitSha1" text)
         join blob b on b.sha256 = s.sha256 order by b.sha256 for no key update of b)
     update blob set stored_at = now(), crc32 = s.crc32, git_sha1 = coalesce(s."gitSha1", blob.git_sha1)
     from s where blob.sha256 = s.sha256`,
    [asJson(blobs)],
  );
}
