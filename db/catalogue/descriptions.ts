import type { EntityManager } from "@mikro-orm/postgresql";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { json, nullable, type RowOf, rows, sql, text } from "../sql.ts";
import type { Revision } from "./revisions.ts";

const DESCRIPTION = {
  ...columnsOf(Artifact, "owner", "verdict", "readme"),
  /** What the source said of a model when it was rated, as the rating keeps it; null for other artifacts. */
  info: nullable(json<unknown>()),
  /** ISO 8601 time of the commit, null where no rating has it. */
  commitDate: nullable(text),
};
export type StoredDescription = RowOf<typeof DESCRIPTION>;

/** What is stored about an artifact beside its files; null when it has moved to another commit. */
export async function readDescription(
  root: EntityManager,
  { id, commit }: Pick<Revision, "id" | "commit">,
): Promise<StoredDescription | null> {
  const found = await rows(
    root.fork(),
    DESCRIPTION,
    sql`select a.owner, a.verdict, a.readme, r.info, r.commit_date from artifact a left join lateral (
          select snapshot -> 'info' -> 'value' as info, snapshot ->> 'commitDate' as commit_date
          from rating where artifact_id = a.id order by id desc limit 1) r on true
        where a.id = ${id} and a."commit" = ${commit}`,
  );
  return found[0] ?? null;
}
