import { readFile } from "node:fs/promises";
import path from "node:path";
import { createOrm } from "../../db/orm.ts";
import {
  ConfigurationFault,
  type Env,
  readAws,
  readDatabase,
  readEnvironment,
  text,
} from "../../domain/environment.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { openStore } from "../../lambda/store/compose.ts";

/** The database and the object store of a registry, wherever they are. */
export interface Reached extends AsyncDisposable {
  readonly orm: ReturnType<typeof createOrm>;
  readonly store: ObjectStore;
}

interface Stack {
  readonly s3: Record<"endpoint" | "accessKeyId" | "secretAccessKey" | "bucket", string | null>;
  readonly postgres: { host: string; port: number; user: string; password: string | null; database: string };
}

/**
 * Reaches the parts that the environment names, as the server would; for the others, the embedded ones of a running
 * `npm start`, which writes down where they are in DATA_DIR/stack.json.
 * @throws ConfigurationFault when a part is neither configured nor embedded and running
 */
export async function reach(env: Env): Promise<Reached> {
  const full = { ...(await embedded(env)), ...Object.fromEntries(Object.entries(env).filter(([, value]) => value)) };
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

/** Variables for the embedded parts that the environment does not replace. */
async function embedded(env: Env): Promise<Record<string, string>> {
  const wanted = { postgres: !env["DB_HOST"], s3: !env["AWS_STORAGE_BUCKET_NAME"] && !env["AWS_ENDPOINT_URL_S3"] };
  if (!wanted.postgres && !wanted.s3) return {};
  const file = path.resolve(env["DATA_DIR"] ?? ".data", "stack.json");
  const { s3, postgres } = await stackIn(file);
  const variables = {
    ...(wanted.postgres
      ? {
          DB_HOST: postgres.host,
          DB_PORT: String(postgres.port),
          DB_USER: postgres.user,
          DB_PASSWORD: postgres.password,
          DB_NAME: postgres.database,
          DB_SSL: "false",
        }
      : {}),
    ...(wanted.s3
      ? {
          AWS_ENDPOINT_URL_S3: s3.endpoint,
          AWS_ACCESS_KEY_ID: s3.accessKeyId,
          AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
          AWS_STORAGE_BUCKET_NAME: s3.bucket,
        }
      : {}),
  };
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== null));
}

async function stackIn(file: string): Promise<Stack> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Stack;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ConfigurationFault([
      `nothing runs in ${path.dirname(file)} (there is no stack.json); start it with "npm start", or name the database and the object store by DB_HOST and AWS_STORAGE_BUCKET_NAME`,
    ]);
  }
}
