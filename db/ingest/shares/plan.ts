import { type Held, LeaseLost } from "../../../domain/failure.ts";
import { asJson, type Database, integer, json, rows, type Sql, sql, text } from "../../sql.ts";
import type { PlannedUnit, UnitReport } from "./ledger.ts";

/** The artifact of a share that is valid, locked against the end of its attempt until the transaction ends. */
export const sharedArtifact = ({ artifactId, token }: Held): Sql =>
  sql`select id, name from artifact
      where id = ${artifactId} and share_token = ${token} and deleted_at is null
        and status in ('downloading', 'rating') for share`;

/**
 * Saves the plan. Units that it had before keep their state, unless their files have changed. Of a new share no worker is
 * left: units that an earlier one was moving are free.
 */
export async function plan(db: Database, { artifactId, token }: Held, units: readonly PlannedUnit[]): Promise<string> {
  const [row] = await rows(
    db,
    { shareToken: text },
    sql`with before as materialized (
          select id, share_token from artifact
          where id = ${artifactId} and lease_token = ${token} and deleted_at is null for update),
        opened as (
          update artifact a set share_token = coalesce(before.share_token, gen_random_uuid()) from before
          where a.id = before.id returning a.share_token),
        planned as (
          select before.id as artifact_id, u.* from before,
            jsonb_to_recordset(${asJson(units)}::jsonb) as u (number int, sha256 text, bytes bigint, files int)),
        changed as (
          select p.*, u.number is null or row(u.sha256, u.bytes, u.files) is distinct from row(p.sha256, p.bytes, p.files)
              as fresh,
            u.state = 'moving' and before.share_token is null as abandoned, u.failure is not null as failed
          from before, planned p left join transfer_unit u on u.artifact_id = p.artifact_id and u.number = p.number),
        saved as (
          insert into transfer_unit as unit (artifact_id, number, sha256, bytes, files)
          select artifact_id, number, sha256, bytes, files from changed where fresh or abandoned or failed
          on conflict (artifact_id, number) do update set sha256 = excluded.sha256, bytes = excluded.bytes,
            files = excluded.files, state = 'free', worker = null, lease_until = null, bytes_done = 0, failure = null),
        dropped as (
          delete from transfer_unit u using before
          where u.artifact_id = before.id and u.number not in (select number from planned))
        select share_token from opened`,
  );
  if (row === undefined) throw new LeaseLost(artifactId);
  return row.shareToken;
}

export async function join(db: Database, share: Held): Promise<{ readonly name: string }> {
  const [row] = await rows(db, { name: text }, sharedArtifact(share));
  if (row === undefined) throw new LeaseLost(share.artifactId);
  return row;
}

/** The same, with the output of the stage resolve. */
export async function joinResolved(
  db: Database,
  share: Held,
): Promise<{ readonly name: string; readonly resolved: unknown }> {
  const [row] = await rows(
    db,
    { name: text, resolved: json<unknown>() },
    sql`with valid as materialized (${sharedArtifact(share)})
        select valid.name, c.output as resolved
        from valid join checkpoint c on c.artifact_id = valid.id and c.stage = 'resolve'`,
  );
  if (row === undefined) throw new LeaseLost(share.artifactId);
  return row;
}

/** Findings that a report holds at most; lambda/scan has the same bound. */
const MAX_FINDINGS = 1000;

export async function report(db: Database, { artifactId, token }: Held): Promise<UnitReport> {
  const [row] = await rows(
    db,
    { scanned: integer, findings: json<UnitReport["findings"]>() },
    sql`with claimed as materialized (
          select id from artifact where id = ${artifactId} and lease_token = ${token} and deleted_at is null),
        reports as materialized (
          select u.number, u.report from transfer_unit u, claimed
          where u.artifact_id = claimed.id and u.report is not null),
        worst as (
          select f, row_number() over (order by
            array_position(array['unsafe', 'suspicious', 'info'], f ->> 'severity'), f ->> 'path', number, found) as place
          from reports, jsonb_array_elements(report -> 'findings') with ordinality as e (f, found)
          order by place limit ${MAX_FINDINGS})
        select (select coalesce(sum((report -> 'scanned')::int), 0) from reports) as scanned,
          (select coalesce(jsonb_agg(f order by place), '[]') from worst) as findings
        from claimed`,
  );
  if (row === undefined) throw new LeaseLost(artifactId);
  return row;
}
