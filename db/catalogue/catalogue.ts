import type { EntityManager } from "@mikro-orm/postgresql";
import { type ArtifactType, artifactTypes } from "../../domain/link.ts";
import type { Artifact } from "../entities/artifact.ts";
import type { Columns } from "../entities/columns.ts";
import { asJson, integer, oneOf, rows, type Sql, sql, text } from "../sql.ts";

/** Start and maximum length of a page of a list that is sorted by id. */
export interface Page {
  /** Only larger ids; 0 from the beginning. */
  readonly after: number;
  /** Entries to skip after that. */
  readonly skip: number;
  readonly limit: number;
}

/**
 * The SQL condition for artifacts on offer: admitted and not deleted. An admitted artifact has an archive, so a model
 * stays on offer while an update of it is being judged. The partial indexes of the catalogue have this very condition.
 */
export const listed = (alias: string): Sql => sql.raw(`${alias}.archive is not null and ${alias}.deleted_at is null`);

export interface CatalogueEntry {
  readonly id: number;
  readonly name: string;
  readonly type: ArtifactType;
}
export const CATALOGUE_ENTRY = {
  id: integer,
  name: text,
  type: oneOf(artifactTypes),
} satisfies Columns<typeof Artifact>;

/** Artifacts of some types: by exact name, or all of them. */
export interface CatalogueQuery {
  /** Null for every name. */
  readonly name: string | null;
  readonly types: readonly ArtifactType[];
}

/** The artifacts on offer, by id, page by page. */
export interface Catalogue {
  /** Artifacts that match any of the queries, each once. */
  list(queries: readonly CatalogueQuery[], page: Page): Promise<CatalogueEntry[]>;
}

export function databaseCatalogue(root: EntityManager): Catalogue {
  const em = root.fork();
  return { list: (queries, page) => rows(em, CATALOGUE_ENTRY, union(asJson(branches(queries)), page)) };
}

/**
 * Each branch reads an index that is sorted by id, at most to the end of the page, however many artifacts there are.
 * The row comparisons leave the planner no other index for a type: scanning all ids would be slow for a rare one.
 */
const union = (wanted: string, { after, skip, limit }: Page): Sql => sql`
  with wanted as (select * from jsonb_to_recordset(${wanted}::jsonb) as w (name text, type text))
  select distinct found.id, found.name, found.type from (
    select a.* from wanted w cross join lateral (
      select a.id, a.name, a.type from artifact a
      where a.name = w.name and a.type = w.type and a.id > ${after} and ${listed("a")}
      order by a.id limit ${skip + limit}) a
    where w.name is not null
    union all
    select a.* from wanted w cross join lateral (
      select a.id, a.name, a.type from artifact a
      where (a.type, a.id) > (w.type, ${after}::bigint) and a.type <= w.type and ${listed("a")}
      order by a.type, a.id limit ${skip + limit}) a
    where w.name is null
  ) found order by found.id limit ${limit} offset ${skip}`;

/** One branch per name and type; a type that is listed whole needs no branches by name. */
function branches(queries: readonly CatalogueQuery[]): { name: string | null; type: ArtifactType }[] {
  const whole = new Set(queries.filter(({ name }) => name === null).flatMap(({ types }) => types));
  const named = queries.flatMap(({ name, types }) =>
    name === null
      ? []
      : types.filter((type) => !whole.has(type)).map((type) => [`${type} ${name}`, { name, type }] as const),
  );
  return [...[...whole].map((type) => ({ name: null, type })), ...new Map(named).values()];
}
