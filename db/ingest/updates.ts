import { UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink } from "../../domain/link.ts";
import type { ArtifactStatus } from "../../domain/status.ts";
import { type Actor, appendArtifactAudit } from "../audit/log.ts";
import { rows } from "../sql.ts";

export interface UpdateRequest {
  readonly artifactId: number;
  /** The same repository, perhaps another revision. */
  readonly link: SourceLink;
  /** Becomes the owner of the update. */
  readonly account: string;
  readonly by: Actor;
  readonly correlationId: string;
}
export type UpdateStart =
  | { readonly started: true; readonly updateId: number }
  | { readonly started: false; readonly why: "missing" }
  | { readonly started: false; readonly why: "taken" | "running" | "not-completed"; readonly existing: Existing };
interface Existing {
  readonly id: number;
  readonly status: ArtifactStatus;
}

export interface UpdateStore {
  /** Commits an update of a completed artifact as a pending row of its own, one at a time per artifact. */
  start(request: UpdateRequest): Promise<UpdateStart>;
}

export function databaseUpdates(root: EntityManager): UpdateStore {
  return {
    start: async (request) => {
      try {
        return await root.fork().transactional((em) => start(em, request));
      } catch (error) {
        if (!(error instanceof UniqueConstraintViolationException)) throw error;
        return refused(root.fork(), request);
      }
    },
  };
}

interface OriginalRow {
  id: string | number;
  status: ArtifactStatus;
  revision: string;
}

async function start(em: EntityManager, request: UpdateRequest): Promise<UpdateStart> {
  const { artifactId, link, account, by, correlationId } = request;
  const [original] = await rows<OriginalRow>(
    em,
    "select id, status, revision from artifact where id = ? and deleted_at is null and replaces is null for update",
    [artifactId],
  );
  if (original === undefined) return { started: false, why: "missing" };
  if (original.status !== "completed")
    return { started: false, why: "not-completed", existing: { id: artifactId, status: original.status } };
  const [update] = await rows<{ id: string | number }>(
    em,
    `insert into artifact (type, name, url, host, repository, source_key, revision, owner, status_message,
       correlation_id, replaces, keeps_revision)
     select type, name, ?, host, repository, source_key, ?, ?, 'Accepted; waits for the ingest function', ?, id, ?
     from artifact where id = ? returning id`,
    [canonicalUrl(link), link.revision, account, correlationId, link.revision === original.revision, artifactId],
  );
  const updateId = Number(update?.id);
  await rows(em, "update artifact set last_update_id = ?, updated_at = now() where id = ?", [updateId, artifactId]);
  await appendArtifactAudit(em, artifactId, { action: "UPDATE", by, detail: `revision ${link.revision}` });
  return { started: true, updateId };
}

/** Which of the two indexes stood against it: another update that runs, or another artifact with that revision. */
async function refused(em: EntityManager, { artifactId, link }: UpdateRequest): Promise<UpdateStart> {
  const [other] = await rows<OriginalRow>(
    em,
    `select coalesce(o.replaces, o.id) as id, o.status, o.revision from artifact a
       join artifact o on o.type = a.type and o.source_key = a.source_key and o.revision = ?
     where a.id = ? and o.id <> a.id and o.replaces is distinct from a.id and o.deleted_at is null
       and o.status in ('pending', 'downloading', 'rating', 'completed') and not o.keeps_revision limit 1`,
    [link.revision, artifactId],
  );
  if (other !== undefined)
    return { started: false, why: "taken", existing: { id: Number(other.id), status: other.status } };
  const [running] = await rows<OriginalRow>(
    em,
    "select id, status, revision from artifact where replaces = ? order by id desc limit 1",
    [artifactId],
  );
  const status = running?.status ?? "pending";
  return { started: false, why: "running", existing: { id: artifactId, status } };
}
