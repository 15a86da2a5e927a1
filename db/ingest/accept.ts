import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalUrl, type SourceLink, sourceKey } from "../../domain/link.ts";
import { isDatabaseAway } from "../away.ts";
import { preparedRows } from "../sql.ts";

export interface NewArtifact {
  readonly link: SourceLink;
  readonly name: string;
  readonly owner: string;
  readonly correlationId: string;
  /** Where to report how it ended; nowhere by default. */
  readonly callbackUrl?: string | null;
  /** Network address of who posted it, for the audit log. */
  readonly address?: string | null;
}

/** Statements under way at once: one is planned and written while the other waits for its commit. */
const LANES = 2;
/** Links of one statement. */
const MOST = 100;

/** A link that waits for its commit. */
interface Waiting {
  readonly artifact: NewArtifact;
  readonly key: string;
  readonly done: (id: number | null) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Commits pending artifacts, each with its audit entry: the id, or null when its link is taken already. Links that come
 * at the same time are committed together: one statement, one round trip, one flush of the log for all of them; nothing
 * is answered before its commit. A link that comes alone does not wait for others.
 */
export function linkAcceptance(root: EntityManager): (artifact: NewArtifact) => Promise<number | null> {
  let waiting: Waiting[] = [];
  let under = 0;
  let called = false;
  const call = (): void => {
    if (called || under >= LANES || waiting.length === 0) return;
    called = true;
    // What the same turn of the event loop still brings goes along.
    setImmediate(() => {
      called = false;
      const { batch, rest } = nextBatch(waiting);
      waiting = rest;
      under += 1;
      void commit(root, batch).finally(() => {
        under -= 1;
        call();
      });
      call();
    });
  };
  return (artifact) =>
    new Promise((done, failed) => {
      waiting.push({ artifact, key: keyOf(artifact.link), done, failed });
      call();
    });
}

const keyOf = (link: SourceLink): string => `${sourceKey(link)}\n${link.revision}`;

/**
 * The oldest of those that wait, of equal links only the first: the second is refused by the next statement. In the order
 * of their keys, so that two statements that meet at several links wait for each other in one direction only.
 */
function nextBatch(waiting: readonly Waiting[]): { batch: Waiting[]; rest: Waiting[] } {
  const batch = new Map<string, Waiting>();
  const rest: Waiting[] = [];
  for (const one of waiting) {
    if (batch.size < MOST && !batch.has(one.key)) batch.set(one.key, one);
    else rest.push(one);
  }
  return { batch: [...batch.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), rest };
}

/** Settles every one of the batch; never rejects. */
async function commit(root: EntityManager, batch: readonly Waiting[]): Promise<void> {
  try {
    const ids = await insert(root, batch);
    for (const { key, done } of batch) done(ids.get(key) ?? null);
  } catch (error) {
    // Nothing of a statement with a fault is committed. One link that the database cannot hold must not cost the others
    // theirs; a database that is away may have committed, and does not answer sooner when it is asked again.
    if (batch.length === 1 || isDatabaseAway(error)) for (const { failed } of batch) failed(error);
    else for (const one of batch) await commit(root, [one]);
  }
}

/** The values of each column come as one list: the text of the statement is the same for any number of links. */
const INSERT = `with given as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[]) with ordinality as g
      (type, name, url, host, repository, source_key, revision, owner, correlation_id, callback_url, address, place)),
  accepted as (
    insert into artifact (type, name, url, host, repository, source_key, revision, owner, correlation_id, callback_url,
      status, status_message, attempt, continuation, handed_over, keeps_revision, refreshes, dispatches)
    select type, name, url, host, repository, source_key, revision, owner, correlation_id, callback_url,
      'pending', 'Accepted; waits for the ingest function', 0, 0, false, false, 0, 0
    from given
    where not exists (select from artifact a where a.origin = given.source_key || '@' || given.revision
      and a.status in ('pending', 'downloading', 'rating', 'completed') and a.deleted_at is null and not a.keeps_revision)
    order by place
    on conflict do nothing returning id, type, name, source_key, revision, owner),
  noted as (
    insert into audit_log (action, actor, address, artifact_id, artifact_type, artifact_name)
    select 'CREATE', a.owner, g.address, a.id, a.type, a.name
    from accepted a join given g on (g.type, g.source_key, g.revision) = (a.type, a.source_key, a.revision))
  select id, source_key, revision from accepted`;

/** Ids of the links that were accepted, by their keys. */
async function insert(root: EntityManager, batch: readonly Waiting[]): Promise<Map<string, number>> {
  const table = batch.map(({ artifact }) => columnsOf(artifact));
  const lists = Array.from({ length: COLUMNS }, (_, column) => table.map((row) => row[column]));
  const accepted = await preparedRows<{ id: string; source_key: string; revision: string }>(
    root,
    "accept_links",
    INSERT,
    lists,
  );
  return new Map(accepted.map((row) => [`${row.source_key}\n${row.revision}`, Number(row.id)]));
}

const COLUMNS = 11;
const columnsOf = ({ link, name, owner, correlationId, ...rest }: NewArtifact): (string | null)[] => [
  link.type,
  name,
  canonicalUrl(link),
  link.host,
  link.repository,
  sourceKey(link),
  link.revision,
  owner,
  correlationId,
  rest.callbackUrl ?? null,
  rest.address ?? null,
];
