import type { Login } from "../../../local/postgres/login.ts";
import { withConnection } from "../../../local/postgres/login.ts";

/** An artifact as its row stands. */
export interface ArtifactFacts {
  readonly id: number;
  readonly type: string;
  readonly url: string;
  readonly name: string;
  readonly status: string;
  readonly status_message: string;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  readonly archive: { readonly key: string; readonly bytes: number; readonly crc32: number } | null;
  readonly attempt: number;
  readonly commit: string | null;
  readonly deleted: boolean;
  /** The artifact that this one, an update, is to replace. */
  readonly replaces: number | null;
  readonly files: readonly { readonly path: string; readonly sha256: string | null; readonly bytes: number }[];
  readonly audit: readonly string[];
  readonly ratings: number;
  readonly references: number;
  readonly checkpoints: number;
}

export const readArtifacts = (login: Login): Promise<ArtifactFacts[]> =>
  withConnection(login, async (client) => {
    const found = await client.query<Omit<ArtifactFacts, "id" | "replaces"> & { id: string; replaces: string | null }>(`
      select a.id, a.type, a.url, a.name, a.status, a.status_message, a.failure, a.archive, a.attempt,
        a."commit", a.deleted_at is not null as deleted, a.replaces,
        coalesce((select jsonb_agg(jsonb_build_object('path', path, 'sha256', sha256, 'bytes', bytes) order by path)
          from file f where f.artifact_id = a.id), '[]') as files,
        coalesce((select jsonb_agg(action order by id) from audit_log e where e.artifact_id = a.id), '[]') as audit,
        (select count(*)::int from rating r where r.artifact_id = a.id) as ratings,
        (select count(*)::int from blob_reference b where b.artifact_id = a.id) as "references",
        (select count(*)::int from checkpoint c where c.artifact_id = a.id) as checkpoints
      from artifact a order by a.id`);
    return found.rows.map((row) => ({
      ...row,
      id: Number(row.id),
      replaces: row.replaces === null ? null : Number(row.replaces),
    }));
  });

/** What the registry offers: neither deleted nor an update, which gives what it holds to the artifact it replaces. */
export const isOffered = ({ status, deleted, replaces }: ArtifactFacts): boolean =>
  status === "completed" && !deleted && replaces === null;

/** True for an update that replaced what its artifact held; one that found nothing newer holds nothing. */
export const isAdopted = ({ status, replaces, archive }: ArtifactFacts): boolean =>
  status === "completed" && replaces !== null && archive !== null;

/** How many artifacts and updates are not final yet. */
export const unfinishedCount = (login: Login): Promise<number> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ n: number }>(
      "select count(*)::int as n from artifact where deleted_at is null and status in ('pending', 'downloading', 'rating')",
    );
    return found.rows[0]?.n ?? 0;
  });
