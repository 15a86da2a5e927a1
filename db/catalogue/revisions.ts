/**
 * Approved revisions of repositories, by the names that the source knows them by: what a download API is answered from.
 * A revision is one artifact on offer at one commit; its files do not change while the artifact has that commit.
 */
import type { EntityManager } from "@mikro-orm/postgresql";
import { type SourceLink, sourceKey } from "../../domain/link.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { Blob, File } from "../entities/content.ts";
import { affected, asJson, integer, nullable, type RowOf, rows, type Sql, sql, text, values } from "../sql.ts";
import { listed } from "./catalogue.ts";
import { originKey } from "./lineage.ts";

/** A repository in any letter case: "owner/name", or "name" alone for a legacy id of the Hub. */
export type RepositoryName = Pick<SourceLink, "host" | "type" | "repository">;

const REVISION = {
  ...columnsOf(Artifact, "id", "name", "repository", "createdAt"),
  /** Branch, tag or commit that was ingested, as the source spells it. */
  ref: text,
  commit: text,
};
/** `repository` is spelled as the source spells it. */
export type Revision = RowOf<typeof REVISION>;

const FILE = { ...columnsOf(File, "path", "bytes", "gitSha1"), sha256: text };
/** A file with content; `gitSha1` is null when the source keeps the file in LFS. */
export type RevisionFile = RowOf<typeof FILE>;

/** The first byte of the content, null where it is not recorded. */
const FIRST_BYTE = columnsOf(Blob, "firstByte");

const ATTEMPT = {
  ...columnsOf(Artifact, "id", "repository", "status", "statusMessage", "commit", "progress", "verdict", "failure"),
  ...columnsOf(Artifact, "replaces", "updatedAt", "deletedAt"),
  ref: text,
};
/** An ingest, however it ended. An update has a row of its own: `replaces` is its artifact. */
export type Attempt = RowOf<typeof ATTEMPT>;

/** The files of an artifact are read as of this commit, so that an update in between is not mixed in. */
type At = Pick<Revision, "id" | "commit">;

export interface FoundFile {
  readonly revision: Revision;
  readonly file: (RevisionFile & RowOf<typeof FIRST_BYTE>) | null;
}

export interface RevisionStore {
  /**
   * The approved revision that a name addresses: an ingested commit or ref exactly; `main` and `HEAD` also the revision
   * that was posted last, when no ingest has that ref.
   */
  find(repository: RepositoryName, revision: string): Promise<Revision | null>;
  /** The same with one of its files; `file` is null when the revision has no such file. One statement, planned once. */
  findFile(repository: RepositoryName, revision: string, path: string): Promise<FoundFile | null>;
  /** All approved revisions of a repository, the one that was posted last first. */
  list(repository: RepositoryName): Promise<Revision[]>;
  /** The newest ingest of a repository at one revision; also of a deleted artifact. */
  newestAttempt(repository: RepositoryName, revision: string): Promise<Attempt | null>;
  /** Files in no particular order; none when the artifact is not on offer at this commit any more. */
  files(revision: At): Promise<RevisionFile[]>;
}

export function databaseRevisions(root: EntityManager): RevisionStore {
  const em = root.fork();
  return {
    find: async (repository, revision) =>
      (await rows(em, REVISION, sql`/*prepared find_revision*/ ${approved(repository, revision)} limit 1`))[0] ?? null,
    findFile: (repository, revision, path) => findFile(em, repository, revision, path),
    list: (repository) => rows(em, REVISION, approved(repository, null)),
    newestAttempt: async (repository, revision) => (await rows(em, ATTEMPT, attempts(repository, revision)))[0] ?? null,
    files: (revision) => rows(em, FILE, filesOf(revision)),
  };
}

/** The branch, tag or commit that a revision names: `HEAD` is the Hub's other name for the newest commit. */
export const refOf = (revision: string): string => (revision === "HEAD" ? "main" : revision);

/** The ref of an ingest; of one from before refs were recorded, the revision of its link. */
const REF = sql`coalesce(substring(a.origin from position('@' in a.origin) + 1), a.revision)`;

