import type { EntityManager } from "@mikro-orm/postgresql";
import type { ArtifactType } from "../../domain/link.ts";
import { asJson, rows } from "../sql.ts";
import { listed, type Page } from "./listed.ts";

export interface CatalogueEntry {
  readonly id: number;
  readonly name: string;
  readonly type: ArtifactType;
}

/** Artifacts by exact name, or all of them; of some types. */
export interface CatalogueQuery {
  /** Null for every name. */
  readonly name: string | null;
  readonly types: readonly ArtifactType[];
}

/** What is on offer, by id, page by page. */
export interface Catalogue {
  /** Artifacts that any of the queries names, each once. */
  list(queries: readonly CatalogueQuery[], page: Page): Promise<CatalogueEntry[]>;
}

export function databaseCatalogue(root: EntityManager): Catalogue {
  return {
    list: async (queries, { after, limit }) => {
      const found = await rows<EntryRow>(root.fork(), UNION, [
        asJson(branches(queries)),
        after,
        limit,
        after,
        limit,
        limit,
      ]);
      return found.map(toEntry);
    },
  };
}

export interface EntryRow {
  readonly id: string | number;
  readonly name: string;
  readonly type: ArtifactType;
}
export const toEntry = ({ id, name, type }: EntryRow): CatalogueEntry => ({ id: Number(id), name, type });

/**
 * Each branch reads at most one page from an index that is sorted by id, however many artifacts there are. The bounds
 * by rows leave no other way for a type: walking along all ids would be slow for a rare one.
 */
const UNION = `
  with wanted as (select * from jsonb_to_recordset(?::jsonb) as w (name text, type text))
  select distinct found.id, found.name, found.type from (
    select a.* from wanted w cross join lateral (
      select a.id, a.name, a.type from artifact a
      where a.name = w.name and a.type = w.type and a.id > ? and ${listed("a")} order by a.id limit ?) a
    where w.name is not null
    union all
    select a.* from wanted w cross join lateral (
      select a.id, a.name, a.type from artifact a
      where (a.type, a.id) > (w.type, ?) and a.type <= w.type and ${listed("a")} order by a.type, a.id limit ?) a
    where w.name is null
  ) found order by found.id limit ?`;

/** One branch per name and type; a type that is wanted whole needs no branch per name. */
function branches(queries: readonly CatalogueQuery[]): { name: string | null; type: ArtifactType }[] {
  const whole = new Set(queries.filter(({ name }) => name === null).flatMap(({ types }) => types));
  const named = queries.flatMap(({ name, types }) =>
    name === null
      ? []
      : types.filter((type) => !whole.has(type)).map((type) => [`${type} ${name}`, { name, type }] as const),
  );
  return [...[...whole].map((type) => ({ name: null, type })), ...new Map(named).values()];
}
