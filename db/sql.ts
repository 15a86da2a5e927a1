import type { EntityManager } from "@mikro-orm/postgresql";
import { CompiledQuery } from "kysely";
import { markPrepared } from "./connections.ts";

/** Runs one statement with `?` parameters and returns its rows; inside a transaction it joins it. */
export async function rows<T>(em: EntityManager, sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
  return (await em.execute(sql, [...parameters])) as T[];
}

/**
 * Runs one statement with `$1` parameters that each connection plans once: for the few that every request pays for. Not
 * within a transaction. `name` must be the statement's own.
 */
export async function preparedRows<T>(
  em: EntityManager,
  name: string,
  sql: string,
  parameters: readonly unknown[],
): Promise<T[]> {
  const connection = em.getConnection();
  await connection.ensureConnection();
  try {
    const { rows: found } = await connection
      .getClient()
      .executeQuery(CompiledQuery.raw(markPrepared(name, sql), [...parameters]));
    return found as T[];
  } catch (error) {
    throw em
      .getPlatform()
      .getExceptionConverter()
      .convertException(error as Error);
  }
}

/** A list of texts or rows as one JSON parameter: drivers differ in how they expand arrays. */
export const asJson = (value: unknown): string => JSON.stringify(value, storable);

/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair; cards and logs of strangers hold both. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;

/** SQL for a set of texts given as one JSON parameter. */
export const jsonTexts = "(select jsonb_array_elements_text(?::jsonb))";
