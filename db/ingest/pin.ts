/** The resolved source of a claimed artifact, and whether another artifact holds the same. */
import { type Held, LeaseLost } from "../../domain/failure.ts";
import { type Database, integer, refusedAs, rows, type Sql, sql } from "../sql.ts";
import { endUpToDate, lockReplaced } from "./replacement.ts";

export interface Pinned {
  /** As the source spells them. */
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  readonly bytesTotal: number;
}

/** The key of a repository at a ref. */
const origin = ({ repository, ref }: Pinned): Sql =>
  sql`a.host || ':' || a.type || ':' || lower(${repository}::text) || '@' || ${ref}::text`;

/**
 * Records the resolved source. Several links can lead to one repository at one ref: then a unique index lets one of their
 * artifacts hold it in any race.
 * @param update a write that is guarded by the claim
 * @returns the id of the artifact that holds it already, null when there is none
 * @throws LeaseLost also when the claimed one is an update of an artifact that has this commit already: it ended as up
 *   to date, and there is nothing more to do
 */
export async function pin(
  db: Database,
  held: Held,
  pinned: Pinned,
  update: (tx: Database, set: Sql) => Promise<void>,
): Promise<number | null> {
  const { repository, commit, bytesTotal } = pinned;
  // An update of an artifact with the same origin leaves the origin to that artifact.
  const set = sql`repository = ${repository}, "commit" = ${commit}, bytes_total = ${bytesTotal}, origin = (
    select nullif(${origin(pinned)}, o.origin) from artifact a left join artifact o on o.id = a.replaces
    where a.id = artifact.id)`;
  for (;;) {
    try {
      const isUpToDate = await db.transactional(async (tx) => {
        await lockReplaced(tx, held);
        await update(tx, set);
        return endUpToDate(tx, held, commit);
      });
      if (isUpToDate) throw new LeaseLost(held.artifactId);
      return null;
    } catch (error) {
      if (!refusedAs("duplicate", error)) throw error;
      const other = await holderOf(db, held, pinned);
      // The other artifact can end between the refused write and this query: then the write is tried again.
      if (other !== null) return other;
    }
  }
}

async function holderOf(db: Database, { artifactId }: Held, pinned: Pinned): Promise<number | null> {
  const [other] = await rows(
    db,
    { id: integer },
    sql`select coalesce(o.replaces, o.id) as id from artifact a join artifact o on o.origin = ${origin(pinned)}
        where a.id = ${artifactId} and o.id <> a.id and o.deleted_at is null and not o.keeps_revision
          and o.status in ('pending', 'downloading', 'rating', 'completed') limit 1`,
  );
  return other?.id ?? null;
}
