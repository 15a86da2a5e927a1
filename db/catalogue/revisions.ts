/**
 * Approved revisions of repositories, by the names that the source knows them by: what a download API is answered from.
 * A revision is one artifact on offer at one commit; its files do not change while the artifact has that commit.
 */
import type { EntityManager } from "@mikro-orm/postgresql";
import { type SourceLink, sourceKey } from "../../domain/link.ts";
import { Artifact } from "../entities/artifact.ts";
import { Blob, File } from "../entities/content.ts";
import { affected, asJson, columnsOf, flag, integer, nullable, type RowOf, rows, type Sql, sql, text } from "../sql.ts";
import { listed } from "./catalogue.ts";
import { ORIGIN_KEY } from "./lineage.ts";

/** A repository in any letter case: "owner/name", or "name" alone for a legacy id of the Hub. */
export type RepositoryName = Pick<SourceLink, "host" | "type" | "repository">;

const REVISION = {
  ...columnsOf(Artifact, "id", "name", "repository", "bytesTotal", "createdAt", "updatedAt"),
  /** Branch, tag or commit that was ingested, as the source spells it. */
  ref: text,
  commit: text,
};
/** `repository` is spelled as the source spells it. */
export type Revision = RowOf<typeof REVISION>;

const FILE = {
  ...columnsOf(File, "path", "bytes", "gitSha1"),
  sha256: text,
  /** Whether the source keeps the file in LFS; only other files have a git SHA-1 of their content. */
  lfs: flag,
  ...columnsOf(Blob, "firstByte"),
};
export type RevisionFile = RowOf<typeof FILE>;

const ENTRY = {
  path: text,
  isFolder: flag,
  bytes: integer,
  sha256: nullable(text),
  gitSha1: nullable(text),
  lfs: flag,
};
/** A file or a folder; a folder has 0 bytes and no digests. */
export type TreeEntry = RowOf<typeof ENTRY>;

const ATTEMPT = {
  ...columnsOf(Artifact, "id", "repository", "status", "statusMessage", "commit", "progress", "verdict", "failure"),
  ...columnsOf(Artifact, "replaces", "updatedAt", "deletedAt"),
  ref: text,
};
/** An ingest, however it ended. An update has a row of its own: `replaces` is its artifact. */
export type Attempt = RowOf<typeof ATTEMPT>;

/** The files of an artifact are read as of this commit, so that an update in between is not mixed in. */
type At = Pick<Revision, "id" | "commit">;

export interface TreePage {
  /** The folder to list, without slashes at its ends; "" for the root. */
  readonly folder: string;
  /** Also everything below its folders. */
  readonly recursive: boolean;
  /** Only paths after this one; "" from the beginning. */
  readonly after: string;
  readonly limit: number;
}

export interface RevisionStore {
  /**
   * The approved revision that a name addresses: an ingested commit or ref exactly; `main` and `HEAD` also the revision
   * that was posted last, when no ingest has that ref.
   */
  find(repository: RepositoryName, revision: string): Promise<Revision | null>;
  /** The same with one of its files; `file` is null when the revision has no such file. One statement, planned once. */
  findFile(
    repository: RepositoryName,
    revision: string,
    path: string,
  ): Promise<{ readonly revision: Revision; readonly file: RevisionFile | null } | null>;
  /** All approved revisions of a repository, the one that was posted last first. */
  list(repository: RepositoryName): Promise<Revision[]>;
  /** The newest ingest of a repository, at one revision unless that is null; also deleted artifacts. */
  newestAttempt(repository: RepositoryName, revision: string | null): Promise<Attempt | null>;
  /** Files and folders sorted by the bytes of their paths; empty for a folder that the revision does not have. */
  tree(revision: At, page: TreePage): Promise<TreeEntry[]>;
  /** Those of the paths that are a file or folder of the revision. */
  entries(revision: At, paths: readonly string[]): Promise<TreeEntry[]>;
}

export function databaseRevisions(root: EntityManager): RevisionStore {
  const em = root.fork();
  return {
    find: async (repository, revision) =>
      (await rows(em, REVISION, sql`${approved(repository, revision)} limit 1`))[0] ?? null,
    findFile: (repository, revision, path) => findFile(em, repository, revision, path),
    list: (repository) => rows(em, REVISION, approved(repository, null)),
    newestAttempt: async (repository, revision) => (await rows(em, ATTEMPT, attempts(repository, revision)))[0] ?? null,
    tree: (revision, page) => rows(em, ENTRY, tree(revision, page)),
    entries: (revision, paths) => rows(em, ENTRY, entriesAt(revision, paths)),
  };
}

/** The ref of an ingest; of one from before refs were recorded, the revision of its link. */
const REF = sql`coalesce(substring(a.origin from position('@' in a.origin) + 1), a.revision)`;

/** Artifacts of the repository: by its present name, or by one that a link used and the source has replaced. */
function isOf(repository: RepositoryName): Sql {
  const key = sourceKey(repository);
  return sql`${ORIGIN_KEY} in (
    select ${key} union select b.host || ':' || b.type || ':' || lower(b.repository) from artifact b
    where b.source_key = ${key} and b."commit" is not null)`;
}

