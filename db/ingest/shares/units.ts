import { type Held, LeaseLost } from "../../../domain/failure.ts";
import {
  asJson,
  type Database,
  flag,
  integer,
  json,
  nullable,
  type RowOf,
  rows,
  type Sql,
  sql,
  text,
} from "../../sql.ts";
import { budgetKnown, budgetMerged } from "./budget.ts";
import type {
  Allowance,
  ShareNews,
  ShareState,
  TakenUnit,
  UnitFailure,
  UnitHold,
  WorkerLane,
  WorkerReport,
} from "./ledger.ts";
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
  lanes: json<WorkerLane[]>(),
  failure: nullable(json<UnitFailure>()),
};

/** Sums up the units of `valid` as `s`, with the effect of the statement on finished units and on the taken one. */
const stateOf = (worker: string, taken: Sql): Sql => sql`lateral (
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
    ${lanesBeside(worker)} as lanes,
    (array_agg(u.failure order by u.number) filter (where u.failure is not null))[1] as failure
  from (
    select t.*, t.state = 'stored' or e.number is not null as stored,
      t.bytes_fetched + coalesce(e."bytesFetched", 0) as fetched
    from transfer_unit t
      left join ended e on e.number = t.number and t.state = 'moving' and t.worker = ${worker}::uuid
    where t.artifact_id = valid.id) u) s`;

/** The other workers with a valid lease, as a JSON list. Of the units that one is moving, the first in the plan counts. */
const lanesBeside = (worker: string): Sql => sql`(
      select coalesce(jsonb_agg(l order by l.number), '[]') from (
        select t.worker, sum(case when t.state = 'stored' then t.bytes else t.bytes_done end) as "bytesDone",
          min(t.number) filter (where t.state = 'moving') as number,
          (array_agg(t.bytes_done order by t.number) filter (where t.state = 'moving'))[1] as "unitBytesDone"
        from transfer_unit t where t.artifact_id = valid.id and t.worker <> ${worker}::uuid
        group by t.worker having bool_or(t.state = 'moving' and t.lease_until >= now())
        order by number limit 64) l)`;

const EXCHANGED = {
  ...STATE,
  held: json<number[]>(),
  known: json<Allowance[]>(),
  number: nullable(integer),
  unitBytes: nullable(integer),
  takenOver: nullable(flag),
  sha256: nullable(text),
  crc32: nullable(integer),
  gitSha1: nullable(text),
};

/** One statement in which a worker ends units, renews its leases, begins the next unit, and shares what it knows. */
export async function exchange(
  db: Database,
  share: Held,
  work: WorkerReport & { readonly leaseSeconds: number },
): Promise<ShareNews> {
  const { worker, finished, moving, budget, leaseSeconds } = work;
  const lease = sql`now() + make_interval(secs => ${leaseSeconds})`;
  const allLocked = sql`(select count(*) from marked) + (select count(*) from referenced) >= 0`;
  const [row] = await rows(
    db,
    EXCHANGED,
    sql`with valid as materialized (${sharedArtifact(share)}),
        ended as materialized (
          select e.* from valid, jsonb_to_recordset(${asJson(finished)}::jsonb)
            as e (number int, blob jsonb, "bytesFetched" bigint, report jsonb)),
        going as materialized (
          select g.* from valid, jsonb_to_recordset(${asJson(moving)}::jsonb) as g (number int, "bytesDone" bigint)),
        ${recorded(worker)},
        renewed as (
          update transfer_unit u set bytes_done = g."bytesDone", lease_until = ${lease}
          from valid, going g where u.artifact_id = valid.id and u.number = g.number and ${heldBy(worker)}
          returning u.number),
        ${begun(work, lease)},
        ${budgetMerged(budget, allLocked)}
        select s.*, t.number, t.bytes as unit_bytes, t.taken_over, b.sha256, b.crc32, b.git_sha1,
          (select coalesce(jsonb_agg(number), '[]') from renewed) as held, ${budgetKnown(budget.identity)} as known
        from valid left join taken t on true left join content b on b.stored_at is not null,
          ${stateOf(worker, sql`t.number`)}`,
  );
  if (row === undefined) throw new LeaseLost(share.artifactId);
  return { unit: toUnit(row), held: row.held, state: toState(row), known: row.known };
}

