import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** How to reach one database of a local server. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The password kept in the directory (mode 0600), made on the first call. */
export async function keptPassword(directory: string): Promise<string> {
  const file = path.join(directory, "password");
  try {
    const kept = (await readFile(file, "utf8")).trim();
    if (kept !== "") return kept;
    throw new Error(`${file} is empty: it should hold the password of this PostgreSQL`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const password = randomBytes(24).toString("base64url");
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}

/** Opens a connection for the work and closes it whatever happens. Time limits: 5 s to connect, 60 s a statement. */
export async function withConnection<T>(login: Login, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...login, ssl: false, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  // A connection that breaks between two statements shows in the next one; without a listener it ends the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** "No, and tell me why not" or "not yet": the port is closed, or the server says that it is starting up. */
export async function answers(login: Login): Promise<boolean> {
  try {
    await withConnection(login, (client) => client.query("select 1"));
    return true;
  } catch (error) {
    if (["ECONNREFUSED", "ECONNRESET", "57P03"].includes(errorCode(error))) return false;
    if (errorCode(error) === "28P01") throw new Error("The given password is not the one of this PostgreSQL");
    throw error;
  }
}
