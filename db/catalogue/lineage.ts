import type { EntityManager } from "@mikro-orm/postgresql";
import {
  type ArtifactType,
  canonicalUrl,
  defaultName,
  type SourceHost,
  type SourceLink,
  sourceKey,
} from "../../domain/link.ts";
import type { LinkKind } from "../entities/artifact.ts";
import {
  affected,
  asJson,
  type Database,
  integer,
  json,
  nullable,
  oneOf,
  type RowOf,
  rows,
  type Sql,
  sql,
  text,
} from "../sql.ts";
import { CATALOGUE_ENTRY, listed } from "./catalogue.ts";

/** Something that an artifact declares it was made from. */
export interface DeclaredLink {
  readonly kind: LinkKind;
  readonly target: Pick<SourceLink, "host" | "repository">;
  readonly declaredIn: readonly string[];
}

/** An artifact on offer, as a node of a lineage graph. */
export interface LineageArtifact {
  readonly id: number;
  readonly name: string;
  readonly type: ArtifactType;
  readonly url: string;
  /** Size of its archive. */
  readonly bytes: number;
}
/** `to` was made from `from`; `from` is null when the registry does not hold it. */
export interface LineageEdge {
  readonly kind: LinkKind;
  readonly from: number | null;
  readonly to: number;
  /** Name and link of `from` as they were declared. */
  readonly source: { readonly name: string; readonly type: ArtifactType; readonly url: string };
  readonly declaredIn: readonly string[];
}
export interface LineageGraph {
  readonly artifacts: readonly LineageArtifact[];
  readonly edges: readonly LineageEdge[];
}

export interface LineageStore {
  /** Everything that the artifact was made from, over all generations; a cycle is followed once. */
  ancestry(artifactId: number): Promise<LineageGraph>;
  /** At most `limit` models that declare this one as their parent, by id. */
  children(artifactId: number, limit: number): Promise<LineageGraph>;
}

export function databaseLineage(root: EntityManager): LineageStore {
  const em = root.fork();
  return {
    ancestry: async (artifactId) => graph(em, await rows(em, LINK, ancestry(artifactId)), artifactId),
    children: async (artifactId, limit) => graph(em, await rows(em, LINK, children(artifactId, limit)), artifactId),
  };
}

/** Replaces the links of an artifact; part of the transaction that completes it. */
export async function replaceLinks(db: Database, artifactId: number, links: readonly DeclaredLink[]): Promise<void> {
  await affected(db, sql`delete from artifact_link where artifact_id = ${artifactId}`);
  if (links.length === 0) return;
  const targets = links.map(({ kind, target, declaredIn }) => ({
    kind,
    key: sourceKey({ ...target, type: typeOf[kind] }),
    target: target.repository,
    declared: declaredIn,
  }));
  await affected(
    db,
    sql`insert into artifact_link (artifact_id, kind, target_key, target, declared_in)
        select ${artifactId}::bigint, l.kind, l.key, l.target, l.declared
        from jsonb_to_recordset(${asJson(targets)}::jsonb) as l (kind text, key text, target text, declared jsonb)
        on conflict do nothing`,
  );
}

const typeOf = { parent: "model", dataset: "dataset", code: "code" } as const satisfies Record<LinkKind, ArtifactType>;

/**
 * The key under which others declare an artifact: by the name that the source gives it, which a link may abbreviate. An
 * index has this very expression.
 */
export const originKey = (alias: string): Sql =>
  sql.raw(`(${alias}.host || ':' || ${alias}.type || ':' || lower(${alias}.repository))`);
const newest = (condition: Sql): Sql =>
  sql`(select a.id from artifact a where ${condition} and ${listed("a")} order by a.id desc limit 1)`;
/** The newest artifact on offer that a link names; each half is one search in an index. */
const TARGET = sql`lateral (select found.id from (${newest(sql`a.source_key = l.target_key`)}
  union all ${newest(sql`${originKey("a")} = l.target_key`)}) found order by found.id desc limit 1) t on true`;

const COLUMNS = sql`l.artifact_id, l.kind, l.target_key, l.target, l.declared_in`;
const ancestry = (artifactId: number): Sql => sql`
  with recursive above (id) as (
    select ${artifactId}::bigint
    union
    select t.id from above join artifact_link l on l.artifact_id = above.id join ${TARGET})
  select ${COLUMNS}, t.id as found from above join artifact_link l on l.artifact_id = above.id left join ${TARGET}
  order by l.artifact_id, l.kind, l.target_key`;
const children = (artifactId: number, limit: number): Sql => sql`
  select ${COLUMNS}, me.id as found from artifact me
  join artifact_link l on l.kind = 'parent'
    and l.target_key in (me.source_key, ${originKey("me")})
  join artifact a on a.id = l.artifact_id and ${listed("a")}
  where me.id = ${artifactId} order by l.artifact_id, l.target_key limit ${limit}`;

const LINK = {
  artifactId: integer,
  kind: oneOf(Object.keys(typeOf) as LinkKind[]),
  targetKey: text,
  target: text,
  declaredIn: json<readonly string[]>(),
  found: nullable(integer),
};
const NODE = { ...CATALOGUE_ENTRY, url: text, bytes: integer };

async function graph(em: EntityManager, links: readonly RowOf<typeof LINK>[], root: number): Promise<LineageGraph> {
  const edges = links.map(toEdge);
  const ids = new Set([root, ...edges.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))]);
  const artifacts = await rows(
    em,
    NODE,
    sql`select a.id, a.name, a.type, a.url, (a.archive ->> 'bytes')::bigint as bytes from artifact a
        where a.id = any(${[...ids]}::bigint[]) order by a.id`,
  );
  return { artifacts, edges };
}

function toEdge({ artifactId: to, kind, targetKey, target, declaredIn, found }: RowOf<typeof LINK>): LineageEdge {
  const [host] = targetKey.split(":") as [SourceHost];
  const type = typeOf[kind];
  const link = { host, type, repository: target, revision: host === "github" ? "HEAD" : "main" };
  return { kind, from: found, to, source: { name: defaultName(link), type, url: canonicalUrl(link) }, declaredIn };
}
