import { type Login, withConnection } from "../../../local/postgres/login.ts";

/** An artifact's row with what belongs to it. */
export interface ArtifactRow {
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
  /** For an update: the artifact that it replaces. */
  readonly replaces: number | null;
  readonly files: readonly { readonly path: string; readonly sha256: string | null; readonly bytes: number }[];
  /** Actions of the audit entries. */
  readonly audit: readonly string[];
  /** How many ratings, blob references and checkpoints there are. */
  readonly ratings: number;
  readonly references: number;
  readonly checkpoints: number;
}

export const readArtifacts = (login: Login): Promise<ArtifactRow[]> =>
  withConnection(login, async (client) => {
    const found = await client.query<Omit<ArtifactRow, "id" | "replaces"> & { id: string; replaces: string | null }>(`
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

/** True for a completed artifact that can be downloaded. An update is none: it gives its files to its artifact. */
export const isAvailable = ({ status, deleted, replaces }: ArtifactRow): boolean =>
  status === "completed" && !deleted && replaces === null;

/** True for an update that replaced its artifact's files. One that found nothing newer has no archive. */
export const isAdopted = ({ status, replaces, archive }: ArtifactRow): boolean =>
  status === "completed" && replaces !== null && archive !== null;

/** SHA-256 of every blob that available artifacts need. */
export const blobsOf = (artifacts: readonly ArtifactRow[]): Set<string> =>
  new Set(artifacts.filter(isAvailable).flatMap(({ files }) => files.flatMap(({ sha256 }) => sha256 ?? [])));

/** How many artifacts and updates are not final. */
export const countUnfinished = (login: Login): Promise<number> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ n: number }>(
      "select count(*)::int as n from artifact where deleted_at is null and status in ('pending', 'downloading', 'rating')",
    );
    return found.rows[0]?.n ?? 0;
  });
