import { type QueryExecutorProvider, type RawBuilder, sql } from "kysely";
import * as v from "valibot";

/**
 * How the registry runs SQL of its own. A statement is a template: each `${}` is a parameter, sent beside the statement
 * however large it is, or another piece of SQL. A parameter whose type does not follow from its place needs a cast.
 */
export { sql };
export type Sql = RawBuilder<unknown>;

/**
 * Where statements run: on any connection of a pool, or on that of a transaction. An entity manager is one, too, if it is
 * a fork: the global one would join a transaction of its caller.
 */
export interface Database {
  getKysely(): QueryExecutorProvider;
  /** Commits what `work` does on the given database, or rolls it back when `work` fails. */
  transactional<T>(work: (transaction: Database) => Promise<T>): Promise<T>;
}

/** Reads one value of a result; a value of another type is an error. */
export type Column<T = unknown> = v.GenericSchema<unknown, T>;

/** The columns of a result that are read, by the names of the values: `leaseToken` is the column `lease_token`. */
export type Shape = Readonly<Record<string, Column>>;
export type RowOf<S extends Shape> = { readonly [Name in keyof S]: v.InferOutput<S[Name]> };

/** The rows of a statement. */
export async function rows<S extends Shape>(db: Database, shape: S, statement: Sql): Promise<RowOf<S>[]> {
  const found = (await statement.execute(db.getKysely())).rows as Record<string, unknown>[];
  const columns = columnsIn(shape);
  return found.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { name, column, from } of columns) values[name] = readColumn(column, row[from], from);
    return values as RowOf<S>;
  });
}

/** The values of a statement with one column, as `rows` would read them. */
export async function values<T>(db: Database, column: Column<T>, statement: Sql): Promise<T[]> {
  const found = (await statement.execute(db.getKysely())).rows as Record<string, unknown>[];
  return found.flatMap((row) => Object.entries(row).map(([name, value]) => readColumn(column, value, name)));
}

/** How many rows a statement changed; of a query, how many it found. */
export async function affected(db: Database, statement: Sql): Promise<number> {
  const { numAffectedRows, rows: found } = await statement.execute(db.getKysely());
  return Number(numAffectedRows ?? found.length);
}

/** SQLSTATE values of failures that callers handle; a database that is away is another matter: see `isDatabaseAway`. */
const STATES = { duplicate: ["23505"], "missing reference": ["23503"], deadlock: ["40P01", "40001"] } as const;

/** True when the database refused a statement for this reason. */
export const refusedAs = (reason: keyof typeof STATES, error: unknown): boolean =>
  STATES[reason].some((state) => state === (error as { code?: unknown } | null)?.code);

function readColumn<T>(column: Column<T>, value: unknown, name: string): T {
  const read = v.safeParse(column, value);
  if (read.success) return read.output;
  throw new TypeError(`The column ${name} cannot be read: ${read.issues[0].message}`);
}

const columnName = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface NamedColumn {
  readonly name: string;
  readonly column: Column;
  /** Name in the database. */
  readonly from: string;
}
const known = new WeakMap<Shape, readonly NamedColumn[]>();

/** The columns of a shape, which most statements have as a constant. */
function columnsIn(shape: Shape): readonly NamedColumn[] {
  const columns =
    known.get(shape) ?? Object.entries(shape).map(([name, column]) => ({ name, column, from: columnName(name) }));
  known.set(shape, columns);
  return columns;
}

/** The columns of a shape as SQL, for `select` and `returning`. */
export const list = (shape: Shape, table?: string): Sql =>
  sql.raw(
    columnsIn(shape)
      .map(({ from }) => (table === undefined ? `"${from}"` : `"${table}"."${from}"`))
      .join(", "),
  );

export const text: Column<string> = v.string();
export const flag: Column<boolean> = v.boolean();
/** A whole number; those of 64 bits come as text. */
export const integer: Column<number> = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.safeInteger());
/** A number of any other type; `numeric` comes as text. */
export const real: Column<number> = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite());
export const time: Column<Date> = v.pipe(
  v.string(),
  v.transform((value) => new Date(value)),
  v.date(),
);
/** One of some texts. */
export const oneOf = <T extends string>(choices: readonly T[]): Column<T> => v.picklist(choices);
export const nullable = <T>(column: Column<T>): Column<T | null> => v.nullable(column);

/** A document that only the registry writes, with the type in which it was written. */
export const json = <T>(): Column<T> => v.custom<T>(() => true);

/** Parts of a list, so that no parameter holds more than `size` of its entries. */
export function* batches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** A document, or a list of rows, as one JSON parameter. A list of texts or numbers is an array: `any(${list}::text[])`. */
export const asJson = (value: unknown): string => JSON.stringify(value, storable);

/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair; cards and logs of strangers hold both. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
