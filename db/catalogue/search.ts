import type { EntityManager } from "@mikro-orm/postgresql";
import { unfinished } from "../../domain/status.ts";
import type { components } from "../../generated/api.ts";
import { Artifact } from "../entities/artifact.ts";
import { columnsOf } from "../entities/columns.ts";
import { flag, integer, list, nullable, type RowOf, real, rows, type Sql, sql, text } from "../sql.ts";
import { listed, type Page } from "./catalogue.ts";
import { originKey } from "./lineage.ts";

type Schemas = components["schemas"];

/** Conditions of a search as in the contract, with the link and the caller resolved. */
export interface ArtifactFilter
  extends Pick<
    Schemas["ArtifactFilter"],
    "text" | "types" | "statuses" | "licenses" | "owners" | "min_score" | "max_score"
  > {
  readonly ids?: readonly number[];
  /** Keys of the repository that a link names: several, as a link does not always tell the type. */
  readonly sourceKeys?: readonly string[];
  readonly postedBy?: string;
}
export type ArtifactSort = Schemas["ArtifactSearchRequest"]["sort"];

const COLUMNS = columnsOf(
  Artifact,
  ...(["id", "name", "type", "url", "sourceOwner", "status", "statusMessage", "progress", "attempt"] as const),
  ...(["continuation", "dispatches", "dispatchError", "nextAttemptAt", "license", "bytesTotal"] as const),
  ...(["createdAt", "updatedAt"] as const),
);
const STORED = { ...COLUMNS, netScore: nullable(real) };
const SUMMARY = { ...STORED, threshold: nullable(real), updating: flag };
/** A row of a list. */
export type FoundSummary = RowOf<typeof SUMMARY>;

/** Artifacts of every status that are not deleted; an update that runs is no artifact of its own. */
export interface ArtifactSearch {
  /** `page.after` is the id of the last artifact of the page before. */
  page(filter: ArtifactFilter, sort: ArtifactSort, page: Page): Promise<FoundSummary[]>;
  counts(filter: ArtifactFilter): Promise<Schemas["ArtifactCounts"]>;
}

export function databaseArtifactSearch(root: EntityManager): ArtifactSearch {
  const em = root.fork();
  return {
    page: (filter, sort, page) => rows(em, SUMMARY, pageOf(filter, sort, page)),
    counts: (filter) => count(em, filter),
  };
}

const both = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? sql`true`
    : sql.join(
        conditions.map((condition) => sql`(${condition})`),
        sql` and `,
      );

const browsed = (alias: string): Sql => sql.raw(`${alias}.deleted_at is null and ${alias}.replaces is null`);

/** Words beyond these are ignored: each costs a search in two indexes. */
const MOST_WORDS = 8;

/**
 * Asks each index by itself: joined by `or`, their approximate answers are checked row by row, which parses every README.
 */
function wordCondition(word: string): Sql {
  const part = `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const beginning = `'${word.replaceAll(/['\\]/g, " ")}':*`;
  return sql`a.id in (
    select named.id from artifact named where ${browsed("named")}
      and lower(named.name || ' ' || named.repository) like ${part}
    union all
    select described.id from artifact described where ${listed("described")}
      and to_tsvector('simple', left(described.readme, 50000)) @@ to_tsquery('simple', ${beginning}))`;
}

/** Everything but the fields that are counted by their values. */
function basis({ text: words = "", sourceKeys, postedBy, ids, min_score, max_score }: ArtifactFilter): Sql {
  const wanted = words
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  return both([
    browsed("a"),
    ...wanted.slice(0, MOST_WORDS).map(wordCondition),
    ...(sourceKeys === undefined ? [] : [ofSource(sourceKeys)]),
    ...(postedBy === undefined ? [] : [sql`a.owner = ${postedBy}`]),
    ...(ids === undefined ? [] : [sql`a.id = any(${[...ids]}::bigint[])`]),
    ...(min_score === undefined ? [] : [sql`a.net_score >= ${min_score}`]),
    ...(max_score === undefined ? [] : [sql`a.net_score <= ${max_score}`]),
  ]);
}

const among = (column: Sql, wanted: readonly string[]): Sql => sql`${column} = any(${wanted}::text[])`;

/** By the name of the link, or by the one that the source gives the repository. */
const ofSource = (keys: readonly string[]): Sql =>
  sql`${among(sql`a.source_key`, keys)} or (${listed("a")} and ${among(originKey("a"), keys)})`;

