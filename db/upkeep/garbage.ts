import type { EntityManager } from "@mikro-orm/postgresql";
import { asJson, jsonTexts, rows } from "../sql.ts";

/** What may happen to the objects of an artifact. */
export interface ArtifactRemains {
  readonly id: number;
  /** No worker can write for it any more. */
  readonly over: boolean;
  /** Key of the zip that its readers, or those of the artifact that it updates, are sent to; null without one. */
  readonly archiveKey: string | null;
}

/** Which blobs somebody needs: `live` by an artifact that has or may get them, `busy` by one that is being ingested. */
export type Need = "live" | "busy";

/** What the database knows about things in the object store that may be garbage. */
export interface GarbageRegister {
  /** Of these hashes, those that nobody needs. */
  unneeded(hashes: readonly string[], need: Need): Promise<string[]>;
  /**
   * Runs `drop` with those of the hashes that nobody needs while their rows are locked: an ingest that is about to
   * refer to one of them waits and then finds it gone. With `live` their rows go too. Returns what was dropped.
   */
  condemn(
    hashes: readonly string[],
    need: Need,
    drop: (hashes: readonly string[]) => Promise<void>,
  ): Promise<readonly string[]>;
  /** Up to `limit` hashes after the given one of blobs that are known for at least so long and that nobody needs. */
  orphans(after: string, limit: number, ageSeconds: number): Promise<string[]>;
  remains(ids: readonly number[]): Promise<ArtifactRemains[]>;
  /** Checkpoints of artifacts that are final or deleted: how many there are, or were before they were dropped. */
  staleCheckpoints(drop: boolean): Promise<number>;
}

const NEEDED = {
  live: "a.status not in ('rejected', 'failed')",
  busy: "a.status in ('pending', 'downloading', 'rating')",
} as const;

const isNeeded = (hash: string, need: Need): string => `exists (
  select 1 from blob_reference r join artifact a on a.id = r.artifact_id
  where r.sha256 = ${hash} and a.deleted_at is null and ${NEEDED[need]})`;

const STALE = `artifact_id in (select id from artifact
  where status in ('completed', 'rejected', 'failed') or deleted_at is not null)`;

export function databaseGarbage(root: EntityManager): GarbageRegister {
  const em = (): EntityManager => root.fork();
  return {
    unneeded: (hashes, need) =>
      hashesOf(
        em(),
        `select w.sha256 from jsonb_array_elements_text(?::jsonb) as w (sha256)
         where not ${isNeeded("w.sha256", need)} order by w.sha256`,
        [asJson(hashes)],
      ),
    condemn: (hashes, need, drop) => em().transactional((tx) => condemn(tx, hashes, need, drop)),
    orphans: (after, limit, ageSeconds) =>
      hashesOf(
        em(),
        `select b.sha256 from blob b where b.sha256 > ? and b.created_at <= now() - make_interval(secs => ?)
           and not ${isNeeded("b.sha256", "live")} order by b.sha256 limit ?`,
        [after, ageSeconds, limit],
      ),
    remains: (ids) => remains(em(), ids),
    staleCheckpoints: async (drop) =>
      (
        await rows(
          em(),
          drop
            ? `delete from checkpoint where ${STALE} returning artifact_id`
            : `select artifact_id from checkpoint where ${STALE}`,
        )
      ).length,
  };
}

async function hashesOf(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<string[]> {
  return (await rows<{ sha256: string }>(em, sql, parameters)).map(({ sha256 }) => sha256);
}

async function condemn(
  em: EntityManager,
  hashes: readonly string[],
  need: Need,
  drop: (hashes: readonly string[]) => Promise<void>,
): Promise<readonly string[]> {
  const wanted = asJson([...hashes].sort());
  // A row to lock for a hash that is not known: whoever refers to it meanwhile waits for this transaction.
  const made = await hashesOf(
    em,
    `insert into blob (sha256, bytes) select w, 0 from jsonb_array_elements_text(?::jsonb) as w order by w
     on conflict (sha256) do nothing returning sha256`,
    [wanted],
  );
  await rows(em, `select 1 from blob where sha256 in ${jsonTexts} order by sha256 for update`, [wanted]);
  const condemned = await hashesOf(
    em,
    `select b.sha256 from blob b where b.sha256 in ${jsonTexts} and not ${isNeeded("b.sha256", need)} order by 1`,
    [wanted],
  );
  if (condemned.length > 0) await drop(condemned);
  const gone = asJson(need === "live" ? condemned : made);
  await rows(em, `delete from blob_reference where sha256 in ${jsonTexts}`, [gone]);
  await rows(em, `delete from blob where sha256 in ${jsonTexts}`, [gone]);
  return condemned;
}

interface RemainsRow {
  id: string | number;
  over: boolean;
  key: string | null;
}

async function remains(em: EntityManager, ids: readonly number[]): Promise<ArtifactRemains[]> {
  const found = await rows<RemainsRow>(
    em,
    `select a.id, a.status in ('completed', 'rejected', 'failed') or a.deleted_at is not null as over,
       case when a.replaces is not null then o.archive ->> 'key'
         when a.deleted_at is null then a.archive ->> 'key' end as key
     from artifact a left join artifact o on o.id = a.replaces and o.deleted_at is null
     where a.id in (select jsonb_array_elements_text(?::jsonb)::bigint)`,
    [asJson(ids)],
  );
  return found.map(({ id, over, key }) => ({ id: Number(id), over, archiveKey: key }));
}
