import type { EntityManager } from "@mikro-orm/postgresql";
import { Artifact, type ArtifactRow } from "./entities/artifact.ts";
import { File, type FileRow } from "./entities/content.ts";
import { AuditEntry, Rating, type RatingRow } from "./entities/record.ts";
import { type ArtifactType, canonicalUrl, type SourceLink, sourceKey } from "./link.ts";
import { preparedRows } from "./sql.ts";
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

/**
 * Row and audit entry in one statement, so that they are committed together in one round trip. A conflicting row can end
 * between the refused insert and the look at it: then the insert is tried again.
 */
const INSERT = `with accepted as (
    insert into artifact (type, name, url, host, repository, source_key, revision, owner, correlation_id, callback_url,
      status, status_message, attempt, continuation, handed_over, keeps_revision, refreshes, dispatches)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
      'pending', 'Accepted; waits for the ingest function', 0, 0, false, false, 0, 0)
    on conflict do nothing returning id, owner),
  noted as (insert into audit_entry (artifact_id, action, account, at) select id, 'CREATE', owner, now() from accepted)
  select id from accepted`;

async function insert(root: EntityManager, artifact: NewArtifact): Promise<Insertion> {
  for (;;) {
    const [accepted] = await preparedRows<{ id: string }>(root, "accept_link", INSERT, columnsOf(artifact));
    if (accepted !== undefined) return { inserted: true, id: Number(accepted.id) };
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

const columnsOf = ({ link, name, owner, correlationId, callbackUrl = null }: NewArtifact): (string | null)[] => [
  link.type,
  name,
  canonicalUrl(link),
  link.host,
  link.repository,
  sourceKey(link),
  link.revision,
  owner,
  correlationId,
  callbackUrl,
];
