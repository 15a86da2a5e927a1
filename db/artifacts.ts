import type { EntityManager } from "@mikro-orm/postgresql";
import { linkAcceptance, type NewArtifact } from "./accept.ts";
import { Artifact, type ArtifactRow } from "./entities/artifact.ts";
import { File, type FileRow } from "./entities/content.ts";
import { AuditEntry, Rating, type RatingRow } from "./entities/record.ts";
import { type ArtifactType, sourceKey } from "./link.ts";
import { type ArtifactStatus, unfinished } from "./status.ts";

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
  /** A deleted artifact as it last stood, while the registry still knows of it. */
  findDeleted(type: ArtifactType, id: number): Promise<ArtifactRow | null>;
  /** Status alone; null when there is none with this id, or it was deleted. */
  statusOf(id: number): Promise<ArtifactStatus | null>;
  /** Manifest entries sorted by the bytes of the path. */
  files(artifactId: number): Promise<FileRow[]>;
  newestRating(artifactId: number): Promise<RatingRow | null>;
  audit(entry: { artifactId: number; action: "CREATE" | "DOWNLOAD" | "AUDIT"; account: string }): Promise<void>;
}

export function databaseArtifacts(root: EntityManager): ArtifactStore {
  const em = (): EntityManager => root.fork();
  const accept = linkAcceptance(root);
  return {
    insert: (artifact) => insert(root, accept, artifact),
    find: async (type, id) => {
      const row = await em().findOne(Artifact, { id, type, deletedAt: null, replaces: null });
      if (row === null || !row.lastUpdateId) return row;
      const update = await em().findOne(Artifact, { id: row.lastUpdateId });
      return update === null ? row : Object.assign(row, { update });
    },
    findDeleted: (type, id) => em().findOne(Artifact, { id, type, deletedAt: { $ne: null }, replaces: null }),
    statusOf: async (id) =>
      (await em().findOne(Artifact, { id, deletedAt: null }, { fields: ["status"] }))?.status ?? null,
    files: async (artifactId) =>
      (await em().find(File, { artifactId })).sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))),
    newestRating: (artifactId) => em().findOne(Rating, { artifactId }, { orderBy: { id: "desc" } }),
    audit: async (entry) => {
      await em().insert(AuditEntry, { ...entry, detail: null, at: new Date() });
    },
  };
}

/** A conflicting row can end between the refused insert and the look at it: then the insert is tried again. */
async function insert(
  root: EntityManager,
  accept: (artifact: NewArtifact) => Promise<number | null>,
  artifact: NewArtifact,
): Promise<Insertion> {
  for (;;) {
    const id = await accept(artifact);
    if (id !== null) return { inserted: true, id };
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