/** The fields that are counted by their values. */
const byValue = { types: "type", statuses: "status", licenses: "license", owners: "source_owner" } as const;
type Facet = keyof typeof byValue;
const facets = Object.keys(byValue) as Facet[];

/** An empty list asks for nothing. */
function facetCondition(facet: Facet, filter: ArtifactFilter): Sql[] {
  const wanted = filter[facet] ?? [];
  return wanted.length === 0 ? [] : [among(sql.ref(`a.${byValue[facet]}`), wanted)];
}

/** What each order sorts by before the id. Each has an index. */
const orders = {
  newest: { key: null, direction: "desc" },
  oldest: { key: null, direction: "asc" },
  name: { key: "lower(a.name)", direction: "asc" },
  best: { key: "coalesce(a.net_score, -1)", direction: "desc" },
  worst: { key: "coalesce(a.net_score, -1)", direction: "asc" },
  largest: { key: "coalesce(a.bytes_total, -1)", direction: "desc" },
  smallest: { key: "coalesce(a.bytes_total, -1)", direction: "asc" },
} as const satisfies Record<NonNullable<ArtifactSort>, { key: string | null; direction: "asc" | "desc" }>;

const RUNS = sql`(${sql.join(unfinished.map((status) => sql.lit(status)))})`;

function pageOf(filter: ArtifactFilter, sort: ArtifactSort, { after, skip, limit }: Page): Sql {
  const { key, direction } = orders[sort ?? "newest"];
  const keys = (key === null ? ["a.id"] : [key, "a.id"]).map((column) => sql.raw(column));
  const place = sql.join(keys);
  const beyond = sql`(${place}) ${sql.raw(direction === "asc" ? ">" : "<")}
    (select ${place} from artifact a where a.id = ${after})`;
  const conditions = [basis(filter), ...facets.flatMap((facet) => facetCondition(facet, filter))];
  return sql`
    select ${list(STORED, "a")}, (a.verdict ->> 'threshold')::double precision as threshold,
      exists (select from artifact u where u.replaces = a.id and u.deleted_at is null and u.status in ${RUNS})
        as updating
    from artifact a where ${both(after === 0 ? conditions : [...conditions, beyond])}
    order by ${sql.join(keys.map((column) => sql`${column} ${sql.raw(direction)}`))} limit ${limit} offset ${skip}`;
}

/** Values of a field that are counted. */
const MOST_VALUES = 100;
const COUNTED = { facet: text, value: nullable(text), count: integer };

/**
 * Counts in one scan of the rows that meet the rest of the filter; whether a row meets the field of a facet is computed
 * once for each row. A facet counts the rows that meet the other facets.
 */
async function count(em: EntityManager, filter: ArtifactFilter): Promise<Schemas["ArtifactCounts"]> {
  const selected = facets.flatMap((facet) => [
    sql`${sql.ref(`a.${byValue[facet]}`)} as ${sql.ref(facet)}`,
    sql`(${both(facetCondition(facet, filter))}) as ${sql.ref(`is_${facet}`)}`,
  ]);
  const others = (facet: Facet | null): Sql =>
    both(facets.filter((other) => other !== facet).map((other) => sql.ref(`is_${other}`)));
  const counting = facets.map(
    (facet) => sql`(select ${sql.lit(facet)} as facet, ${sql.ref(facet)} as value, count(*) as count from found
      where ${others(facet)} and ${sql.ref(facet)} is not null group by 2 order by 3 desc, 2 limit ${MOST_VALUES})`,
  );
  const found = await rows(
    em,
    COUNTED,
    sql`with found as materialized (select ${sql.join(selected)} from artifact a where ${basis(filter)})
      ${sql.join(counting, sql` union all `)}
      union all select 'total', null, count(*) from found where ${others(null)}
      union all select 'unfinished', null, count(*) from found where ${others(null)} and statuses in ${RUNS}`,
  );
  const of = (facet: string) => found.filter((row) => row.facet === facet);
  const values = (facet: Facet) => of(facet).map(({ value, count: n }) => ({ value: value ?? "", count: n }));
  return {
    total: of("total")[0]?.count ?? 0,
    unfinished: of("unfinished")[0]?.count ?? 0,
    types: values("types"),
    statuses: values("statuses"),
    licenses: values("licenses"),
    owners: values("owners"),
  };
}
