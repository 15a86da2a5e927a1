import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink, sourceKey } from "../../domain/link.ts";
import { type ArtifactStatus, unfinished } from "../../domain/status.ts";
import { isDatabaseAway } from "../away.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { rows, sql } from "../sql.ts";

export interface NewArtifact {
  readonly link: SourceLink;
  readonly name: string;
  readonly owner: string;
  readonly correlationId: string;
  /** Address that is notified of the final status; none by default. */
  readonly callbackUrl?: string | null;
  /** Network address of the client that posted it, for the audit log. */
  readonly address?: string | null;
}

export type Insertion =
  | { readonly inserted: true; readonly id: number }
  | { readonly inserted: false; readonly existingId: number; readonly status: ArtifactStatus };

/** Maximum concurrent statements: one is planned and written while the other waits for its commit. */
const MAX_STATEMENTS = 2;
/** Links of one statement. */
const MAX_BATCH = 100;

/** A link that waits for its commit. */
interface Waiting {
  readonly artifact: NewArtifact;
  readonly key: string;
  readonly resolve: (id: number | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Commits a pending artifact with its audit entry, or says which one has this link already. */
export function linkAcceptance(root: EntityManager): (artifact: NewArtifact) => Promise<Insertion> {
  const commitOne = batchedCommits(root);
  return async (artifact) => {
    // The artifact that has the link can end between the refused insert and the query for it: then the insert is tried again.
    for (;;) {
      const id = await commitOne(artifact);
      if (id !== null) return { inserted: true, id };
      const existing = await holderOf(artifact.link, root.fork());
      if (existing !== null)
        return { inserted: false, existingId: existing.replaces ?? existing.id, status: existing.status };
    }
  };
}

/** The artifact that has a link. */
const holderOf = (link: SourceLink, em: EntityManager) =>
  em.findOne(
    Artifact,
    {
      $or: [
        { type: link.type, sourceKey: sourceKey(link), revision: link.revision },
        { origin: `${sourceKey(link)}@${link.revision}` },
      ],
      status: { $in: [...unfinished, "completed"] },
      deletedAt: null,
      keepsRevision: false,
    },
    { fields: ["id", "status", "replaces"] },
  );

/**
 * Returns the id of an artifact once it is committed, or null when its link is taken. Links that arrive together are
 * committed together, with one statement, one round trip and one flush of the log. A link that arrives alone does not
 * wait for others.
 */
function batchedCommits(root: EntityManager): (artifact: NewArtifact) => Promise<number | null> {
  const em = root.fork();
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;
  const schedule = (): void => {
    if (isScheduled || inFlight >= MAX_STATEMENTS || waiting.length === 0) return;
    isScheduled = true;
    // Links posted in the same event-loop turn join this batch.
    setImmediate(() => {
      isScheduled = false;
      const { batch, rest } = nextBatch(waiting);
      waiting = rest;
      inFlight += 1;
      void commit(em, batch).finally(() => {
        inFlight -= 1;
        schedule();
      });
      schedule();
    });
  };
  return (artifact) =>
    new Promise((resolve, reject) => {
      waiting.push({ artifact, key: keyOf(artifact.link), resolve, reject });
      schedule();
    });
}

const keyOf = (link: SourceLink): string => `${sourceKey(link)}\n${link.revision}`;

/**
 * The oldest waiting links; of equal links only the first, so that the next statement refuses the second. Sorted by key,
 * so that two statements that share several links cannot deadlock.
 */
function nextBatch(waiting: readonly Waiting[]): { batch: Waiting[]; rest: Waiting[] } {
  const batch = new Map<string, Waiting>();
  const rest: Waiting[] = [];
  for (const one of waiting) {
    if (batch.size < MAX_BATCH && !batch.has(one.key)) batch.set(one.key, one);
    else rest.push(one);
  }
  return { batch: [...batch.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), rest };
}

/** Settles every link of the batch; never rejects. */
async function commit(em: EntityManager, batch: readonly Waiting[]): Promise<void> {
  try {
    const ids = await insert(em, batch);
    for (const { key, resolve } of batch) resolve(ids.get(key) ?? null);
  } catch (error) {
    // A failed statement committed nothing, so one link that the database refuses must not cost the others theirs. A
    // database that is away may have committed; asking again would only take longer.
    if (batch.length === 1 || isDatabaseAway(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await commit(em, [one]);
  }
}

const ACCEPTED = columnsOf(Artifact, "id", "sourceKey", "revision");

/** Returns the ids of the links that were accepted, by their keys. */
async function insert(em: EntityManager, batch: readonly Waiting[]): Promise<Map<string, number>> {
  const links = batch.map(({ artifact }) => artifact);
  const values = <T>(of: (artifact: NewArtifact) => T) => sql`${links.map(of)}::text[]`;
  // One list per column: the text of the statement is the same for any number of links.
  const accepted = await rows(
    em,
    ACCEPTED,
    sql`/*prepared accept_links*/ with given as (
          select * from unnest(
            ${values(({ link }) => link.type)}, ${values(({ name }) => name)}, ${values(({ link }) => canonicalUrl(link))},
            ${values(({ link }) => link.host)}, ${values(({ link }) => link.repository)},
            ${values(({ link }) => sourceKey(link))}, ${values(({ link }) => link.revision)},
            ${values(({ owner }) => owner)}, ${values(({ correlationId }) => correlationId)},
            ${values(({ callbackUrl }) => callbackUrl ?? null)}, ${values(({ address }) => address ?? null)}
          ) with ordinality as g (type, name, url, host, repository, source_key, revision, owner, correlation_id,
            callback_url, address, place)),
        accepted as (
          insert into artifact (type, name, url, host, repository, source_key, revision, owner, correlation_id,
            callback_url, status, status_message, attempt, continuation, handed_over, keeps_revision, refreshes, dispatches)
          select type, name, url, host, repository, source_key, revision, owner, correlation_id, callback_url,
            'pending', 'Accepted; waits for the ingest function', 0, 0, false, false, 0, 0
          from given
          where not exists (select from artifact a where a.origin = given.source_key || '@' || given.revision
            and a.status in ('pending', 'downloading', 'rating', 'completed') and a.deleted_at is null
            and not a.keeps_revision)
          order by place
          on conflict do nothing returning id, type, name, source_key, revision, owner),
        audited as (
          insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name)
          select 'CREATE', a.owner, g.address, a.id, a.type, a.name
          from accepted a join given g on (g.type, g.source_key, g.revision) = (a.type, a.source_key, a.revision))
        select id, source_key, revision from accepted`,
  );
  return new Map(accepted.map((row) => [`${row.sourceKey}\n${row.revision}`, row.id]));
}
