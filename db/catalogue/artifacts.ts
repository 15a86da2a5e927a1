import { IsolationLevel } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArtifactType } from "../../domain/link.ts";
import type { ArtifactStatus } from "../../domain/status.ts";
import { Artifact, type ArtifactRow } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { File, type FileRow } from "../entities/content.ts";
import { Rating, type RatingRow } from "../entities/record.ts";
import { type Insertion, linkAcceptance, type NewArtifact } from "../ingest/accept.ts";
import { list, type RowOf, rows, sql } from "../sql.ts";

export const ARTIFACT_STATE = {
  ...columnsOf(Artifact, "id", "type", "name", "url", "host", "repository", "sourceKey", "revision", "commit", "owner"),
  ...columnsOf(Artifact, "status", "statusMessage", "progress", "failure", "verdict", "archive", "lastUpdateId"),
  ...columnsOf(Artifact, "attempt", "continuation", "nextAttemptAt", "dispatches", "dispatchError"),
  ...columnsOf(Artifact, "createdAt", "updatedAt"),
};
/** What the API shows of an artifact. Its README, and what only a worker needs, are not read. */
export type ArtifactState = RowOf<typeof ARTIFACT_STATE>;

/** An artifact with its last update, if there was any. */
export type FoundArtifact = ArtifactState & { readonly update?: ArtifactState };

/** Artifacts as the operations of the API read and write them. */
export interface ArtifactStore {
  /** Commits a pending artifact, or says which one has this link already. A unique index decides every race. */
  insert(artifact: NewArtifact): Promise<Insertion>;
  find(type: ArtifactType, id: number): Promise<FoundArtifact | null>;
  /** A deleted artifact in its last state; null when the registry no longer knows it. */
  findDeleted(type: ArtifactType, id: number): Promise<ArtifactRow | null>;
  /** Status alone; null when there is none with this id, or it was deleted. */
  statusOf(id: number): Promise<ArtifactStatus | null>;
  /** Manifest entries sorted by the bytes of the path. */
  files(artifactId: number): Promise<FileRow[]>;
  /** An artifact and its manifest entries, read from one snapshot of the database. */
  manifest(type: ArtifactType, id: number): Promise<{ artifact: ArtifactRow; files: FileRow[] } | null>;
  newestRating(artifactId: number): Promise<RatingRow | null>;
}

export function databaseArtifacts(root: EntityManager): ArtifactStore {
  const em = (): EntityManager => root.fork();
  return {
    insert: linkAcceptance(root),
    find: (type, id) => findState(root, type, id),
    findDeleted: (type, id) => em().findOne(Artifact, { id, type, deletedAt: { $ne: null }, replaces: null }),
    statusOf: async (id) =>
      (await em().findOne(Artifact, { id, deletedAt: null }, { fields: ["status"] }))?.status ?? null,
    files: (artifactId) => filesOf(em(), artifactId),
    manifest: (type, id) =>
      root.fork().transactional(
        async (snapshot) => {
          const artifact = await snapshot.findOne(Artifact, current(type, id));
          return artifact === null ? null : { artifact, files: await filesOf(snapshot, id) };
        },
        { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
      ),
    newestRating: (artifactId) => em().findOne(Rating, { artifactId }, { orderBy: { id: "desc" } }),
  };
}

/**
 * Every poll runs this. One statement, planned once: the mapper of entities would take half of the processor time of the
 * whole request. Between two statements an update could end, and appear completed beside the content that it replaced.
 */
async function findState(em: EntityManager, type: ArtifactType, id: number): Promise<FoundArtifact | null> {
  const found = await rows(
    em,
    ARTIFACT_STATE,
    sql`/*prepared find_artifact*/ select ${list(ARTIFACT_STATE)} from artifact where id in (
          select unnest(array[a.id, a.last_update_id]) from artifact a
          where a.id = ${id} and a.type = ${type} and a.deleted_at is null and a.replaces is null)`,
  );
  const artifact = found.find((one) => one.id === id) ?? null;
  const update = found.find((one) => one.id !== id);
  return artifact === null || update === undefined ? artifact : { ...artifact, update };
}

const current = (type: ArtifactType, id: number) => ({ id, type, deletedAt: null, replaces: null });

const filesOf = async (em: EntityManager, artifactId: number): Promise<FileRow[]> =>
  (await em.find(File, { artifactId })).sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
