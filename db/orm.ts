import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import type { Client, Pool, PoolClient } from "pg";
import { entities } from "./entities/index.ts";

export interface DatabaseConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** TLS with verification of the server's certificate. */
  readonly tls: boolean;
}

export interface PoolConfig {
  readonly max: number;
  /** Longest run of one statement in milliseconds; the server ends it. */
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Shown the pool once, when its first connection is wanted. */
  readonly onPool?: (pool: Pool) => void;
}

/** Milliseconds that an answer may be late after the server should have ended the statement. */
const ANSWER_GRACE_MS = 5_000;

/**
 * Opens nothing yet: the first query connects. The caller closes it. Nothing waits without end: `connectTimeoutMs`
 * bounds the wait for a free connection too, and a server that went silent costs its connection.
 */
export function createOrm(database: DatabaseConfig, pool: PoolConfig): MikroORM {
  return new MikroORM(
    defineConfig({
      entities,
      host: database.host,
      port: database.port,
      dbName: database.database,
      user: database.user,
      password: database.password,
      pool: { min: 0, max: pool.max, idleTimeoutMillis: 30_000 },
      driverOptions: {
        connectionTimeoutMillis: pool.connectTimeoutMs,
        statement_timeout: pool.statementTimeoutMs,
        query_timeout: pool.statementTimeoutMs + ANSWER_GRACE_MS,
        keepAlive: true,
        onPoolCreated: (created: Pool) => {
          created.on("connect", endWhenSilent);
          pool.onPool?.(created);
        },
        ...(database.tls ? { ssl: { rejectUnauthorized: true } } : {}),
      },
    }),
  );
}

/** The driver gives up on a late answer but would send the next statement down the same silent connection. */
function endWhenSilent(client: PoolClient): void {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  client.query = ((...given: unknown[]) => {
    const answer = send(...given);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === "Query read timeout") void (client as unknown as Client).end();
      });
    }
    return answer;
  }) as PoolClient["query"];
}
