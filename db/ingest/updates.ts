import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink } from "../../domain/link.ts";
import type { ArtifactStatus } from "../../domain/status.ts";
import { type Actor, appendArtifactAudit } from "../audit/log.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { affected, integer, refusedAs, rows, sql } from "../sql.ts";

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
  /** Commits an update of a completed artifact as a pending row of its own; an artifact has one running update at most. */
  start(request: UpdateRequest): Promise<UpdateStart>;
}

export function databaseUpdates(root: EntityManager): UpdateStore {
  const em = root.fork();
  return {
    start: async (request) => {
      try {
        return await em.transactional((tx) => start(tx, request));
      } catch (error) {
        if (!refusedAs("duplicate", error)) throw error;
        return conflictOf(em, request);
      }
    },
  };
}

const FOUND = columnsOf(Artifact, "id", "status");

async function start(em: EntityManager, request: UpdateRequest): Promise<UpdateStart> {
  const { artifactId, link, account, by, correlationId } = request;
  const [original] = await rows(
    em,
    columnsOf(Artifact, "status", "revision"),
    sql`select status, revision from artifact
        where id = ${artifactId} and deleted_at is null and replaces is null for update`,
  );
  if (original === undefined) return { started: false, why: "missing" };
  if (original.status !== "completed")
    return { started: false, why: "not-completed", existing: { id: artifactId, status: original.status } };
  const [update] = await rows(
    em,
    { id: integer },
    sql`insert into artifact (type, name, url, host, repository, source_key, revision, owner, status_message,
          correlation_id, replaces, keeps_revision)
        select type, name, ${canonicalUrl(link)}, host, repository, source_key, ${link.revision}, ${account},
          'Accepted; waits for the ingest function', ${correlationId}, id, revision = ${link.revision}
        from artifact where id = ${artifactId} returning id`,
  );
  if (update === undefined) throw new Error(`the update of artifact ${artifactId} was not inserted`);
  await affected(
    em,
    sql`update artifact set last_update_id = ${update.id}, updated_at = now() where id = ${artifactId}`,
  );
  await appendArtifactAudit(em, artifactId, { action: "UPDATE", by, detail: `revision ${link.revision}` });
  return { started: true, updateId: update.id };
}

/** Which unique index refused the update: another artifact has that revision, or another update is running. */
async function conflictOf(em: EntityManager, { artifactId, link }: UpdateRequest): Promise<UpdateStart> {
  const [other] = await rows(
    em,
    FOUND,
    sql`select coalesce(o.replaces, o.id) as id, o.status from artifact a
          join artifact o on o.type = a.type and o.source_key = a.source_key and o.revision = ${link.revision}
        where a.id = ${artifactId} and o.id <> a.id and o.replaces is distinct from a.id and o.deleted_at is null
          and o.status in ('pending', 'downloading', 'rating', 'completed') and not o.keeps_revision limit 1`,
  );
  if (other !== undefined) return { started: false, why: "taken", existing: other };
  const [running] = await rows(
    em,
    FOUND,
    sql`select id, status from artifact where replaces = ${artifactId} order by id desc limit 1`,
  );
  return { started: false, why: "running", existing: { id: artifactId, status: running?.status ?? "pending" } };
}
