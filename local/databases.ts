import pg from "pg";
import { type Login, withConnection } from "./postgres/login.ts";

/** Statements about databases run from one that always exists. */
const fromOutside = (server: Login): Login => ({ ...server, database: "postgres" });

const name = pg.escapeIdentifier;

/**
 * Makes a database on a local server; as a copy of `template` (which nobody may be connected to) in well under a
 * second, whatever migrations that one went through.
 * @returns how to log in to it.
 */
export async function createDatabase(
  server: Login,
  database: string,
  options: { readonly template?: string } = {},
): Promise<Login> {
  const { template } = options;
  // FILE_COPY copies files instead of writing every page to the log: much less work for a small template.
  const copy = template === undefined ? "" : ` template ${name(template)} strategy file_copy`;
  await withConnection(fromOutside(server), (client) => client.query(`create database ${name(database)}${copy}`));
  return { host: server.host, port: server.port, user: server.user, password: server.password, database };
}

export async function createDatabaseIfMissing(server: Login, database: string): Promise<void> {
  await withConnection(fromOutside(server), async (client) => {
    const found = await client.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database ${name(database)}`);
  });
}
