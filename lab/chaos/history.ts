import { type Login, withConnection } from "../../local/postgres/login.ts";

/** One change of an artifact's row, recorded by a trigger. */
export interface RowChange {
  readonly artifactId: number;
  readonly before: RowState | null;
  readonly after: RowState;
  /** Start of the writing transaction, epoch milliseconds. */
  readonly at: number;
}
/** The columns whose changes the invariants check. */
export interface RowState {
  readonly status: string;
  readonly token: string | null;
  readonly holder: string | null;
  /** Epoch milliseconds. */
  readonly leaseUntil: number | null;
  readonly attempt: number;
  readonly deleted: boolean;
  readonly commit: string | null;
  /** Token of the share of its transfer; null while one function moves everything. */
  readonly share: string | null;
  /** Key of the archive. */
  readonly archive: string | null;
}

const stateOf = (
  row: "old" | "new",
): string => `jsonb_build_object('status', ${row}.status, 'token', ${row}.lease_token,
  'holder', ${row}.lease_holder, 'leaseUntil', extract(epoch from ${row}.lease_until) * 1000, 'attempt', ${row}.attempt,
  'deleted', ${row}.deleted_at is not null, 'commit', ${row}."commit", 'share', ${row}.share_token,
  'archive', ${row}.archive ->> 'key')`;

/** Adds a trigger that records every change of an artifact's row. Production has no such table. */
export const recordHistory = (login: Login): Promise<void> =>
  withConnection(login, async (client) => {
    await client.query(`
      create table chaos_change (n bigserial primary key, artifact_id bigint, before jsonb, after jsonb, at double precision);
      create function chaos_record() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' or ${stateOf("old")} - 'leaseUntil' is distinct from ${stateOf("new")} - 'leaseUntil' then
          insert into chaos_change (artifact_id, before, after, at) values (new.id,
            case tg_op when 'UPDATE' then ${stateOf("old")} end, ${stateOf("new")}, extract(epoch from now()) * 1000);
        end if;
        return null;
      end $$;
      create trigger chaos_record after insert or update on artifact for each row execute function chaos_record();`);
  });

/** How many artifacts were moved by several functions at some time. */
export const countShared = (changes: readonly RowChange[]): number =>
  new Set(changes.flatMap(({ artifactId, after }) => (after.share === null ? [] : [artifactId]))).size;

/** The changes in the order in which each row changed. */
export const readHistory = (login: Login): Promise<RowChange[]> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ artifact_id: string; before: RowState | null; after: RowState; at: number }>(
      "select artifact_id, before, after, at from chaos_change order by n",
    );
    return found.rows.map(({ artifact_id, ...change }) => ({ artifactId: Number(artifact_id), ...change }));
  });
