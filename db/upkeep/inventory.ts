import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArchiveRecord } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { Blob } from "../entities/content.ts";
import { integer, json, rows, sql, text } from "../sql.ts";

/** A completed artifact with the entries of its manifest. */
export interface CompletedArtifact {
  readonly id: number;
  readonly archive: ArchiveRecord;
  /** Number of manifest entries with content, and those without a matching stored and referenced blob. */
  readonly files: number;
  readonly unmatched: readonly { readonly path: string; readonly why: string }[];
}
export interface KnownBlob {
  readonly sha256: string;
  readonly bytes: number;
  readonly crc32: number | null;
}
/** An ended artifact that has something which only a running or completed one may have. */
export interface Leftover {
  readonly id: number;
  readonly what: string;
}

/** What the object store must hold according to the database, page by page in the order of the keys. */
export interface Inventory {
  completed(after: number, limit: number): Promise<CompletedArtifact[]>;
  /** Blobs that are recorded as stored and that a completed artifact's manifest names. */
  blobs(after: string, limit: number): Promise<KnownBlob[]>;
  leftovers(): Promise<Leftover[]>;
}

export function databaseInventory(root: EntityManager): Inventory {
  const em = root.fork();
  return {
    completed: (after, limit) => completed(em, after, limit),
    blobs: (after, limit) =>
      rows(
        em,
        columnsOf(Blob, "sha256", "bytes", "crc32"),
        sql`select b.sha256, b.bytes, b.crc32 from blob b
          where b.sha256 > ${after} and b.stored_at is not null and exists (
            select 1 from blob_reference r join artifact a on a.id = r.artifact_id
            where r.sha256 = b.sha256 and a.status = 'completed' and a.deleted_at is null)
          order by b.sha256 limit ${limit}`,
      ),
    leftovers: () => leftovers(em),
  };
}

const COMPLETED = {
  id: integer,
  archive: json<ArchiveRecord>(),
  files: integer,
  unmatched: json<CompletedArtifact["unmatched"]>(),
};

const completed = (em: EntityManager, after: number, limit: number): Promise<CompletedArtifact[]> =>
  rows(
    em,
    COMPLETED,
    sql`select a.id, a.archive,
          (select count(*)::int from file f where f.artifact_id = a.id and f.sha256 is not null) as files,
          coalesce((select jsonb_agg(jsonb_build_object('path', f.path, 'why', case
              when b.sha256 is null then 'its blob is not known'
              when b.stored_at is null then 'its blob is not recorded as stored'
              when b.bytes <> f.bytes then format('its blob has %s bytes instead of %s', b.bytes, f.bytes)
              when b.crc32 is distinct from f.crc32 then 'its blob has another CRC-32'
              else 'its blob is not referenced' end) order by f.path)
            from file f left join blob b on b.sha256 = f.sha256
              left join blob_reference r on r.sha256 = f.sha256 and r.artifact_id = f.artifact_id
            where f.artifact_id = a.id and f.sha256 is not null and (b.stored_at is null or b.bytes <> f.bytes
              or b.crc32 is distinct from f.crc32 or r.sha256 is null)), '[]') as unmatched
        from artifact a where a.status = 'completed' and a.deleted_at is null and a.id > ${after}
        order by a.id limit ${limit}`,
  );

const leftovers = (em: EntityManager): Promise<Leftover[]> =>
  rows(
    em,
    { id: integer, what: text },
    sql`select a.id, what from artifact a, lateral (
          select 'blob references' as what where exists (select 1 from blob_reference r where r.artifact_id = a.id)
            and (a.status in ('rejected', 'failed') or a.deleted_at is not null)
          union all select 'files' where exists (select 1 from file f where f.artifact_id = a.id)
            and a.status in ('rejected', 'failed')
          union all select 'checkpoints' where exists (select 1 from checkpoint c where c.artifact_id = a.id)
          union all select 'a lease' where a.lease_token is not null) as kept
        where a.status in ('completed', 'rejected', 'failed') or a.deleted_at is not null order by a.id`,
  );