/** Approved revisions that a name addresses, the most exact one first; all of them without a name. */
function approved(repository: RepositoryName, revision: string | null): Sql {
  const name = revision === "HEAD" ? "main" : revision;
  const addressed = sql`(a."commit" = ${name} or ${REF} = ${name} or ${name}::text = 'main')`;
  const exactness = sql`(a."commit" = ${name}) desc, (${REF} = ${name}) desc,`;
  return sql`select a.id, a.name, a.repository, a.bytes_total, a.created_at, a.updated_at, ${REF} as ref, a."commit"
    from artifact a where ${isOf(repository)} and ${listed("a")} and a."commit" is not null
      ${name === null ? sql`` : sql`and ${addressed}`}
    order by ${name === null ? sql`` : exactness} a.id desc`;
}

async function findFile(em: EntityManager, repository: RepositoryName, revision: string, path: string) {
  const nullableFile = {
    ...FILE,
    path: nullable(text),
    bytes: nullable(integer),
    sha256: nullable(text),
    lfs: nullable(flag),
  };
  const [row] = await rows(
    em,
    { ...REVISION, ...nullableFile },
    sql`/*prepared find_file*/ select r.*, f.path, f.bytes, f.sha256, f.git_sha1, f.git_sha1 is null as lfs, b.first_byte
        from (${approved(repository, revision)} limit 1) r
          left join file f on f.artifact_id = r.id and f.path = ${path} and f.sha256 is not null
          left join blob b on b.sha256 = f.sha256`,
  );
  if (row === undefined) return null;
  const { path: found, bytes, sha256, lfs, gitSha1, firstByte, ...rest } = row;
  const isFile = found !== null && bytes !== null && sha256 !== null && lfs !== null;
  return { revision: rest, file: isFile ? { path: found, bytes, sha256, lfs, gitSha1, firstByte } : null };
}

/** An update that has replaced its artifact, or had nothing to replace, is no attempt of its own any more. */
function attempts(repository: RepositoryName, revision: string | null): Sql {
  const name = revision === "HEAD" ? "main" : revision;
  return sql`select a.id, a.repository, a.status, a.status_message, a."commit", a.progress, a.verdict, a.failure,
      a.replaces, a.updated_at, a.deleted_at, ${REF} as ref
    from artifact a where ${isOf(repository)} and (a.replaces is null or a.deleted_at is null)
      ${name === null ? sql`` : sql`and (a."commit" = ${name} or ${REF} = ${name})`}
    order by a.id desc limit 1`;
}

/** The files of an artifact with content, while it is on offer at this commit. */
const filesOf = ({ id, commit }: At): Sql => sql`
  select f.path, f.bytes, f.sha256, f.git_sha1 from file f join artifact a on a.id = f.artifact_id
  where f.artifact_id = ${id} and f.sha256 is not null and a."commit" = ${commit} and ${listed("a")}`;

const asFile = sql`f.path, false as is_folder, f.bytes, f.sha256, f.git_sha1, f.git_sha1 is null as lfs`;
const asFolder = (path: Sql): Sql =>
  sql`${path} as path, true as is_folder, 0 as bytes, null as sha256, null as git_sha1, false as lfs`;

function tree(revision: At, { folder, recursive, after, limit }: TreePage): Sql {
  const prefix = folder === "" ? "" : `${folder}/`;
  return sql`
    with f as (
      select *, string_to_array(substr(path, length(${prefix}::text) + 1), '/') as parts
      from (${filesOf(revision)}) f where starts_with(path, ${prefix})),
    entry as (
      select ${asFile} from f ${recursive ? sql`` : sql`where cardinality(parts) = 1`}
      union all
      select distinct ${asFolder(sql`${prefix}::text || array_to_string(f.parts[:depth], '/')`)}
      from f, generate_series(1, ${recursive ? sql`cardinality(f.parts) - 1` : sql`least(cardinality(f.parts) - 1, 1)`}) depth)
    select * from entry where path collate "C" > ${after} order by path collate "C" limit ${limit}`;
}

const entriesAt = (revision: At, paths: readonly string[]): Sql => sql`
  with f as (${filesOf(revision)}), wanted as (select distinct unnest(${paths}::text[]) as path)
  select ${asFile} from f where path in (select path from wanted)
  union all
  select ${asFolder(sql`w.path`)} from wanted w where exists (select from f where starts_with(f.path, w.path || '/'))`;

/** Blobs over this size, in bytes, have their first byte recorded: smaller files are sent whole by the server. */
const LARGE_BYTES = 1024 * 1024;

/** First bytes of large blobs, which are read from the object store after the ingest. */
export interface FirstByteStore {
  /** Up to `limit` hashes after the given one of stored large blobs whose first byte is not recorded. */
  missing(after: string, limit: number): Promise<string[]>;
  record(firstBytes: readonly { readonly sha256: string; readonly firstByte: number }[]): Promise<void>;
}

export function databaseFirstBytes(root: EntityManager): FirstByteStore {
  const em = root.fork();
  return {
    missing: async (after, limit) => {
      const found = await rows(
        em,
        { sha256: text },
        sql`select sha256 from blob where first_byte is null and stored_at is not null
              and bytes > ${sql.raw(String(LARGE_BYTES))} and sha256 > ${after} order by sha256 limit ${limit}`,
      );
      return found.map(({ sha256 }) => sha256);
    },
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
