/** Reaches a registry's database and object store, for work on its own machine. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createOrm } from "../../db/orm.ts";
import {
  ConfigurationFault,
  type Env,
  type EnvironmentReader,
  readAws,
  readDatabase,
  readEnvironment,
  text,
} from "../../domain/environment.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { type OpenStore, openStore } from "../../lambda/store/compose.ts";
import { partVariables, type StackFile } from "./stack-variables.ts";

/** Database of a registry. */
export interface ReachedDatabase extends AsyncDisposable {
  readonly orm: ReturnType<typeof createOrm>;
}

/** Database and object store of a registry. */
export interface Reached extends ReachedDatabase {
  readonly store: ObjectStore;
}

/** Reads where database and object store are; `read` collects the faults. */
export const readParts = (read: EnvironmentReader, env: Env) => ({
  database: readDatabase(read),
  aws: readAws(read, env),
  bucket: read("AWS_STORAGE_BUCKET_NAME", text),
});

/** Opens the object store that was read. */
export const openBucket = ({ aws, bucket }: Omit<ReturnType<typeof readParts>, "database">): OpenStore =>
  openStore({ bucket, region: aws.region, endpoint: aws.s3Endpoint?.href ?? null, credentials: aws.credentials });

/**
 * Opens the parts that the environment names, as the server does, and otherwise the embedded ones of a running
 * `npm start`, which DATA_DIR/stack.json names.
 * @throws ConfigurationFault when a part is neither configured nor embedded and running
 */
export async function reach(env: Env): Promise<Reached> {
  const full = await completed(env, ["postgres", "s3"]);
  const read = readEnvironment(full);
  const parts = read.valid(readParts(read, full));
  const orm = createOrm(parts.database, { max: 4, statementTimeoutMs: 120_000, connectTimeoutMs: 5_000 });
  const { store, close } = openBucket(parts);
  return {
    orm,
    store,
    [Symbol.asyncDispose]: async () => {
      await close();
      await orm.close(true);
    },
  };
}

/**
 * The database alone, on one connection.
 * @throws ConfigurationFault when it is neither configured nor embedded and running
 */
export async function reachDatabase(env: Env, statementTimeoutMs: number): Promise<ReachedDatabase> {
  const read = readEnvironment(await completed(env, ["postgres"]));
  const orm = createOrm(read.valid(readDatabase(read)), { max: 1, statementTimeoutMs, connectTimeoutMs: 5_000 });
  return { orm, [Symbol.asyncDispose]: () => orm.close(true) };
}

/** The environment with the variables of the embedded parts that it does not configure itself. */
async function completed(env: Env, parts: readonly ("postgres" | "s3")[]): Promise<Env> {
  const configured = {
    postgres: Boolean(env["DB_HOST"]),
    s3: Boolean(env["AWS_STORAGE_BUCKET_NAME"] || env["AWS_ENDPOINT_URL_S3"]),
  };
  const embedded = parts.filter((part) => !configured[part]);
  if (embedded.length === 0) return env;
  const stack = await stackIn(path.resolve(env["DATA_DIR"] || ".data", "stack.json"));
  return { ...partVariables(stack, embedded), ...Object.fromEntries(Object.entries(env).filter(([, value]) => value)) };
}

async function stackIn(file: string): Promise<StackFile> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as StackFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ConfigurationFault([
      `no registry runs in ${path.dirname(file)} (there is no stack.json). Run npm start, or set DB_HOST and AWS_STORAGE_BUCKET_NAME`,
    ]);
  }
}
