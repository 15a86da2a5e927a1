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
import { type Column, flag, integer, json, nullable, oneOf, real, text, time } from "../sql.ts";

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

/**
 * Some columns of an entity's table. The ingest function starts without the entities, so what it runs writes its columns
 * down and has them checked against the entity: `{ name: text } satisfies Columns<typeof Artifact>`.
 */
export type Columns<E> = Partial<ColumnsOf<E, keyof InferEntity<E>>>;

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
  const column = Array.isArray(choices) ? oneOf(choices) : READERS.get(kind);
  if (column === undefined) throw new TypeError(`The type of the column ${name} is not supported`);
  return isNullable === true ? nullable(column) : column;
}
