import { type DeclaredLink, replaceLinks } from "../../../db/catalogue/lineage.ts";
import { type ArtifactType, canonicalUrl, type SourceLink, sourceKey } from "../../../domain/link.ts";
import type { TestDatabase } from "../database.ts";

export interface ListedArtifact {
  readonly name?: string;
  readonly type?: ArtifactType;
  readonly readme?: string | null;
  /** "owner/name" as in the link; by default a new one. */
  readonly repository?: string;
  /** As the source spells it, when that differs. */
  readonly canonical?: string;
  readonly revision?: string;
  readonly bytes?: number;
  readonly links?: readonly DeclaredLink[];
}

let counter = 0;

/** Puts an artifact on offer, as its ingest would have left it; its id. */
export async function aListed(database: TestDatabase, it: ListedArtifact = {}): Promise<number> {
  const { type = "model", name = `listed-${counter}`, bytes = 1_000_000, readme = null } = it;
  const repository = it.repository ?? `acme/listed-${counter++}`;
  const link: SourceLink = { host: "huggingface", type, repository, revision: it.revision ?? "main" };
  return database.orm.em.fork().transactional(async (em) => {
    const [row] = await em.execute<{ id: string }[]>(
      `insert into artifact (type, name, url, host, repository, source_key, revision, owner, status, status_message,
         archive, readme, correlation_id)
       values (?, ?, ?, 'huggingface', ?, ?, ?, 'admin', 'completed', 'Admitted', ?::jsonb, ?, 'test') returning id`,
      [
        type,
        name,
        canonicalUrl(link),
        it.canonical ?? repository,
        sourceKey(link),
        link.revision,
        JSON.stringify({ key: `archives/${name}.zip`, bytes, crc32: 7, sha256: null }),
        readme,
      ],
    );
    const id = Number(row?.id);
    await replaceLinks(em, id, it.links ?? []);
    return id;
  });
}

/** Takes artifacts off the offer, as deleting them does. */
export const unlist = (database: TestDatabase, id: number): Promise<unknown> =>
  database.orm.em.fork().execute("update artifact set deleted_at = now() where id = ?", [id]);
