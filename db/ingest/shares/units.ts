import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../../domain/failure.ts";
import { Blob } from "../../entities/content.ts";
import { asJson, columnsOf, flag, integer, json, nullable, type RowOf, rows, type Sql, sql, text } from "../../sql.ts";
import type { StoredBlob } from "../blobs.ts";
import type { FinishedUnit, NextRequest, ShareState, TakenUnit, UnitFailure, UnitHold } from "./ledger.ts";
import { sharedArtifact } from "./plan.ts";

const STATE = {
  units: integer,
  stored: integer,
  free: integer,
  workers: integer,
  bytesDone: integer,
  filesDone: integer,
  bytesFetched: integer,
  bytesSaved: integer,
  repeats: integer,
  failure: nullable(json<UnitFailure>()),
};

/** Sums up the units of `valid` as `s`, with the effect of the statement on the finished and the taken one. */
const stateOf = (worker: string, finished: FinishedUnit | null, taken: Sql): Sql => sql`lateral (
  select count(*) as units,
    count(*) filter (where u.stored) as stored,
    count(*) filter (where not u.stored and (u.state = 'free' or u.lease_until < now())
      and u.number is distinct from ${taken}) as free,
    count(distinct u.worker) filter (where not u.stored and u.state = 'moving' and u.lease_until >= now()
      and u.worker <> ${worker}::uuid) as workers,
    coalesce(sum(case when u.stored then u.bytes else u.bytes_done end)
      filter (where u.stored or u.worker is distinct from ${worker}::uuid), 0) as bytes_done,
    coalesce(sum(u.files) filter (where u.stored), 0) as files_done,
    coalesce(sum(u.fetched), 0) as bytes_fetched,
    coalesce(sum(greatest(u.bytes - u.fetched, 0)) filter (where u.stored), 0) as bytes_saved,
    coalesce(sum(greatest(u.moves - 1, 0)), 0) as repeats,
    (array_agg(u.failure) filter (where u.failure is not null))[1] as failure
  from (
    select *, state = 'stored' or ended as stored,
      bytes_fetched + case when ended then ${finished?.bytesFetched ?? 0}::bigint else 0 end as fetched
    from (
      select *, number is not distinct from ${finished?.number ?? null}::int and state = 'moving'
        and worker = ${worker}::uuid as ended
      from transfer_unit where artifact_id = valid.id) all_units) u) s`;

const UNIT = {
  ...STATE,
  number: nullable(integer),
  unitBytes: nullable(integer),
  takenOver: nullable(flag),
  ...columnsOf(Blob, "crc32", "gitSha1"),
  sha256: nullable(text),
};

/**
 * One statement for each unit: the end of one, the beginning of the next, the reference to its blob, and the sums. May be
 * repeated by a worker that got no answer: it holds the same unit then.
 */
export async function next(
  em: EntityManager,
  share: Held,
  { worker, finished, leaseSeconds }: NextRequest & { readonly leaseSeconds: number },
): Promise<{ readonly unit: TakenUnit | null; readonly state: ShareState }> {
  const done = finished?.number ?? null;
  const [row] = await rows(
    em,
    UNIT,
    sql`with valid as materialized (${sharedArtifact(share)}),
        finished as (
          update transfer_unit u set state = 'stored', lease_until = null, bytes_done = u.bytes, failure = null,
            bytes_fetched = u.bytes_fetched + ${finished?.bytesFetched ?? 0},
            report = ${finished === null ? null : asJson(finished.report)}::jsonb
          from valid where u.artifact_id = valid.id and u.number = ${done}::int and u.worker = ${worker}::uuid
            and u.state = 'moving'),
        marked as (${marked(finished?.blob ?? null)}),
        own as (
          select u.number from transfer_unit u, valid where u.artifact_id = valid.id and u.worker = ${worker}::uuid
            and u.state = 'moving' and u.number is distinct from ${done}::int),
        candidate as (
          select u.artifact_id, u.number, u.state = 'moving' and u.number not in (select number from own) as taken_over
          from transfer_unit u, valid where u.artifact_id = valid.id and u.number is distinct from ${done}::int
            and (u.number in (select number from own) or (not exists (select from own) and u.failure is null
              and (u.state = 'free' or (u.state = 'moving' and u.lease_until < now()))))
          order by u.bytes desc, u.number limit 1 for update of u skip locked),
        taken as (
          update transfer_unit u set state = 'moving', worker = ${worker}::uuid, bytes_done = 0,
            lease_until = now() + make_interval(secs => ${leaseSeconds}),
            moves = u.moves + case when u.number in (select number from own) then 0 else 1 end
          from candidate c where u.artifact_id = c.artifact_id and u.number = c.number
          returning u.artifact_id, u.number, u.sha256, u.bytes, c.taken_over),
        content as (
          insert into blob (sha256, bytes) select sha256, bytes from taken where sha256 is not null
          on conflict (sha256) do update set bytes = excluded.bytes
          returning sha256, crc32, git_sha1, stored_at),
        referenced as (
          insert into blob_reference (artifact_id, sha256) select taken.artifact_id, content.sha256 from taken, content
          on conflict do nothing)
        select s.*, t.number, t.bytes as unit_bytes, t.taken_over, b.sha256, b.crc32, b.git_sha1
        from valid left join taken t on true left join content b on b.stored_at is not null,
          ${stateOf(worker, finished, sql`t.number`)}`,
  );
  if (row === undefined) throw new LeaseLost(share.artifactId);
  return { unit: toUnit(row), state: toState(row) };
}

