import {
  BigIntType,
  BooleanType,
  DateTimeType,
  DoubleType,
  type EntityProperty,
  type EntitySchema,
  type InferEntity,
  IntegerType,
  JsonType,
  StringType,
  TextType,
  UuidType,
} from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { type QueryResult, type RawBuilder, sql } from "kysely";
import * as v from "valibot";

/**
 * How the registry runs SQL of its own. A statement is a template: each `${}` is a parameter, sent beside the statement
 * however large it is, or another piece of SQL. A parameter whose type does not follow from its place needs a cast.
 */
export { sql };
export type Sql = RawBuilder<unknown>;

/** Reads one value of a result; a value of another type is an error. */
export type Column<T = unknown> = v.GenericSchema<unknown, T>;

/** The columns of a result that are read, by the names of the values: `leaseToken` is the column `lease_token`. */
export type Shape = Readonly<Record<string, Column>>;
export type RowOf<S extends Shape> = { readonly [Name in keyof S]: v.InferOutput<S[Name]> };

/** The rows of a statement, which takes part in the transaction of the entity manager, if there is one. */
export async function rows<S extends Shape>(em: EntityManager, shape: S, statement: Sql): Promise<RowOf<S>[]> {
  const found = (await run(em, statement)).rows as Record<string, unknown>[];
  const columns = columnsIn(shape);
  return found.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { name, column, from } of columns) values[name] = readColumn(column, row[from], from);
    return values as RowOf<S>;
  });
}

/** The values of a statement with one column, as `rows` would read them. */
export async function values<T>(em: EntityManager, column: Column<T>, statement: Sql): Promise<T[]> {
  const found = (await run(em, statement)).rows as Record<string, unknown>[];
  return found.flatMap((row) => Object.entries(row).map(([name, value]) => readColumn(column, value, name)));
}

/** How many rows a statement changed; of a query, how many it found. */
export async function affected(em: EntityManager, statement: Sql): Promise<number> {
  const { numAffectedRows, rows: found } = await run(em, statement);
  return Number(numAffectedRows ?? found.length);
}

async function run(em: EntityManager, statement: Sql): Promise<QueryResult<unknown>> {
  try {
    return await statement.execute(em.getKysely<object>());
  } catch (error) {
    throw em
      .getPlatform()
      .getExceptionConverter()
      .convertException(error as Error);
  }
}

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
export const nullable = <T>(column: Column<T>): Column<T | null> => v.nullable(column);

/** A document that only the registry writes, with the type in which it was written. */
export const json = <T>(): Column<T> => v.custom<T>(() => true);

/** Readers by the types of entities. */
const READERS = new Map<unknown, Column>([
  [TextType, text],
  [StringType, text],
  [UuidType, text],
  [BigIntType, integer],
  [IntegerType, integer],
  [DoubleType, real],
  [BooleanType, flag],
  [DateTimeType, time],
  [JsonType, json()],
]);

type ColumnsOf<E, Name extends keyof InferEntity<E>> = {
  readonly [N in Name]: Column<Exclude<InferEntity<E>[N], undefined>>;
};

/** Columns of an entity's table, with the types that the entity gives them. */
export function columnsOf<E extends EntitySchema, Name extends keyof InferEntity<E> & string>(
  entity: E,
  ...names: readonly Name[]
): ColumnsOf<E, Name> {
  const properties = entity.meta.properties as Record<string, EntityProperty>;
  return Object.fromEntries(
    names.map((name) => [name, columnOf(name, properties[name] as EntityProperty)]),
  ) as ColumnsOf<E, Name>;
}

function columnOf(name: string, { type, items, nullable: isNullable }: EntityProperty): Column {
  const choices: unknown = typeof items === "function" ? (items as () => unknown)() : items;
  const kind: unknown = typeof type === "object" ? (type as object).constructor : type;
  const column = Array.isArray(choices) ? v.picklist(choices) : READERS.get(kind);
  if (column === undefined) throw new TypeError(`The type of the column ${name} is not supported`);
  return isNullable === true ? nullable(column) : column;
}

/** Parts of a list, so that no parameter holds more than `size` of its entries. */
export function* batches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** A document, or a list of rows, as one JSON parameter. A list of texts or numbers is an array: `any(${list}::text[])`. */
export const asJson = (value: unknown): string => JSON.stringify(value, storable);

/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair; cards and logs of strangers hold both. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
