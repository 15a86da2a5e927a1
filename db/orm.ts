import type { EntitySchema } from "@mikro-orm/core";
import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import { Client, type Pool } from "pg";
import type { DatabaseConfig } from "../domain/environment.ts";
import { entities } from "./entities/index.ts";

export interface PoolConfig {
  readonly max: number;
  /** Longest run of one statement in milliseconds; the server ends it. */
  readonly statementTimeoutMs: number;
  /** Longest wait for a connection, new or free, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Called with the pool once, when the first connection is requested. */
  readonly onPool?: (pool: Pool) => void;
}

/** Address and login of the database under MikroORM's names. */
export const addressOf = ({ host, port, database, user, password }: DatabaseConfig) => ({
  host,
  port,
  dbName: database,
  user,
  password,
});

/** The driver's option for TLS; empty without TLS. */
export const tlsOf = ({ tls }: DatabaseConfig) => (tls ? { ssl: { rejectUnauthorized: true } } : {});

/** Milliseconds that an answer may be late after the server should have ended the statement. */
const ANSWER_GRACE_MS = 5_000;

/**
 * Makes the access to the database; the first query connects, and the caller closes it. Every wait is bounded: for a
 * connection by `connectTimeoutMs`, for an answer by `statementTimeoutMs` and a grace of 5 s.
 * @param mapped the entities that queries can name; without any, only statements of SQL run, and it is made ten times as
 * fast
 */
export function createOrm(
  database: DatabaseConfig,
  pool: PoolConfig,
  mapped: readonly EntitySchema[] = entities,
): MikroORM {
  return new MikroORM(
    defineConfig({
      entities: [...mapped],
      discovery: { warnWhenNoEntities: false },
      ...addressOf(database),
      pool: { min: 0, max: pool.max, idleTimeoutMillis: 30_000 },
      driverOptions: {
        Client: PooledClient,
        connectionTimeoutMillis: pool.connectTimeoutMs,
        statement_timeout: pool.statementTimeoutMs,
        query_timeout: pool.statementTimeoutMs + ANSWER_GRACE_MS,
        keepAlive: true,
        ...(pool.onPool === undefined ? {} : { onPoolCreated: pool.onPool }),
        ...tlsOf(database),
      },
    }),
  );
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
