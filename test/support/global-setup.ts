import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../db/migrate.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { forgetSeen } from "./contract-seen.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Login to the test server; its database `template` has the newest schema and no rows. */
    postgres: Login;
  }
}

/** One PostgreSQL for the whole run; every test file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await forgetSeen();
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-test-postgres-"));
  const postgres = await startPostgres({ directory, database: "template", ephemeral: true });
  try {
    await migrate({ ...postgres, tls: false });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const { host, port, user, password, database } = postgres;
  project.provide("postgres", { host, port, user, password, database });
  return async () => {
    await postgres.stop();
    await removeTemporary(directory);
  };
}
