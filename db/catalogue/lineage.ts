import type { EntityManager } from "@mikro-orm/postgresql";
import {
  type ArtifactType,
  canonicalUrl,
  defaultName,
  type SourceHost,
  type SourceLink,
  sourceKey,
} from "../../domain/link.ts";
import type { LinkKind } from "../entities/link.ts";
import { asJson, rows } from "../sql.ts";
import { listed } from "./listed.ts";

/** Something that an artifact was made from. */
export interface DeclaredLink {
  readonly kind: LinkKind;
  readonly target: Pick<SourceLink, "host" | "repository">;
  readonly declaredIn: readonly string[];
}

/** An artifact on offer, as a node of a lineage. */
export interface LineageArtifact {
  readonly id: number;
  readonly name: string;
  readonly type: ArtifactType;
  readonly url: string;
  /** Size of the download. */
  readonly bytes: number;
}
/** `from` went into `to`. Null stands for something that the registry does not hold. */
export interface LineageEdge {
  readonly kind: LinkKind;
  readonly from: number | null;
  readonly to: number;
  /** Name and link of `from` as it was declared. */
  readonly source: { readonly name: string; readonly type: ArtifactType; readonly url: string };
  readonly declaredIn: readonly string[];
}
export interface LineageGraph {
  readonly artifacts: readonly LineageArtifact[];
  readonly edges: readonly LineageEdge[];
}

export interface LineageStore {
  /** Everything that the artifact was made from, over all generations; cycles end by themselves. */
  ancestry(artifactId: number): Promise<LineageGraph>;
  /** The models that declare this one as their parent, by id, at most `limit`. */
  children(artifactId: number, limit: number): Promise<LineageGraph>;
}

export function databaseLineage(root: EntityManager): LineageStore {
  return {
    ancestry: async (artifactId) =>
      graph(root.fork(), await rows<LinkRow>(root.fork(), ANCESTRY, [artifactId]), artifactId),
    children: async (artifactId, limit) =>
      graph(root.fork(), await rows<LinkRow>(root.fork(), CHILDREN, [artifactId, artifactId, limit]), artifactId),
  };
}

/** Replaces what an artifact declares; part of the transaction that completes it. */
export async function replaceLinks(
  em: EntityManager,
  artifactId: number,
  links: readonly DeclaredLink[],
): Promise<void> {
  await rows(em, "delete from artifact_link where artifact_id = ?", [artifactId]);
  if (links.length === 0) return;
  const targets = links.map(({ kind, target, declaredIn }) => ({
    kind,
    key: sourceKey({ ...target, type: typeOf[kind] }),
    target: target.repository,
    declared: declaredIn,
  }));
  await rows(
    em,
    `insert into artifact_link (artifact_id, kind, target_key, target, declared_in)
     select ?, l.kind, l.key, l.target, l.declared
     from jsonb_to_recordset(?::jsonb) as l (kind text, key text, target text, declared jsonb)
     on conflict do nothing`,
    [artifactId, asJson(targets)],
  );
}

const typeOf = { parent: "model", dataset: "dataset", code: "code" } as const satisfies Record<LinkKind, ArtifactType>;

/** The key under which others declare an artifact: by the name that the source gives it, which a link may abbreviate. */
export const ORIGIN_KEY = "(a.host || ':' || a.type || ':' || lower(a.repository))";
const newest = (condition: string): string =>
  `(select a.id from artifact a where ${condition} and ${listed("a")} order by a.id desc limit 1)`;
/** The newest artifact on offer that a link means; each half is one look into an index. */
const TARGET = `lateral (select found.id from (${newest("a.source_key = l.target_key")}
  union all ${newest(`${ORIGIN_KEY} = l.target_key`)}) found order by found.id desc limit 1) t on true`;

const LINK = "l.artifact_id, l.kind, l.target_key, l.target, l.declared_in";
const ANCESTRY = `
  with recursive above (id) as (
    select ?::bigint
    union
    select t.id from above join artifact_link l on l.artifact_id = above.id join ${TARGET})
  select ${LINK}, t.id as found from above join artifact_link l on l.artifact_id = above.id left join ${TARGET}
  order by l.artifact_id, l.kind, l.target_key`;
const CHILDREN = `
  select ${LINK}, ?::bigint as found from artifact me
  join artifact_link l on l.kind = 'parent'
    and l.target_key in (me.source_key, me.host || ':' || me.type || ':' || lower(me.repository))
  join artifact a on a.id = l.artifact_id and ${listed("a")}
  where me.id = ? order by l.artifact_id limit ?`;

interface LinkRow {
  artifact_id: string | number;
  kind: LinkKind;
  target_key: string;
  target: string;
  declared_in: readonly string[];
  found: string | number | null;
}

async function graph(em: EntityManager, links: readonly LinkRow[], root: number): Promise<LineageGraph> {
  const edges = links.map(toEdge);
  const ids = new Set([root, ...edges.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))]);
  const found = await rows<Omit<LineageArtifact, "id" | "bytes"> & Record<"id" | "bytes", string | number>>(
    em,
    `select a.id, a.name, a.type, a.url, (a.archive ->> 'bytes')::bigint as bytes from artifact a
     where a.id in (select value::bigint from jsonb_array_elements_text(?::jsonb)) order by a.id`,
    [asJson([...ids])],
  );
  return { artifacts: found.map((row) => ({ ...row, id: Number(row.id), bytes: Number(row.bytes) })), edges };
}

function toEdge({ artifact_id, kind, target_key, target, declared_in, found }: LinkRow): LineageEdge {
  const [host] = target_key.split(":") as [SourceHost];
  const type = typeOf[kind];
  const link = { host, type, repository: target, revision: host === "github" ? "HEAD" : "main" };
  return {
    kind,
    from: found === null ? null : Number(found),
    to: Number(artifact_id),
    source: { name: defaultName(link), type, url: canonicalUrl(link) },
    declaredIn: declared_in,
  };
}