/** The lease is the worker's until another one takes the unit, even when it has expired. */
const heldBy = (worker: string): Sql => sql`u.worker = ${worker}::uuid and u.state = 'moving'`;

/** Records the units of `ended`, and their blobs as stored. */
const recorded = (worker: string): Sql => sql`
        finished as (
          update transfer_unit u set state = 'stored', lease_until = null, bytes_done = u.bytes, failure = null,
            bytes_fetched = u.bytes_fetched + e."bytesFetched", report = e.report
          from valid, ended e where u.artifact_id = valid.id and u.number = e.number and ${heldBy(worker)}),
        whole as materialized (
          select b.sha256, (e.blob ->> 'crc32')::bigint as crc32, e.blob ->> 'gitSha1' as git_sha1
          from ended e join blob b on b.sha256 = e.blob ->> 'sha256' order by b.sha256 for no key update of b),
        marked as (
          update blob set stored_at = now(), crc32 = w.crc32, git_sha1 = coalesce(w.git_sha1, blob.git_sha1)
          from whole w where blob.sha256 = w.sha256 returning 1)`;

/** Takes a unit where one is wanted, and references its blob: one that the worker was given before, or the largest free. */
const begun = ({ worker, wants }: WorkerReport, lease: Sql): Sql => sql`
        named as (select number from ended union all select number from going),
        own as (
          select u.number from transfer_unit u, valid
          where u.artifact_id = valid.id and ${heldBy(worker)} and u.number not in (select number from named)),
        candidate as (
          select u.artifact_id, u.number, u.state = 'moving' and u.number not in (select number from own) as taken_over
          from transfer_unit u, valid where ${wants} and u.artifact_id = valid.id
            and u.number not in (select number from named)
            and (u.number in (select number from own) or (not exists (select from own) and u.failure is null
              and (u.state = 'free' or (u.state = 'moving' and u.lease_until < now()))))
          order by u.bytes desc, u.number limit 1 for update of u skip locked),
        taken as (
          update transfer_unit u set state = 'moving', worker = ${worker}::uuid, bytes_done = 0, lease_until = ${lease},
            moves = u.moves + case when u.number in (select number from own) then 0 else 1 end
          from candidate c where u.artifact_id = c.artifact_id and u.number = c.number
          returning u.artifact_id, u.number, u.sha256, u.bytes, c.taken_over),
        content as (
          insert into blob (sha256, bytes) select sha256, bytes from taken where sha256 is not null
          on conflict (sha256) do update set bytes = excluded.bytes
          returning sha256, crc32, git_sha1, stored_at),
        referenced as (
          insert into blob_reference (artifact_id, sha256) select taken.artifact_id, content.sha256 from taken, content
          on conflict do nothing returning 1)`;

function toUnit({ number, unitBytes: bytes, takenOver, ...blob }: RowOf<typeof EXCHANGED>): TakenUnit | null {
  if (number === null || bytes === null) return null;
  const { sha256, crc32, gitSha1 } = blob;
  const known = sha256 === null || crc32 === null ? null : { sha256, bytes, crc32, gitSha1 };
  return { number, bytes, known, takenOver: takenOver === true };
}

function toState(row: RowOf<typeof STATE>): ShareState {
  const { units, stored, free, workers, bytesDone, filesDone, bytesFetched, bytesSaved, repeats, lanes, failure } = row;
  return { units, stored, free, workers, bytesDone, filesDone, bytesFetched, bytesSaved, repeats, lanes, failure };
}

export async function giveBack(
  db: Database,
  share: Held,
  unit: UnitHold & { readonly bytesFetched: number; readonly failure: UnitFailure | null },
): Promise<void> {
  const { worker, number, bytesFetched, failure } = unit;
  const [row] = await rows(
    db,
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
