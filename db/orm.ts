import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import type { Pool } from "pg";
import type { DatabaseConfig } from "../domain/environment.ts";
import { mindConnection } from "./connections.ts";
import { entities } from "./entities/index.ts";

export interface PoolConfig {
  readonly max: number;
  /** Longest run of one statement in milliseconds; the server ends it. */
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Shown the pool once, when its first connection is wanted. */
  readonly onPool?: (pool: Pool) => void;
}

/** Where the database is and who signs in, under MikroORM's names. */
export const addressOf = ({ host, port, database, user, password }: DatabaseConfig) => ({
  host,
  port,
  dbName: database,
  user,
  password,
});

/** The driver's option for TLS; nothing without it. */
export const tlsOf = ({ tls }: DatabaseConfig) => (tls ? { ssl: { rejectUnauthorized: true } } : {});

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
      ...addressOf(database),
      pool: { min: 0, max: pool.max, idleTimeoutMillis: 30_000 },
      driverOptions: {
        connectionTimeoutMillis: pool.connectTimeoutMs,
        statement_timeout: pool.statementTimeoutMs,
        query_timeout: pool.statementTimeoutMs + ANSWER_GRACE_MS,
        keepAlive: true,
        onPoolCreated: (created: Pool) => {
          created.on("connect", mindConnection);
          pool.onPool?.(created);
        },
        ...tlsOf(database),
      },
    }),
  );
}
