import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { grantFunctionRights } from "../db/function-role.ts";
import { migrate } from "../db/migrate.ts";
import type { Env } from "../domain/environment.ts";
import { buildIngest } from "./bundle/bundle.ts";
import { freePort } from "./free-port.ts";
import { type LocalLambda, startLambda } from "./lambda.ts";
import { withConnection } from "./postgres/login.ts";
import { giveUpOwnership, takeOwnership } from "./postgres/ownership.ts";
import { type LocalPostgres, startPostgres } from "./postgres.ts";
import { type LocalS3, startS3 } from "./s3.ts";
import { keptSecrets, type Secrets } from "./secrets.ts";

/** The parts that were embedded because nothing else was configured. */
export interface Embedded {
  /** The given environment completed with the embedded parts: what the server's configuration is read from. */
  readonly env: Env;
  readonly parts: { readonly postgres?: LocalPostgres; readonly s3?: LocalS3; readonly lambda?: LocalLambda };
  /** Secrets that were made at the first start and may be shown once. */
  readonly generatedPassword: string | null;
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly env: Env;
  /** Folder for the data of all embedded parts. */
  readonly directory: string;
  /** Tests: nothing is forced to disk. */
  readonly ephemeral?: boolean;
  /** Pauses of the embedded function service before it delivers a failed event again, in milliseconds. */
  readonly retryDelaysMs?: readonly number[];
  readonly log: (line: string) => void;
  /** Called with every line that the function logs. */
  readonly onFunctionLog?: (line: string) => void;
  /** Path of a bundle of the function; built when absent. */
  readonly bundle?: string;
}

const BUCKET = "gatehouse";
/** The real service waits minutes; here somebody waits for the result. */
const RETRY_DELAYS_MS = [2_000, 5_000];

/**
 * Starts every part that the environment does not configure and stops them again in reverse order. A part that fails
 * to start takes the others down with it.
 */
export async function startStack(options: StackOptions): Promise<Embedded> {
  const directory = path.resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o755 });
  await takeOwnership(directory, `The data directory ${directory}`);
  const stops: (() => Promise<void>)[] = [() => giveUpOwnership(directory)];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const { secrets, fresh } = await keptSecrets(directory);
    const env: Record<string, string | undefined> = { ...options.env };
    const parts = await startParts({ ...options, directory }, env, secrets, stops);
    env["TOKEN_SECRET"] ??= secrets.tokenSecret;
    env["ADMIN_PASSWORD"] ??= secrets.adminPassword;
    const generatedPassword = options.env["ADMIN_PASSWORD"] === undefined && fresh ? secrets.adminPassword : null;
    return { env, parts, generatedPassword, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type MutableEnv = Record<string, string | undefined>;
type Stops = (() => Promise<void>)[];

async function startParts(
  options: StackOptions,
  env: MutableEnv,
  secrets: Secrets,
  stops: Stops,
): Promise<Embedded["parts"]> {
  const s3Configured = env["AWS_STORAGE_BUCKET_NAME"] !== undefined || env["AWS_ENDPOINT_URL_S3"] !== undefined;
  const inline = /^(false|0|no|off)$/i.test(env["USE_LAMBDA_ASYNC"] ?? "");
  const lambdaConfigured =
    inline || env["AWS_ENDPOINT_URL_LAMBDA"] !== undefined || env["INGEST_LAMBDA_FUNCTION"] !== undefined;
  const credentials = {
    accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? secrets.accessKeyId,
    secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? secrets.secretAccessKey,
  };
  if (wantsCallback(env)) await configureCallback(env, secrets);
  const [postgres, s3, bundle] = await Promise.all([
    env["DB_HOST"] === undefined ? embedPostgres(options, env, secrets, stops) : undefined,
    s3Configured ? undefined : embedS3(options, env, credentials, stops),
    lambdaConfigured ? undefined : (options.bundle ?? buildIngest(path.join(options.directory, "function"))),
  ]);
  const signIn = postgres === undefined ? {} : { DB_USER: FUNCTION_ROLE, DB_PASSWORD: functionPassword(secrets) };
  const lambda =
    bundle === undefined ? undefined : await embedLambda(options, env, { credentials, signIn, bundle }, stops);
  return { ...(postgres ? { postgres } : {}), ...(s3 ? { s3 } : {}), ...(lambda ? { lambda } : {}) };
}

/** The function signs in to the embedded database as a role of its own, which sees no account and no token. */
const FUNCTION_ROLE = "registry_function";
const functionPassword = ({ tokenSecret }: Secrets): string =>
  createHmac("sha256", tokenSecret).update("database role of the function").digest("hex");

async function embedPostgres(
  options: StackOptions,
  env: MutableEnv,
  secrets: Secrets,
  stops: Stops,
): Promise<LocalPostgres> {
  const postgres = await startPostgres({
    directory: path.join(options.directory, "postgres"),
    ephemeral: options.ephemeral ?? false,
    log: options.log,
  });
  stops.push(() => postgres.stop());
  Object.assign(env, {
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_NAME: postgres.database,
    DB_USER: postgres.user,
    DB_PASSWORD: postgres.password,
    DB_SSL: "false",
  });
  await migrate({ ...postgres, tls: false });
  await withConnection(postgres, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [FUNCTION_ROLE]);
    if (rowCount === 0) await client.query(`create role ${FUNCTION_ROLE}`);
    await client.query(`alter role ${FUNCTION_ROLE} login nosuperuser password '${functionPassword(secrets)}'`);
  });
  await grantFunctionRights({ ...postgres, tls: false }, FUNCTION_ROLE);
  return postgres;
}

