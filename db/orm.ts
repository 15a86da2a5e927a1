import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import type { DatabaseConfig } from "../domain/environment.ts";
import { entities } from "./entities/index.ts";
import { openPool, type PoolConfig } from "./pool.ts";

/** Address and login of the database under MikroORM's names. */
export const addressOf = ({ host, port, database, user, password }: DatabaseConfig) => ({
  host,
  port,
  dbName: database,
  user,
  password,
});

/** Makes the access to the database by entities and by statements; the first query connects, and the caller closes it. */
export function createOrm(database: DatabaseConfig, pool: PoolConfig): MikroORM {
  return new MikroORM(
    defineConfig({ entities, ...addressOf(database), driverOptions: () => openPool(database, pool) }),
  );
}
