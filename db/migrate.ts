import { Migrator } from "@mikro-orm/migrations";
import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import type { DatabaseConfig } from "../domain/environment.ts";
import { entities } from "./entities/index.ts";
import { migrations } from "./migrations/index.ts";
import { addressOf } from "./orm.ts";
import { tlsOf } from "./pool.ts";

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Migrates a database to the newest schema and returns the names of the migrations that ran. Concurrent calls are safe:
 * the second one waits for the lock and finds nothing to do.
 */
export async function migrate(database: DatabaseConfig): Promise<string[]> {
  const orm = new MikroORM(
    defineConfig({
      entities,
      ...addressOf(database),
      driverOptions: {
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        ...tlsOf(database),
      },
      pool: { min: 0, max: 2 },
      logger: () => undefined,
      extensions: [Migrator],
      migrations: { migrationsList: migrations, snapshot: false, tableName: "migration" },
    }),
  );
  try {
    return await orm.em.transactional(async (em) => {
      await em.execute("select pg_advisory_xact_lock(7304113)");
      const ran = await orm.migrator.up();
      return ran.map(({ name }) => name);
    });
  } finally {
    await orm.close(true);
  }
}
