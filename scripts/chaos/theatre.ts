import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Env } from "../../db/environment.ts";
import { buildIngest } from "../build.ts";
import { startHub } from "../local/hub.ts";
import { type LocalLambda, startLambda } from "../local/lambda.ts";
import { startS3 } from "../local/s3.ts";
import { type MortalDatabase, startMortalDatabase } from "./database.ts";
import { diceOf, type Faults } from "./dice.ts";
import { type Relay, startHttpProxy } from "./http-proxy.ts";
import { type ServerProcess, serverProcess } from "./server-process.ts";
import { startTcpProxy } from "./tcp-proxy.ts";
import type { SampleWorld } from "./wanted.ts";
import { type Mood, weatherOf } from "./weather.ts";

export interface TheatreOptions {
  readonly seed: number;
  readonly directory: string;
  readonly world: SampleWorld;
  /** How long faults are injected, in milliseconds. */
  readonly faultsMs: number;
  readonly servers: number;
  readonly faults: Faults;
}

/** Every part of a registry, each behind a proxy that spoils its traffic. */
export interface Theatre {
  readonly servers: readonly ServerProcess[];
  readonly database: MortalDatabase;
  readonly lambda: LocalLambda;
  /** The store itself, without a proxy. */
  readonly store: { readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Milliseconds since the curtain rose: faults are timed by it. */
  elapsed(): number;
  /** Lets the weather begin. */
  rise(): void;
  close(): Promise<void>;
}

export const BUCKET = "gatehouse";
export const ADMIN = { name: "admin", password: "the password of this chaos" };
export const LEASE_SECONDS = 5;
export const MAX_ATTEMPTS = 6;
const KEYS = { accessKeyId: "CHAOS", secretAccessKey: "the-secret-key-of-this-chaos" };
/** Slow enough that faults meet transfers under way. */
const HUB_BYTES_PER_SECOND = 3_000_000;
const BAD_HTTP: readonly Mood[] = ["slow", "errors", "resets", "lost-answers", "partial", "stalls", "away"];
const BAD_TCP: readonly Mood[] = ["slow", "resets", "stalls", "away"];

export async function openTheatre(options: TheatreOptions): Promise<Theatre> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...(await openParts(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function openParts(options: TheatreOptions, closers: Closers): Promise<Omit<Theatre, "close">> {
  const { directory, world } = options;
  let risenAt: number | null = null;
  const elapsed = (): number => (risenAt === null ? Number.POSITIVE_INFINITY : performance.now() - risenAt);
  const proxies = proxiesOf(options, elapsed, closers);
  await mkdir(path.join(directory, "s3"), { recursive: true });
  const [hub, s3, database, bundle] = await Promise.all([
    startHub({ ...world, organizations: ACME, bytesPerSecondPerConnection: HUB_BYTES_PER_SECOND }),
    startS3({ directory: path.join(directory, "s3"), buckets: [BUCKET], ...KEYS }),
    startMortalDatabase(path.join(directory, "postgres")),
    buildIngest(path.join(directory, "function")),
  ]);
  closers.push(hub.close, s3.close, database.stop);
  const hubs = await proxies.hub(hub);
  const env = environment(
    await proxies.tcp("database", () => database.login()?.port ?? null),
    await proxies.http("s3", () => s3.endpoint),
    database,
  );
  const lambda = await startLambda({ directory: path.join(directory, "lambda"), retryDelaysMs: [500, 2_000], ...KEYS });
  closers.push(lambda.close);
  const functionEnv = { ...env, ...hubs, POWERTOOLS_TRACE_ENABLED: "false", POWERTOOLS_DEV: "false" };
  await lambda.deploy({ name: "ingest", bundle, environment: functionEnv, timeoutSeconds: 60 });
  const lambdaProxy = await proxies.http("lambda", () => lambda.endpoint);
  const serverEnv = { ...env, ...SERVER, AWS_ENDPOINT_URL_LAMBDA: lambdaProxy.origin };
  const servers = await Promise.all(
    Array.from({ length: options.servers }, (_, at) =>
      serverProcess(serverEnv, path.join(directory, `server-${at}.log`)),
    ),
  );
  for (const server of servers) closers.push(server.terminate);
  await Promise.all(servers.map((server) => server.start()));
  const rise = (): void => {
    risenAt = performance.now();
  };
  return { servers, database, lambda, store: { endpoint: s3.endpoint, ...KEYS }, elapsed, rise };
}

export const ACME = [
  { name: "acme", fullname: "Acme", members: ["anna-lind", "chidi-okafor", "elise-moreau", "jo-berg", "mira-sato"] },
];

/** Short times, so that minutes show what days would. */
const SERVER = {
  ADMIN_PASSWORD: ADMIN.password,
  TOKEN_SECRET: "the token secret of this chaos, 32+ characters",
  INGEST_LAMBDA_FUNCTION: "ingest",
  SWEEP_SECONDS: "1",
  GARBAGE_SECONDS: "5",
  GARBAGE_AGE_SECONDS: "15",
  REPLY_CHECK_SHARE: "1",
  LOG_LEVEL: "info",
};

function environment(database: Relay, s3: Relay, { login }: MortalDatabase): Record<string, string> {
  const known = login();
  if (known === null) throw new Error("the database is not up");
  return {
    DB_HOST: "127.0.0.1",
    DB_PORT: String(database.port),
    DB_NAME: known.database,
    DB_USER: known.user,
    DB_PASSWORD: known.password,
    DB_SSL: "false",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.origin,
    AWS_STORAGE_BUCKET_NAME: BUCKET,
    INGEST_LEASE_SECONDS: String(LEASE_SECONDS),
    INGEST_MAX_ATTEMPTS: String(MAX_ATTEMPTS),
    INGEST_RETRY_PAUSE_SECONDS: "1",
    INGEST_TIME_LIMIT_SECONDS: "25",
    INGEST_MARGIN_SECONDS: "5",
  };
}

/** Proxies with weathers and dice of their own. */
function proxiesOf({ seed, faultsMs, faults }: TheatreOptions, elapsed: () => number, closers: Closers) {
  const kept = async (proxy: Promise<Relay>): Promise<Relay> => {
    const opened = await proxy;
    closers.push(opened.close);
    return opened;
  };
  const around = (name: string, bad: readonly Mood[]) => ({
    name,
    faults,
    dice: diceOf(seed, name),
    weather: weatherOf(diceOf(seed, `${name} weather`), bad, faultsMs, elapsed),
  });
  const http = (name: string, target: () => string, rewrite?: (value: string) => string): Promise<Relay> =>
    kept(startHttpProxy({ ...around(name, BAD_HTTP), target, ...(rewrite ? { rewrite } : {}) }));
  return {
    http,
    tcp: (name: string, target: () => number | null): Promise<Relay> =>
      kept(startTcpProxy({ ...around(name, BAD_TCP), target })),
    hub: async (
      hub: Record<"endpoint" | "cdn" | "github" | "codeload", string>,
    ): Promise<Env & Record<string, string>> => {
      const origins = new Map<string, string>();
      const rewrite = (value: string): string =>
        [...origins].reduce((text, [real, proxied]) => text.replaceAll(real, proxied), value);
      for (const name of ["endpoint", "cdn", "github", "codeload"] as const) {
        origins.set(hub[name], (await http(`hub ${name}`, () => hub[name], rewrite)).origin);
      }
      return { HF_ENDPOINT: origins.get(hub.endpoint) ?? "", GITHUB_API_URL: origins.get(hub.github) ?? "" };
    },
  };
}