/** Artifacts of the repository: by its present name, or by one that a link used and the source has replaced. */
function isOf(repository: RepositoryName): Sql {
  const key = sourceKey(repository);
  return sql`${originKey("a")} in (
    select ${key} union select ${originKey("b")} from artifact b
    where b.source_key = ${key} and b."commit" is not null)`;
}

/** Approved revisions that a name addresses, the most exact one first; all of them without a name. */
function approved(repository: RepositoryName, revision: string | null): Sql {
  const name = revision === null ? null : refOf(revision);
  const addressed = sql`(a."commit" = ${name} or ${REF} = ${name} or ${name}::text = 'main')`;
  const exactness = sql`(a."commit" = ${name}) desc, (${REF} = ${name}) desc,`;
  return sql`select a.id, a.name, a.repository, a.created_at, ${REF} as ref, a."commit"
    from artifact a where ${isOf(repository)} and ${listed("a")} and a."commit" is not null
      ${name === null ? sql`` : sql`and ${addressed}`}
    order by ${name === null ? sql`` : exactness} a.id desc`;
}

async function findFile(
  em: EntityManager,
  repository: RepositoryName,
  revision: string,
  path: string,
): Promise<FoundFile | null> {
  const nullableFile = {
    ...FILE,
    ...FIRST_BYTE,
    path: nullable(text),
    bytes: nullable(integer),
    sha256: nullable(text),
  };
  const [row] = await rows(
    em,
    { ...REVISION, ...nullableFile },
    sql`/*prepared find_file*/ select r.*, f.path, f.bytes, f.sha256, f.git_sha1, b.first_byte
        from (${approved(repository, revision)} limit 1) r
          left join file f on f.artifact_id = r.id and f.path = ${path} and f.sha256 is not null
          left join blob b on b.sha256 = f.sha256`,
  );
  if (row === undefined) return null;
  const { path: found, bytes, sha256, gitSha1, firstByte, ...rest } = row;
  const isFile = found !== null && bytes !== null && sha256 !== null;
  return { revision: rest, file: isFile ? { path: found, bytes, sha256, gitSha1, firstByte } : null };
}

/** An update that has replaced its artifact, or had nothing to replace, is no attempt of its own any more. */
function attempts(repository: RepositoryName, revision: string): Sql {
  const name = refOf(revision);
  return sql`/*prepared newest_attempt*/ select a.id, a.repository, a.status, a.status_message, a."commit", a.progress, a.verdict, a.failure,
      a.replaces, a.updated_at, a.deleted_at, ${REF} as ref
    from artifact a where ${isOf(repository)} and (a.replaces is null or a.deleted_at is null)
      and (a."commit" = ${name} or ${REF} = ${name})
    order by a.id desc limit 1`;
}

/** The files of an artifact with content, while it is on offer at this commit. */
const filesOf = ({ id, commit }: At): Sql => sql`
  select f.path, f.bytes, f.sha256, f.git_sha1 from file f join artifact a on a.id = f.artifact_id
  where f.artifact_id = ${id} and f.sha256 is not null and a."commit" = ${commit} and ${listed("a")}`;

/**
 * Files up to this size, in bytes, are sent whole by the server. Of larger blobs the first byte is recorded; the index of
 * those that lack it has this very number.
 */
export const INLINE_BYTES = 1024 * 1024;

/** First bytes of large blobs, which are read from the object store after the ingest. */
export interface FirstByteStore {
  /** Up to `limit` hashes after the given one of stored large blobs whose first byte is not recorded. */
  missing(after: string, limit: number): Promise<string[]>;
  record(firstBytes: readonly { readonly sha256: string; readonly firstByte: number }[]): Promise<void>;
}

export function databaseFirstBytes(root: EntityManager): FirstByteStore {
  const em = root.fork();
  return {
    missing: (after, limit) =>
      values(
        em,
        text,
        sql`select sha256 from blob where first_byte is null and stored_at is not null
              and bytes > ${sql.lit(INLINE_BYTES)} and sha256 > ${after} order by sha256 limit ${limit}`,
      ),
    record: async (firstBytes) => {
      await affected(
        em,
        sql`update blob set first_byte = g."firstByte"
            from jsonb_to_recordset(${asJson(firstBytes)}::jsonb) as g (sha256 text, "firstByte" smallint)
            where blob.sha256 = g.sha256 and stored_at is not null`,
      );
    },
  };
}
