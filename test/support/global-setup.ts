import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../db/migrate.ts";
import { buildIngest } from "../../local/bundle/bundle.ts";
import type { Login } from "../../local/postgres/login.ts";
import { removeTemporary, startPostgres } from "../../local/postgres.ts";
import { forgetSeen } from "./api/contract-seen.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Login to the test server; its database `template` has the newest schema and no rows. */
    postgres: Login;
    /** Path of the ingest function's bundle. */
    bundle: string;
    /** Folder for what Node compiles of the bundle. */
    compiled: string;
  }
}

/** What is expensive and the same for all tests, once per run: PostgreSQL with a migrated template, and the bundle. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await forgetSeen();
  const directory = await mkdtemp(path.join(tmpdir(), "gatehouse-test-run-"));
  const postgres = await startPostgres({
    directory: path.join(directory, "postgres"),
    database: "template",
    ephemeral: true,
  });
  try {
    const [bundle] = await Promise.all([
      buildIngest(path.join(directory, "function")),
      migrate({ ...postgres, tls: false }),
    ]);
    project.provide("bundle", bundle);
    const compiled = path.join(directory, "compiled");
    await mkdir(compiled);
    project.provide("compiled", compiled);
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