type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

async function embedS3(
  options: StackOptions,
  env: MutableEnv,
  credentials: Credentials,
  stops: Stops,
): Promise<LocalS3> {
  const s3 = await startS3({
    directory: path.join(options.directory, "s3"),
    buckets: [BUCKET],
    region: env["AWS_REGION"] ?? "us-east-1",
    ...credentials,
  });
  stops.push(() => s3.close());
  Object.assign(env, {
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_STORAGE_BUCKET_NAME: BUCKET,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: s3.region,
  });
  return s3;
}

/** Variables that are passed to the function; never the server's own secrets. */
const FOR_THE_FUNCTION =
  /^(AWS_|DB_|HF_|GITHUB_|RATING_|MAX_ARCHIVE_|MAX_ARTIFACT_|SCAN_|INGEST_|TRANSFER_|FANOUT_|SOURCE_|REGISTRY_|LOG_LEVEL|POWERTOOLS_)/;

interface ForTheFunction {
  readonly credentials: Credentials;
  /** How it signs in to the embedded database; empty for another one. */
  readonly signIn: Readonly<Record<string, string>>;
  /** Path of the bundle. */
  readonly bundle: string;
}

async function embedLambda(
  options: StackOptions,
  env: MutableEnv,
  { credentials, signIn, bundle }: ForTheFunction,
  stops: Stops,
): Promise<LocalLambda> {
  const lambda = await startLambda({
    directory: path.join(options.directory, "lambda"),
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    region: env["AWS_REGION"] ?? "us-east-1",
    log: ({ text }) => (options.onFunctionLog ?? options.log)(text),
    // Keys cannot be set through the API. As with a role, the service gives them to every function.
    roleCredentials: credentials,
    ...credentials,
  });
  stops.push(() => lambda.close());
  const functionName = env["INGEST_LAMBDA_FUNCTION"] ?? "artifact-ingest-processor";
  Object.assign(env, {
    AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    INGEST_LAMBDA_FUNCTION: functionName,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: env["AWS_REGION"] ?? "us-east-1",
  });
  await lambda.deploy({ name: functionName, bundle, environment: functionEnvironment({ ...env, ...signIn }) });
  return lambda;
}

/** A function that reports over HTTP gets no variable of the database; any other gets none of the callback. */
function functionEnvironment(env: MutableEnv): Record<string, string> {
  const withheld = wantsCallback(env) ? /^DB_/ : /^REGISTRY_CALLBACK_/;
  const chosen = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && FOR_THE_FUNCTION.test(entry[0]) && !withheld.test(entry[0]),
  );
  return { POWERTOOLS_TRACE_ENABLED: "false", ...Object.fromEntries(chosen) };
}

/** INGEST_LEDGER decides; without it the variables of the callback do. */
const wantsCallback = (env: MutableEnv): boolean => {
  const configured = env["REGISTRY_CALLBACK_URL"] !== undefined || env["REGISTRY_CALLBACK_SECRET"] !== undefined;
  const ledger = env["INGEST_LEDGER"] ?? (configured ? "callback" : "database");
  if (ledger !== "database" && ledger !== "callback")
    throw new Error(`INGEST_LEDGER must be database or callback, not "${ledger}"`);
  return ledger === "callback";
};

/** The function is deployed before the server listens: its port has to be known. */
async function configureCallback(env: MutableEnv, secrets: Secrets): Promise<void> {
  const host = env["HOST"] ?? "127.0.0.1";
  if (env["PORT"] === "0") env["PORT"] = String(await freePort(host));
  env["REGISTRY_CALLBACK_SECRET"] ??= createHmac("sha256", secrets.tokenSecret).update("callback").digest("base64url");
  env["REGISTRY_CALLBACK_URL"] ??= `http://${host.includes(":") ? `[${host}]` : host}:${env["PORT"] ?? 8000}`;
}
