import { UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Artifact, type ArtifactRow } from "./entities/artifact.ts";
import { File, type FileRow } from "./entities/content.ts";
import { AuditEntry, Rating, type RatingRow } from "./entities/record.ts";
import { type ArtifactType, canonicalUrl, type SourceLink, sourceKey } from "./link.ts";
import { type ArtifactStatus, unfinished } from "./status.ts";

export interface NewArtifact {
  readonly link: SourceLink;
  readonly name: string;
  readonly owner: string;
  readonly correlationId: string;
  /** Where to report how it ended; nowhere by default. */
  readonly callbackUrl?: string | null;
}
export type Insertion =
  | { readonly inserted: true; readonly id: number }
  | { readonly inserted: false; readonly existingId: number; readonly status: ArtifactStatus };

/** An artifact with its last update, if there was any. */
export type FoundArtifact = ArtifactRow & { readonly update?: ArtifactRow };

/** What the operations of the API read and write of artifacts. */
export interface ArtifactStore {
  /** Commits a pending artifact, or says which one has this link already. The index decides, whatever the race. */
  insert(artifact: NewArtifact): Promise<Insertion>;
  find(type: ArtifactType, id: number): Promise<FoundArtifact | null>;
  /** Status alone, deleted artifacts included; null when there is none with this id. */
  statusOf(id: number): Promise<ArtifactStatus | null>;
  /** Manifest entries sorted by the bytes of the path. */
  files(artifactId: number): Promise<FileRow[]>;
  newestRating(artifactId: number): Promise<RatingRow | null>;
  audit(entry: { artifactId: number; action: "CREATE" | "DOWNLOAD" | "AUDIT"; account: string }): Promise<void>;
}

export function databaseArtifacts(root: EntityManager): ArtifactStore {
  const em = (): EntityManager => root.fork();
  return {
    insert: (artifact) => insert(root, artifact),
    find: async (type, id) => {
      const row = await em().findOne(Artifact, { id, type, deletedAt: null, replaces: null });
      if (row === null || !row.lastUpdateId) return row;
      const update = await em().findOne(Artifact, { id: row.lastUpdateId });
      return update === null ? row : Object.assign(row, { update });
    },
    statusOf: async (id) => (await em().findOne(Artifact, { id }, { fields: ["status"] }))?.status ?? null,
    files: async (artifactId) =>
      (await em().find(File, { artifactId })).sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))),
    newestRating: (artifactId) => em().findOne(Rating, { artifactId }, { orderBy: { id: "desc" } }),
    audit: async (entry) => {
      await em().insert(AuditEntry, { ...entry, detail: null, at: new Date() });
    },
  };
}

/** A conflicting row can end between the refused insert and the look at it: then the insert is tried again. */
async function insert(root: EntityManager, artifact: NewArtifact): Promise<Insertion> {
  for (;;) {
    try {
      return { inserted: true, id: await insertPending(root.fork(), artifact) };
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
    }
    const existing = await root.fork().findOne(
      Artifact,
      {
        type: artifact.link.type,
        sourceKey: sourceKey(artifact.link),
        revision: artifact.link.revision,
        status: { $in: [...unfinished, "completed"] },
        deletedAt: null,
        keepsRevision: false,
      },
      { fields: ["id", "status", "replaces"] },
    );
    if (existing !== null)
      return { inserted: false, existingId: existing.replaces ?? existing.id, status: existing.status };
  }
}

function insertPending(
  em: EntityManager,
  { link, name, owner, correlationId, callbackUrl = null }: NewArtifact,
): Promise<number> {
  return em.transactional(async (tx) => {
    const now = new Date();
    const id = await tx.insert(Artifact, {
      type: link.type,
      name,
      url: canonicalUrl(link),
      host: link.host,
      repository: link.repository,
      sourceKey: sourceKey(link),
      revision: link.revision,
      owner,
      correlationId,
      callbackUrl,
      status: "pending",
      statusMessage: "Accepted; waits for the ingest function",
      attempt: 0,
      continuation: 0,
      handedOver: false,
      keepsRevision: false,
      refreshes: 0,
      dispatches: 0,
      nextAttemptAt: now,
      createdAt: now,
      updatedAt: now,
    });
    await tx.insert(AuditEntry, { artifactId: Number(id), action: "CREATE", account: owner, detail: null, at: now });
    return Number(id);
  });
}
