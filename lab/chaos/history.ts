import { type Login, withConnection } from "../../local/postgres/login.ts";

/** One change of who owns an artifact or of where it stands, as the database itself saw it. */
export interface Change {
  readonly artifactId: number;
  readonly before: Standing | null;
  readonly after: Standing;
  /** When the writing transaction began, epoch milliseconds. */
  readonly at: number;
}
export interface Standing {
  readonly status: string;
  readonly token: string | null;
  readonly holder: string | null;
  /** Epoch milliseconds. */
  readonly leaseUntil: number | null;
  readonly attempt: number;
  readonly deleted: boolean;
  readonly commit: string | null;
  /** Key of the archive on offer. */
  readonly archive: string | null;
}

const STANDING = (
  row: "old" | "new",
): string => `jsonb_build_object('status', ${row}.status, 'token', ${row}.lease_token,
  'holder', ${row}.lease_holder, 'leaseUntil', extract(epoch from ${row}.lease_until) * 1000, 'attempt', ${row}.attempt,
  'deleted', ${row}.deleted_at is not null, 'commit', ${row}."commit", 'archive', ${row}.archive ->> 'key')`;

/** Lets the database of the harness write down every change; production has no such table. */
export const recordHistory = (login: Login): Promise<void> =>
  withConnection(login, async (client) => {
    await client.query(`
      create table chaos_change (n bigserial primary key, artifact_id bigint, before jsonb, after jsonb, at double precision);
      create function chaos_record() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' or ${STANDING("old")} - 'leaseUntil' is distinct from ${STANDING("new")} - 'leaseUntil' then
          insert into chaos_change (artifact_id, before, after, at) values (new.id,
            case tg_op when 'UPDATE' then ${STANDING("old")} end, ${STANDING("new")}, extract(epoch from now()) * 1000);
        end if;
        return null;
      end $$;
      create trigger chaos_record after insert or update on artifact for each row execute function chaos_record();`);
  });

/** In the order in which each row changed. */
export const readHistory = (login: Login): Promise<Change[]> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ artifact_id: string; before: Standing | null; after: Standing; at: number }>(
      "select artifact_id, before, after, at from chaos_change order by n",
    );
    return found.rows.map(({ artifact_id, ...change }) => ({ artifactId: Number(artifact_id), ...change }));
  });
