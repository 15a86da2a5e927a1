import type { EntityManager } from "@mikro-orm/postgresql";
import { CompiledQuery } from "kysely";
import { markPrepared } from "./connections.ts";

/** Runs one statement with `?` parameters and returns its rows; inside a transaction it joins it. */
export async function rows<T>(em: EntityManager, sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
  return (await em.execute(sql, [...parameters])) as T[];
}

/**
 * Runs one statement with `$1` parameters that each connection plans once: for the few that every request pays for.
 * `name` must be the statement's own.
 */
export async function preparedRows<T>(
  em: EntityManager,
  name: string,
  sql: string,
  parameters: readonly unknown[],
): Promise<T[]> {
  return send<T>(em, markPrepared(name, sql), parameters);
}

/**
 * As `rows`, inside a transaction too, for statements with large parameters: these travel beside the statement. `rows`
 * writes them into it, which costs this process and the database seconds for some 10 MB. A parameter whose type does
 * not follow from its place needs a cast.
 */
export function largeRows<T>(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<T[]> {
  let number = 0;
  return send<T>(
    em,
    sql.replaceAll("?", () => `$${++number}`),
    parameters,
  );
}

async function send<T>(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<T[]> {
  const connection = em.getConnection();
  await connection.ensureConnection();
  const client = em.getTransactionContext() ?? connection.getClient();
  try {
    const { rows: found } = await client.executeQuery(CompiledQuery.raw(sql, [...parameters]));
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