/** Records a blob as stored, together with the end of its unit. */
const marked = (blob: StoredBlob | null): Sql =>
  blob === null
    ? sql`select 1`
    : sql`update blob set stored_at = now(), crc32 = ${blob.crc32}::bigint,
            git_sha1 = coalesce(${blob.gitSha1}::text, blob.git_sha1)
          from valid where blob.sha256 = ${blob.sha256}`;

function toUnit({ number, unitBytes: bytes, takenOver, ...blob }: RowOf<typeof UNIT>): TakenUnit | null {
  if (number === null || bytes === null) return null;
  const { sha256, crc32, gitSha1 } = blob;
  const known = sha256 === null || crc32 === null ? null : { sha256, bytes, crc32, gitSha1 };
  return { number, bytes, known, takenOver: takenOver === true };
}

function toState(row: RowOf<typeof STATE>): ShareState {
  const { units, stored, free, workers, bytesDone, filesDone, bytesFetched, bytesSaved, repeats, failure } = row;
  return { units, stored, free, workers, bytesDone, filesDone, bytesFetched, bytesSaved, repeats, failure };
}

/** The lease is the worker's until another one takes the unit, even when it has expired. */
export async function renew(
  em: EntityManager,
  share: Held,
  { worker, number, bytesDone, leaseSeconds }: UnitHold & { readonly bytesDone: number; readonly leaseSeconds: number },
): Promise<ShareState | null> {
  const [row] = await rows(
    em,
    { ...STATE, held: integer },
    sql`with valid as materialized (${sharedArtifact(share)}),
        renewed as (
          update transfer_unit u set bytes_done = ${bytesDone}, lease_until = now() + make_interval(secs => ${leaseSeconds})
          from valid where u.artifact_id = valid.id and u.number = ${number} and u.worker = ${worker}::uuid
            and u.state = 'moving' returning 1)
        select s.*, (select count(*) from renewed) as held from valid, ${stateOf(worker, null, sql`${number}::int`)}`,
  );
  if (row === undefined) throw new LeaseLost(share.artifactId);
  return row.held === 0 ? null : toState(row);
}

export async function giveBack(
  em: EntityManager,
  share: Held,
  unit: UnitHold & { readonly bytesFetched: number; readonly failure: UnitFailure | null },
): Promise<void> {
  const { worker, number, bytesFetched, failure } = unit;
  const [row] = await rows(
    em,
    { id: integer },
    sql`with valid as materialized (${sharedArtifact(share)}),
        given as (
          update transfer_unit u set state = 'free', worker = null, lease_until = null, bytes_done = 0,
            bytes_fetched = u.bytes_fetched + ${bytesFetched},
            failure = ${failure === null ? null : asJson(failure)}::jsonb
          from valid where u.artifact_id = valid.id and u.number = ${number} and u.worker = ${worker}::uuid
            and u.state = 'moving')
        select id from valid`,
  );
  if (row === undefined) throw new LeaseLost(share.artifactId);
}
