import type { EntityManager } from "@mikro-orm/postgresql";
import { affected, flag, integer, nullable, rows, type Sql, sql, text, values } from "../sql.ts";

/** What the garbage collection may do with the objects of an artifact. */
export interface ArtifactRemains {
  readonly id: number;
  /** True when no worker can write objects for it any more. */
  readonly over: boolean;
  /** Key of the archive that is on offer for it, or for the artifact that it updates; null without one. */
  readonly archiveKey: string | null;
}

/** Which blobs are needed: `live` by an artifact that has or may get them, `busy` by one that is being ingested. */
export type Need = "live" | "busy";

/** What the database knows about objects that may be garbage. */
export interface GarbageRegister {
  /** Those of the hashes that no artifact needs. */
  unneeded(hashes: readonly string[], need: Need): Promise<string[]>;
  /**
   * Runs `drop` with those of the hashes that no artifact needs while their rows are locked: an ingest that is about to
   * refer to one of them waits and then finds it gone. With `live` their rows are deleted too. Returns the dropped hashes.
   */
  condemn(
    hashes: readonly string[],
    need: Need,
    drop: (hashes: readonly string[]) => Promise<void>,
  ): Promise<readonly string[]>;
  /** Up to `limit` hashes after the given one, of blobs that no artifact needs and that were added `ageSeconds` ago. */
  orphans(after: string, limit: number, ageSeconds: number): Promise<string[]>;
  remains(ids: readonly number[]): Promise<ArtifactRemains[]>;
  /** Number of checkpoints of artifacts that are final or deleted, counted before `drop` deletes them. */
  staleCheckpoints(drop: boolean): Promise<number>;
}

const NEEDED = {
  live: sql`a.status not in ('rejected', 'failed')`,
  busy: sql`a.status in ('pending', 'downloading', 'rating')`,
} as const;

const isNeeded = (need: Need): Sql => sql`exists (
  select 1 from blob_reference r join artifact a on a.id = r.artifact_id
  where r.sha256 = b.sha256 and a.deleted_at is null and ${NEEDED[need]})`;

const STALE = sql`checkpoint where artifact_id in (select id from artifact
  where status in ('completed', 'rejected', 'failed') or deleted_at is not null)`;

export function databaseGarbage(root: EntityManager): GarbageRegister {
  const em = root.fork();
  return {
    unneeded: (hashes, need) =>
      values(
        em,
        text,
        sql`select b.sha256 from unnest(${hashes}::text[]) as b (sha256) where not ${isNeeded(need)} order by b.sha256`,
      ),
    condemn: (hashes, need, drop) => em.transactional((tx) => condemn(tx, hashes, need, drop)),
    orphans: (after, limit, ageSeconds) =>
      values(
        em,
        text,
        sql`select b.sha256 from blob b
            where b.sha256 > ${after} and b.created_at <= now() - make_interval(secs => ${ageSeconds})
              and not ${isNeeded("live")} order by b.sha256 limit ${limit}`,
      ),
    remains: (ids) => remains(em, ids),
    staleCheckpoints: (drop) => affected(em, drop ? sql`delete from ${STALE}` : sql`select 1 from ${STALE}`),
  };
}

async function condemn(
  em: EntityManager,
  hashes: readonly string[],
  need: Need,
  drop: (hashes: readonly string[]) => Promise<void>,
): Promise<readonly string[]> {
  const wanted = [...hashes].sort();
  // Unknown hashes get a row to lock, so that an ingest that refers to one meanwhile waits for this transaction.
  const added = await values(
    em,
    text,
    sql`insert into blob (sha256, bytes) select w.sha256, 0 from unnest(${wanted}::text[]) as w (sha256) order by 1
        on conflict (sha256) do nothing returning sha256`,
  );
  const isWanted = sql`b.sha256 = any(${wanted}::text[])`;
  await affected(em, sql`select 1 from blob b where ${isWanted} order by b.sha256 for update`);
  const condemned = await values(
    em,
    text,
    sql`select b.sha256 from blob b where ${isWanted} and not ${isNeeded(need)} order by 1`,
  );
  if (condemned.length > 0) await drop(condemned);
  const gone = need === "live" ? condemned : added;
  await affected(em, sql`delete from blob_reference where sha256 = any(${gone}::text[])`);
  await affected(em, sql`delete from blob where sha256 = any(${gone}::text[])`);
  return condemned;
}

const remains = (em: EntityManager, ids: readonly number[]): Promise<ArtifactRemains[]> =>
  rows(
    em,
    { id: integer, over: flag, archiveKey: nullable(text) },
    sql`select a.id, a.status in ('completed', 'rejected', 'failed') or a.deleted_at is not null as over,
          case when a.replaces is not null then o.archive ->> 'key'
            when a.deleted_at is null then a.archive ->> 'key' end as archive_key
        from artifact a left join artifact o on o.id = a.replaces and o.deleted_at is null
        where a.id = any(${ids}::bigint[])`,
  );
