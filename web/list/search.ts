import { statuses } from "../../domain/status.ts";
import { artifactTypes, type Schemas } from "../api/client.ts";
import type { Filter, Sort } from "../api/queries.ts";

/** The state of the list, as the address holds it. Lists are joined by commas. */
export interface ListSearch {
  readonly q?: string;
  readonly type?: string;
  readonly status?: string;
  readonly license?: string;
  readonly owner?: string;
  readonly min?: number;
  readonly max?: number;
  readonly sort?: Sort;
  readonly mine?: boolean;
  /** Puts the cursor into the search. */
  readonly focus?: boolean;
}

export const sorts: readonly { readonly value: Sort; readonly label: string }[] = [
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
  { value: "name", label: "By name" },
  { value: "best", label: "Best score first" },
  { value: "worst", label: "Worst score first" },
  { value: "largest", label: "Largest first" },
  { value: "smallest", label: "Smallest first" },
];

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== ""
    ? value.slice(0, 200)
    : typeof value === "number"
      ? String(value)
      : undefined;
const share = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value <= 1 ? value : undefined;

/** Reads the state out of an address; what is not understood is left out. */
export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const sort = sorts.find(({ value }) => value === raw["sort"])?.value;
  return defined({
    q: text(raw["q"]),
    type: text(raw["type"]),
    status: text(raw["status"]),
    license: text(raw["license"]),
    owner: text(raw["owner"]),
    min: share(raw["min"]),
    max: share(raw["max"]),
    sort: sort === "newest" ? undefined : sort,
    mine: raw["mine"] === true ? true : undefined,
    focus: raw["focus"] === true ? true : undefined,
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;

export const chosen = (joined: string | undefined): string[] =>
  joined === undefined ? [] : joined.split(",").filter((part) => part !== "");
export const joined = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : values.join(",");

const among = <T extends string>(values: readonly string[], known: readonly string[]): T[] =>
  values.filter((value): value is T => known.includes(value));

/** What the registry is asked for. */
export function toFilter(search: ListSearch): Filter {
  return defined({
    text: search.q,
    types: among<Schemas["ArtifactType"]>(chosen(search.type), artifactTypes),
    statuses: among<Schemas["ArtifactStatus"]>(chosen(search.status), statuses),
    licenses: chosen(search.license),
    owners: chosen(search.owner),
    min_score: search.min,
    max_score: search.max,
    mine: search.mine,
  });
}

export const isFiltered = ({ sort: _sort, focus: _focus, ...filter }: ListSearch): boolean =>
  Object.keys(filter).length > 0;
