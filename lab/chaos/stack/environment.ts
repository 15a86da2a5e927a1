import type { Login } from "../../../local/postgres/login.ts";
import type { FaultProxy } from "../faults/proxy.ts";
import type { Mode } from "../options.ts";

export const BUCKET = "gatehouse";
export const ADMIN = { name: "admin", password: "the password of the chaos run" };
const LEASE_SECONDS = 5;
export const MAX_ATTEMPTS = 6;
export const KEYS = { accessKeyId: "CHAOS", secretAccessKey: "the-secret-key-of-the-chaos-run" };

/** The parts that servers and function reach, each through its proxy. */
export interface Proxies {
  readonly mode: Mode;
  readonly login: Login;
  readonly database: FaultProxy;
  readonly s3: FaultProxy;
  /** Variables that name the hubs. */
  readonly hubs: Readonly<Record<string, string>>;
  /** The servers, for a function that reports over HTTP. */
  readonly callback: FaultProxy;
}

/** Short intervals, so that minutes show what otherwise takes days. */
const SERVER = {
  ADMIN_PASSWORD: ADMIN.password,
  TOKEN_SECRET: "the token secret of the chaos run with 32 characters",
  SWEEP_SECONDS: "1",
  GARBAGE_SECONDS: "5",
  GARBAGE_AGE_SECONDS: "15",
  REPLY_CHECK_SHARE: "1",
  LOG_LEVEL: "info",
  // All requests come from one machine.
  MAX_CONNECTIONS_PER_ADDRESS: "2000",
  RATE_LIMIT_PER_TOKEN: "0",
  RATE_LIMIT_PER_ADDRESS: "0",
  POSTS_PER_HOUR: "0",
};
const CALLBACK = { REGISTRY_CALLBACK_SECRET: "the callback secret of the chaos run, 32+ characters" };
const INGEST = {
  INGEST_LEASE_SECONDS: String(LEASE_SECONDS),
  INGEST_MAX_ATTEMPTS: String(MAX_ATTEMPTS),
  INGEST_RETRY_PAUSE_SECONDS: "1",
  INGEST_TIME_LIMIT_SECONDS: "25",
  INGEST_MARGIN_SECONDS: "5",
  // The large models, and those with shared content, are moved by several functions.
  FANOUT_MIN_BYTES: "6000000",
  FANOUT_WORKERS: "3",
};

const databaseOf = ({ login, database }: Proxies) => ({
  DB_HOST: "127.0.0.1",
  DB_PORT: String(database.port),
  DB_NAME: login.database,
  DB_USER: login.user,
  DB_PASSWORD: login.password,
  DB_SSL: "false",
});

const storeOf = ({ s3 }: Proxies) => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  AWS_ENDPOINT_URL_S3: s3.origin,
  AWS_STORAGE_BUCKET_NAME: BUCKET,
});

/** Environment of the function: the database or the callback address, never both. */
export function functionEnvironment(proxies: Proxies): Record<string, string> {
  const ledger =
    proxies.mode === "callback" ? { ...CALLBACK, REGISTRY_CALLBACK_URL: proxies.callback.origin } : databaseOf(proxies);
  const tracing = { POWERTOOLS_TRACE_ENABLED: "false", POWERTOOLS_DEV: "false" };
  return { ...storeOf(proxies), ...ledger, ...INGEST, ...proxies.hubs, ...tracing };
}

/** Environment of a server. Without a function it ingests within its own process. */
export function serverEnvironment(proxies: Proxies, lambda: FaultProxy | null): Record<string, string> {
  const ingest =
    lambda === null
      ? { USE_LAMBDA_ASYNC: "false" }
      : { AWS_ENDPOINT_URL_LAMBDA: lambda.origin, INGEST_LAMBDA_FUNCTION: "ingest" };
  const callback = proxies.mode === "callback" ? CALLBACK : {};
  return { ...storeOf(proxies), ...databaseOf(proxies), ...INGEST, ...proxies.hubs, ...SERVER, ...callback, ...ingest };
}
