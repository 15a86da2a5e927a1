import { randomUUID } from "node:crypto";
import type { MikroORM } from "@mikro-orm/postgresql";
import { inject } from "vitest";
import { createOrm } from "../../db/orm.ts";
import { type OpenDatabase, openDatabase } from "../../db/pool.ts";
import { createDatabase } from "../../local/databases.ts";
import { type Login, withConnection } from "../../local/postgres/login.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly login: Login;
  readonly orm: MikroORM;
  /** As the ingest function opens it. */
  readonly statements: OpenDatabase;
}

/**
 * A test that asks ten things at once opens every connection at once, and the others wait for one of them: where many
 * processes share the machine, that alone takes seconds. Only a test of the limits themselves wants short ones.
 */
const POOL = { max: 8, statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 };

/** Login to a new database with the newest schema and no rows. */
export function cloneTemplate(): Promise<Login> {
  const server = inject("postgres");
  return createDatabase(server, `test_${randomUUID().replaceAll("-", "")}`, { template: server.database });
}

/** A database of its own with the newest schema and no rows; `await using` drops it. */
export async function aDatabase(): Promise<TestDatabase> {
  const login = await cloneTemplate();
  const orm = createOrm({ ...login, tls: false }, POOL);
  const statements = openDatabase({ ...login, tls: false }, POOL);
  return {
    login,
    orm,
    statements,
    [Symbol.asyncDispose]: async () => {
      await statements.close();
      await orm.close(true);
      await dropDatabase(login);
    },
  };
}

/** Removes a database of `cloneTemplate` and ends the sessions that are still in it. */
export async function dropDatabase(login: Login): Promise<void> {
  const drop = `drop database ${login.database} with (force)`;
  await withConnection({ ...login, database: "postgres" }, (client) => client.query(drop));
}
