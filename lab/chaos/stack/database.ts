import { readFile } from "node:fs/promises";
import path from "node:path";
import { migrate } from "../../../db/migrate.ts";
import { type Login, withConnection } from "../../../local/postgres/login.ts";
import { type LocalPostgres, startPostgres } from "../../../local/postgres.ts";

/** A PostgreSQL server with durable writes that can be killed and started again. */
export interface KillableDatabase {
  /** Null while it is down. */
  login(): Login | null;
  /** SIGKILL of the server; resolves when it is gone. */
  kill(): Promise<void>;
  /** Orderly stop, as for maintenance. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a database with the newest schema in the directory. */
export async function startKillableDatabase(directory: string): Promise<KillableDatabase> {
  let running: LocalPostgres | null = await startPostgres({ directory });
  await migrate({ ...running, tls: false });
  const data = await dataFolder(running);
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
    start: async () => {
      running = await startPostgres({ directory });
    },
  };
}

const dataFolder = (login: Login): Promise<string> =>
  withConnection(login, async (client) => {
    const found = await client.query<{ data_directory: string }>("show data_directory");
    return found.rows[0]?.data_directory ?? "";
  });
