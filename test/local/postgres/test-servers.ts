import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Login, withConnection } from "../../../local/postgres/login.ts";
import { type LocalPostgres, startPostgres } from "../../../local/postgres.ts";

const run = promisify(execFile);

export interface TestServers {
  /** A folder that everybody may enter, removed at the end. */
  readonly folder: string;
  /** The directory of a server that is started without naming one. */
  readonly directory: string;
  /** Starts an ephemeral server unless the options say otherwise; it is stopped at the end. */
  start(options?: Partial<Parameters<typeof startPostgres>[0]>): Promise<LocalPostgres>;
  close(): Promise<void>;
}

/**
 * A place for the servers of one test.
 * @param stopped a directory of a server that was stopped; a copy of it takes the place of a first start
 */
export async function testServers(stopped?: string): Promise<TestServers> {
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  // mkdtemp closes its folder to others, which has tests of its own.
  await run("chmod", ["755", folder]);
  const directory = path.join(folder, "postgres");
  if (stopped !== undefined) await run("cp", ["-a", stopped, directory]);
  const started: LocalPostgres[] = [];
  return {
    folder,
    directory,
    async start(options = {}) {
      const server = await startPostgres({ directory, ephemeral: true, ...options });
      started.push(server);
      return server;
    },
    async close() {
      await Promise.all(started.map((server) => server.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The first column of the first row. */
export async function ask(login: Login, sql: string): Promise<unknown> {
  const { rows } = await withConnection(login, (client) => client.query({ text: sql, rowMode: "array" }));
  return (rows as unknown[][])[0]?.[0];
}
