/** What the source answered about a claimed artifact, and whether another one holds the same. */
import { UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { rows } from "../sql.ts";
import { endUpToDate, lockReplaced } from "./replacement.ts";

export interface Pinned {
  /** As the source spells them. */
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  readonly bytesTotal: number;
}

/** An artifact that replaces another one at the same origin leaves the origin to it. */
const SET = `repository = ?, "commit" = ?, bytes_total = ?, origin = (
  select case when o.origin = n.origin then null else n.origin end
  from (select host || ':' || type || ':' || lower(?::text) || '@' || ?::text as origin) n
  left join artifact o on o.id = replaces)`;

/**
 * Records what the source answered. Several links can lead to one repository at one ref: then the index lets one of
 * their artifacts hold it, whatever the race.
 * @param update a write that is fenced by the claim
 * @returns the id of the artifact that holds it already, null when there is none
 * @throws LeaseLost also when the claimed one is an update of an artifact that holds this very commit: it ended as up to
 *   date, and there is nothing more to do
 */
export async function pin(
  em: EntityManager,
  held: Held,
  pinned: Pinned,
  update: (tx: EntityManager, set: string, parameters: readonly unknown[]) => Promise<void>,
): Promise<number | null> {
  const { repository, ref, commit, bytesTotal } = pinned;
  for (;;) {
    try {
      const isUpToDate = await em.fork().transactional(async (tx) => {
        await lockReplaced(tx, held);
        await update(tx, SET, [repository, commit, bytesTotal, repository, ref]);
        return endUpToDate(tx, held, commit);
      });
      if (isUpToDate) throw new LeaseLost(held.artifactId);
      return null;
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      const other = await holderOf(em.fork(), held, pinned);
      // The other one can end between the refused write and this look: then the write is tried again.
      if (other !== null) return other;
    }
  }
}

async function holderOf(em: EntityManager, held: Held, { repository, ref }: Pinned): Promise<number | null> {
  const [other] = await rows<{ id: string | number }>(
    em,
    `select coalesce(o.replaces, o.id) as id from artifact a
       join artifact o on o.origin = a.host || ':' || a.type || ':' || lower(?::text) || '@' || ?::text
     where a.id = ? and o.id <> a.id and o.deleted_at is null and not o.keeps_revision
       and o.status in ('pending', 'downloading', 'rating', 'completed') limit 1`,
    [repository, ref, held.artifactId],
  );
  return other === undefined ? null : Number(other.id);
}
