import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
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
}

/** Opens nothing yet: the first query connects. The caller closes it. */
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
        keepAlive: true,
        ...(database.tls ? { ssl: { rejectUnauthorized: true } } : {}),
      },
    }),
  );
}
