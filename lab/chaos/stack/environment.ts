import type { Login } from "../../../local/postgres/login.ts";
import type { Relay } from "../faults/http-proxy.ts";
import type { Mode } from "../options.ts";

export const BUCKET = "gatehouse";
export const ADMIN = { name: "admin", password: "the password of this chaos" };
export const LEASE_SECONDS = 5;
export const MAX_ATTEMPTS = 6;
export const KEYS = { accessKeyId: "CHAOS", secretAccessKey: "the-secret-key-of-this-chaos" };

/** What servers and function reach, each through its proxy. */
export interface Surroundings {
  readonly mode: Mode;
  readonly login: Login;
  readonly database: Relay;
  readonly s3: Relay;
  /** The hubs' own variables. */
  readonly hubs: Readonly<Record<string, string>>;
  /** In front of the servers, for a function that reports over HTTP. */
  readonly callback: Relay;
}

/** Short times, so that minutes show what days would. */
const SERVER = {
  ADMIN_PASSWORD: ADMIN.password,
  TOKEN_SECRET: "the token secret of this chaos with 32 characters",
  SWEEP_SECONDS: "1",
  GARBAGE_SECONDS: "5",
  GARBAGE_AGE_SECONDS: "15",
  REPLY_CHECK_SHARE: "1",
  LOG_LEVEL: "info",
  // One machine plays everybody.
  MAX_CONNECTIONS_PER_ADDRESS: "2000",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
  POSTS_PER_HOUR: "0",
};
const CALLBACK = { REGISTRY_CALLBACK_SECRET: "the callback secret of this chaos, 32+ characters" };
const INGEST = {
  INGEST_LEASE_SECONDS: String(LEASE_SECONDS),
  INGEST_MAX_ATTEMPTS: String(MAX_ATTEMPTS),
  INGEST_RETRY_PAUSE_SECONDS: "1",
  INGEST_TIME_LIMIT_SECONDS: "25",
  INGEST_MARGIN_SECONDS: "5",
};

const databaseOf = ({ login, database }: Surroundings) => ({
  DB_HOST: "127.0.0.1",
  DB_PORT: String(database.port),
  DB_NAME: login.database,
  DB_USER: login.user,
  DB_PASSWORD: login.password,
  DB_SSL: "false",
});

const storeOf = ({ s3 }: Surroundings) => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  AWS_ENDPOINT_URL_S3: s3.origin,
  AWS_STORAGE_BUCKET_NAME: BUCKET,
});

/** Environment of the function: the database, or the way to the servers, never both. */
export function functionEnvironment(around: Surroundings): Record<string, string> {
  const ledger =
    around.mode === "callback" ? { ...CALLBACK, REGISTRY_CALLBACK_URL: around.callback.origin } : databaseOf(around);
  const tracing = { POWERTOOLS_TRACE_ENABLED: "false", POWERTOOLS_DEV: "false" };
  return { ...storeOf(around), ...ledger, ...INGEST, ...around.hubs, ...tracing };
}

/** Environment of a server; without a function it ingests by itself. */
export function serverEnvironment(around: Surroundings, lambda: Relay | null): Record<string, string> {
  const ingest =
    lambda === null
      ? { USE_LAMBDA_ASYNC: "false" }
      : { AWS_ENDPOINT_URL_LAMBDA: lambda.origin, INGEST_LAMBDA_FUNCTION: "ingest" };
  const reports = around.mode === "callback" ? CALLBACK : {};
  return { ...storeOf(around), ...databaseOf(around), ...INGEST, ...around.hubs, ...SERVER, ...reports, ...ingest };
}
