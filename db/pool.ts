import { Kysely, PostgresDialect } from "kysely";
import { Client, Pool, TypeOverrides } from "pg";
import type { DatabaseConfig } from "../domain/environment.ts";
import type { Database } from "./sql.ts";

export interface PoolConfig {
  readonly max: number;
  /** Longest run of one statement in milliseconds; the server ends it. */
  readonly statementTimeoutMs: number;
  /** Longest wait for a connection, new or free, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Called with the pool once, when it is made. */
  readonly onPool?: (pool: Pool) => void;
}

/** A database for statements alone. */
export interface OpenDatabase extends Database {
  /** Ends the connections. */
  close(): Promise<void>;
}

/** The driver's option for TLS; empty without TLS. */
export const tlsOf = ({ tls }: DatabaseConfig) => (tls ? { ssl: { rejectUnauthorized: true } } : {});

/** Milliseconds that an answer may be late after the server should have ended the statement. */
const ANSWER_GRACE_MS = 5_000;

/**
 * Makes a pool of connections; the first statement connects, and the caller closes it. Every wait is bounded: for a
 * connection by `connectTimeoutMs`, for an answer by `statementTimeoutMs` and a grace of 5 s.
 */
export function openPool(database: DatabaseConfig, config: PoolConfig): Kysely<object> {
  const { host, port, user, password } = database;
  const pool = new Pool({
    ...{ host, port, user, password, database: database.database, ...tlsOf(database) },
    Client: PooledClient,
    max: config.max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: config.connectTimeoutMs,
    statement_timeout: config.statementTimeoutMs,
    query_timeout: config.statementTimeoutMs + ANSWER_GRACE_MS,
    keepAlive: true,
    types: timesAsText(),
  });
  // The pool replaces a connection that breaks. Without these listeners, one that breaks between two statements would
  // end the process; one that breaks in a statement makes it fail.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  config.onPool?.(pool);
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** Makes a database for statements alone, on a pool of its own: the ingest function starts without MikroORM. */
export function openDatabase(database: DatabaseConfig, config: PoolConfig): OpenDatabase {
  const pool = openPool(database, config);
  return { ...statementsOn(pool), close: () => pool.destroy() };
}

const statementsOn = (kysely: Kysely<object>): Database => ({
  getKysely: () => kysely,
  transactional: async (work) => {
    const transaction = await kysely.startTransaction().execute();
    try {
      const result = await work(statementsOn(transaction));
      await transaction.commit().execute();
      return result;
    } catch (error) {
      // A failed rollback must not hide why the transaction failed.
      await transaction
        .rollback()
        .execute()
        .catch(() => undefined);
      throw error;
    }
  },
});

/** Dates, times and intervals stay text, as MikroORM expects them. */
function timesAsText(): TypeOverrides {
  const types = new TypeOverrides();
  for (const oid of [1082, 1114, 1184, 1186]) types.setTypeParser(oid, (value) => value);
  return types;
}

/** The statements after whose failure Kysely does not give the connection of a transaction back to the pool. */
const KEEPS_CONNECTION = /^(begin|start transaction|rollback$)/;
/** Begins a statement that each connection plans once and keeps under this name. */
const PREPARED = /^\/\*prepared (\w+)\*\/ /;

/**
 * A connection of the pool, with what the libraries lack:
 * - pg 8.23 rejects a statement whose answer is late, but would send the next one down the same silent connection. Here
 *   the connection is closed.
 * - Kysely 0.29 keeps the connection of a transaction for ever when its `begin` or `rollback` fails, so that a few
 *   outages would leave the pool empty. Here it is released.
 * - Kysely cannot name a statement to keep it planned. Here one that begins with a comment such as
 *   `/*prepared accept_links*\/` is: planning takes half of the database's processor time for a POST (0.95 ms with, 0.5 ms
 *   without).
 */
class PooledClient extends Client {
  /** Added by the pool while the connection is in use. */
  declare release?: (destroy: boolean) => void;

  // biome-ignore lint/suspicious/noExplicitAny: all overloads of pg pass through here
  override query(statement: any, values?: any, ...rest: any[]): any {
    const name = typeof statement === "string" ? PREPARED.exec(statement)?.[1] : undefined;
    const answer: unknown =
      name === undefined
        ? super.query(statement, values, ...(rest as []))
        : super.query({ name, text: statement, values }, ...(rest as []));
    if (answer instanceof Promise) answer.catch((error: unknown) => this.#releaseAfter(statement, error));
    return answer;
  }

  #releaseAfter(statement: unknown, error: unknown): void {
    if (error instanceof Error && error.message === "Query read timeout") void this.end();
    if (typeof statement === "string" && KEEPS_CONNECTION.test(statement)) this.release?.(true);
  }
}
