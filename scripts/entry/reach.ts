/** Reaches a registry's database and object store, for work on its own machine. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createOrm } from "../../db/orm.ts";
import {
  ConfigurationFault,
  type DatabaseConfig,
  type Env,
  readAws,
  readDatabase,
  readEnvironment,
  text,
} from "../../domain/environment.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { openStore } from "../../lambda/store/compose.ts";

/** Database and object store of a registry. */
export interface Reached extends AsyncDisposable {
  readonly orm: ReturnType<typeof createOrm>;
  readonly store: ObjectStore;
}

/**
 * Opens the parts that the environment names, as the server does, and otherwise the embedded ones of a running
 * `npm start`, which DATA_DIR/stack.json names.
 * @throws ConfigurationFault when a part is neither configured nor embedded and running
 */
export async function reach(env: Env): Promise<Reached> {
  const full = await completed(env, ["postgres", "s3"]);
  const read = readEnvironment(full);
  const { database, aws, bucket } = read.valid({
    database: readDatabase(read),
    aws: readAws(read, full),
    bucket: read("AWS_STORAGE_BUCKET_NAME", text),
  });
  const orm = createOrm(database, { max: 4, statementTimeoutMs: 120_000, connectTimeoutMs: 5_000 });
  const endpoint = aws.s3Endpoint?.href ?? null;
  const { store, close } = openStore({ bucket, region: aws.region, endpoint, credentials: aws.credentials });
  return {
    orm,
    store,
    [Symbol.asyncDispose]: async () => {
      await close();
      await orm.close(true);
    },
  };
}

/** The database alone. @throws ConfigurationFault when it is neither configured nor embedded and running */
export async function reachDatabase(env: Env): Promise<DatabaseConfig> {
  const read = readEnvironment(await completed(env, ["postgres"]));
  return read.valid(readDatabase(read));
}

interface Stack {
  readonly s3: Record<"endpoint" | "accessKeyId" | "secretAccessKey" | "bucket", string | null>;
  readonly postgres: { host: string; port: number; user: string; password: string | null; database: string };
}
type Part = keyof Stack;

/** The environment with the variables of the embedded parts that it does not configure itself. */
async function completed(env: Env, parts: readonly Part[]): Promise<Env> {
  const configured = {
    postgres: Boolean(env["DB_HOST"]),
    s3: Boolean(env["AWS_STORAGE_BUCKET_NAME"] || env["AWS_ENDPOINT_URL_S3"]),
  };
  const embedded = parts.filter((part) => !configured[part]);
  if (embedded.length === 0) return env;
  const stack = await stackIn(path.resolve(env["DATA_DIR"] || ".data", "stack.json"));
  const variables = Object.assign({}, ...embedded.map((part) => variablesOf[part](stack)));
  return { ...variables, ...Object.fromEntries(Object.entries(env).filter(([, value]) => value)) };
}

const variablesOf: Readonly<Record<Part, (stack: Stack) => Record<string, string | undefined>>> = {
  postgres: ({ postgres }) => ({
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USER: postgres.user,
    DB_PASSWORD: postgres.password ?? undefined,
    DB_NAME: postgres.database,
    DB_SSL: "false",
  }),
  s3: ({ s3 }) => ({
    AWS_ENDPOINT_URL_S3: s3.endpoint ?? undefined,
    AWS_ACCESS_KEY_ID: s3.accessKeyId ?? undefined,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey ?? undefined,
    AWS_STORAGE_BUCKET_NAME: s3.bucket ?? undefined,
  }),
};

async function stackIn(file: string): Promise<Stack> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Stack;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ConfigurationFault([
      `no registry runs in ${path.dirname(file)} (there is no stack.json). Run npm start, or set DB_HOST and AWS_STORAGE_BUCKET_NAME`,
    ]);
  }
}
