import { readFile } from "node:fs/promises";
import path from "node:path";
import { migrate } from "../../../db/migrate.ts";
import { type Login, withConnection } from "../../../local/postgres/login.ts";
import { type LocalPostgres, startPostgres } from "../../../local/postgres.ts";

/** A real PostgreSQL, forced to disk, that can be killed and started again. */
export interface MortalDatabase {
  /** Null while it is dead. */
  login(): Login | null;
  /** kill -9 of the server; resolves when it is gone. */
  kill(): Promise<void>;
  /** Orderly stop, as for maintenance. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts the database with the newest schema below the directory. */
export async function startMortalDatabase(directory: string): Promise<MortalDatabase> {
  let running: LocalPostgres | null = null;
  const start = async (): Promise<void> => {
    running = await startPostgres({ directory });
  };
  await start();
  await migrate({ ...(running as unknown as LocalPostgres), tls: false });
  const data = await dataFolder(running as unknown as LocalPostgres);
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    await stopping?.stop();
  };
  return {
    login: () => running,
    kill: async () => {
      const pid = Number.parseInt(await readFile(path.join(data, "postmaster.pid"), "utf8"), 10);
      process.kill(pid, "SIGKILL");
      await stop();
    },
    stop,
    start,
  };
}

const dataFolder = (login: Login): Promise<string> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ data_directory: string }>("show data_directory");
    return found.rows[0]?.data_directory ?? "";
  });
