import {
  type AwsVariables,
  address,
  type DatabaseConfig,
  type Env,
  type EnvironmentReader,
  flag,
  fraction,
  integer,
  isLoopback,
  listOf,
  oneOf,
  readAws,
  readDatabase,
  readEnvironment,
  secretOf,
  sharedSecret,
  text,
} from "../domain/environment.ts";
import { type IngestConfig, parseIngestConfig, readHubs } from "../lambda/config.ts";
import type { HubsConfig } from "../lambda/hubs.ts";
import type { AttemptLimits } from "./access/attempts.ts";
import type { RateConfig } from "./access/rate-limits.ts";
import { bucketName, origin, proxies, tokenSecrets } from "./config-values.ts";
import type { HubOptions } from "./hub/hub.ts";

export interface AuthConfig {
  readonly mode: "required" | "disabled";
  readonly adminUser: string;
  /** Of the first administrator; null makes none where people sign in. */
  readonly adminPassword: string | null;
  /** Sign sign-in tokens: the first signs, all are accepted. */
  readonly tokenSecrets: readonly [string, ...string[]];
  readonly tokenTtlSeconds: number;
  /** Failed attempts to sign in that are allowed within the window. */
  readonly attempts: AttemptLimits;
}

export interface ServerConfig extends HubsConfig {
  readonly host: string;
  /** Proxies whose `X-Forwarded-For` counts: how many are in front, or their networks; 0 trusts none. */
  readonly trustProxy: number | readonly string[];
  /** Origins of web pages that may call the API from a browser; none by default. */
  readonly corsOrigins: readonly string[];
  /** How long browsers are to use https only, in seconds; 0 says nothing of it. */
  readonly hstsSeconds: number;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where clients find the server; null for the host that each request names. */
  readonly publicUrl: URL | null;
  readonly database: DatabaseConfig;
  readonly aws: AwsVariables;
  readonly bucket: string;
  readonly ingest: {
    /** False runs the ingest inside this process and answers when it has ended. */
    readonly asynchronous: boolean;
    readonly functionName: string;
    readonly maxAttempts: number;
    /** How long an artifact may wait for a worker before it fails, in seconds. */
    readonly waitLimitSeconds: number;
    /** Ingests inside this process at a time, and how many may wait for their turn. */
    readonly inline: { readonly concurrency: number; readonly queue: number };
  };
  readonly auth: AuthConfig;
  /** The download API below /hub, and whether a publisher's request for an unknown repository ingests it. */
  readonly downloadApi: Pick<HubOptions, "delivery" | "anonymous"> & { readonly onDemand: boolean };
  readonly events: {
    /** Streams at a time on this server, and of one account. */
    readonly streams: number;
    readonly streamsPerAccount: number;
    readonly heartbeatSeconds: number;
    /** Longest life of one stream. */
    readonly ageSeconds: number;
  };
  readonly webhooks: {
    /** Signs callbacks; null sends none. */
    readonly secret: string | null;
    readonly maxAttempts: number;
  };
  /** As the ingest rates. */
  readonly rating: {
    readonly threshold: number;
    readonly strict: boolean;
    /** Pause before facts that could not be read are asked for again; it doubles with every attempt. */
    readonly refreshSeconds: number;
  };
  /** Which callers get the metrics. */
  readonly metrics: "off" | "loopback" | "everywhere";
  readonly search: {
    /** Searches by regular expression at a time: each has a database connection of its own. */
    readonly concurrency: number;
    /** How many may wait for their turn; more get 429. */
    readonly queue: number;
    /** Longest search in the database. */
    readonly timeoutMs: number;
  };
  /** Shared with an ingest function that reports over HTTP; null takes no such reports. */
  readonly callbackSecret: string | null;
  readonly downloadUrlTtlSeconds: number;
  readonly sweepSeconds: number;
  readonly garbage: {
    /** Between two rounds. */
    readonly everySeconds: number;
    /** Nothing younger is collected. */
    readonly ageSeconds: number;
  };
  readonly limits: {
    /** Concurrent requests; excess ones get 503. */
    readonly requests: number;
    /** Open connections. */
    readonly connections: number;
    /** Open connections of one address; not applied behind a trusted proxy, whose address all of them have. */
    readonly connectionsPerAddress: number;
    /** Longest work on one request. */
    readonly requestSeconds: number;
    /** How long requests in flight may go on at a stop. */
    readonly drainSeconds: number;
  };
  /** How often callers may ask; 0 sets no limit. */
  readonly rates: RateConfig;
  readonly logLevel: LogLevel;
  /** Share of replies that are checked against the contract; 1 checks all and turns a breach into a 500. */
  readonly replyCheckShare: number;
}
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Configuration of the ingest inside the server; null when a function ingests. Throws ConfigurationFault. */
export function parseInlineConfig(config: ServerConfig, env: Env): IngestConfig | null {
  // Inside the server the ingest writes to the database itself.
  const { REGISTRY_CALLBACK_URL: _url, REGISTRY_CALLBACK_SECRET: _secret, ...others } = env;
  return config.ingest.asynchronous ? null : parseIngestConfig(others);
}

/** Reads the server's variables. Throws ConfigurationFault that lists every wrong one. */
export function parseServerConfig(env: Env): ServerConfig {
  const read = readEnvironment(env);
  const host = read("HOST", text, "127.0.0.1");
  const config: ServerConfig = {
    host,
    trustProxy: read("TRUST_PROXY", proxies, 0),
    corsOrigins: read("CORS_ORIGINS", listOf(origin), []),
    hstsSeconds: read("HSTS_SECONDS", integer(0, 10 * 365 * 86_400), 0),
    port: read("PORT", integer(0, 65_535), 8000),
    publicUrl: read("PUBLIC_URL", address, null),
    downloadApi: readDownloadApi(read),
    database: readDatabase(read),
    aws: readAws(read, env),
    bucket: read("AWS_STORAGE_BUCKET_NAME", bucketName),
    ingest: {
      asynchronous: read("USE_LAMBDA_ASYNC", flag, true),
      functionName: read("INGEST_LAMBDA_FUNCTION", text, "artifact-ingest-processor"),
      maxAttempts: read("INGEST_MAX_ATTEMPTS", integer(1, 20), 4),
      waitLimitSeconds: read("INGEST_WAIT_LIMIT_SECONDS", integer(1, 7 * 86_400), 21_600),
      inline: {
        concurrency: read("INLINE_CONCURRENCY", integer(1, 64), 2),
        queue: read("INLINE_QUEUE", integer(0, 10_000), 100),
      },
    },
    auth: readAuth(read),
    ...readEvents(read),
    ...readHubs(read),
    rating: readRating(read),
    search: readSearch(read),
    callbackSecret: read("REGISTRY_CALLBACK_SECRET", sharedSecret, null),
    downloadUrlTtlSeconds: read("DOWNLOAD_URL_TTL_SECONDS", integer(1, 604_800), 3600),
    sweepSeconds: read("SWEEP_SECONDS", integer(1, 3600), 5),
    garbage: {
      everySeconds: read("GARBAGE_SECONDS", integer(1, 7 * 86_400), 3600),
      ageSeconds: read("GARBAGE_AGE_SECONDS", integer(0, 30 * 86_400), 86_400),
    },
    limits: readLimits(read),
    rates: readRates(read),
    logLevel: read("LOG_LEVEL", oneOf("debug", "info", "warn", "error", "silent"), "info"),
    replyCheckShare: read("REPLY_CHECK_SHARE", fraction, 0.01),
  };
  if (config.auth.mode === "disabled" && !isLoopback(host)) {
    read.fault("AUTH_MODE must not be disabled unless HOST is a loopback address");
  }
  return read.valid(config);
}

const readAuth = (read: EnvironmentReader): ServerConfig["auth"] => ({
  mode: read("AUTH_MODE", oneOf("required", "disabled"), "required"),
  adminUser: read("ADMIN_USER", text, "admin"),
  adminPassword: read("ADMIN_PASSWORD", secretOf(12), null),
  tokenSecrets: read("TOKEN_SECRET", tokenSecrets),
  tokenTtlSeconds: read("TOKEN_TTL_SECONDS", integer(60, 30 * 86_400), 10 * 3600),
  attempts: {
    perPair: read("SIGN_IN_ATTEMPTS", integer(1, 10_000), 10),
    perAddress: read("SIGN_IN_ATTEMPTS_PER_ADDRESS", integer(1, 100_000), 100),
    perAccount: read("SIGN_IN_ATTEMPTS_PER_ACCOUNT", integer(1, 100_000), 50),
    windowSeconds: read("SIGN_IN_WINDOW_SECONDS", integer(1, 86_400), 900),
  },
});

const readRating = (read: EnvironmentReader): ServerConfig["rating"] => ({
  threshold: read("RATING_THRESHOLD", fraction, 0.5),
  strict: read("RATING_STRICT", flag, false),
  refreshSeconds: read("RATING_REFRESH_SECONDS", integer(1, 86_400), 600),
});

const readSearch = (read: EnvironmentReader): ServerConfig["search"] => ({
  concurrency: read("SEARCH_CONCURRENCY", integer(1, 64), 2),
  queue: read("SEARCH_QUEUE", integer(0, 10_000), 32),
  timeoutMs: read("SEARCH_TIMEOUT_MS", integer(100, 60_000), 2_000),
});

const readDownloadApi = (read: EnvironmentReader): ServerConfig["downloadApi"] => ({
  delivery: read("HUB_DELIVERY", oneOf("redirect", "proxy"), "redirect"),
  onDemand: read("HUB_ON_DEMAND", flag, false),
  anonymous: read("HUB_ANONYMOUS", flag, false),
});

const readLimits = (read: EnvironmentReader): ServerConfig["limits"] => ({
  requests: read("MAX_REQUESTS", integer(1, 100_000), 200),
  connections: read("MAX_CONNECTIONS", integer(1, 1_000_000), 2_000),
  connectionsPerAddress: read("MAX_CONNECTIONS_PER_ADDRESS", integer(1, 1_000_000), 250),
  requestSeconds: read("REQUEST_SECONDS", integer(1, 3600), 25),
  drainSeconds: read("DRAIN_SECONDS", integer(0, 3600), 10),
});

const readRates = (read: EnvironmentReader): RateConfig => ({
  store: read("RATE_LIMIT_STORE", oneOf("memory", "postgres"), "memory"),
  perToken: read("RATE_LIMIT_PER_TOKEN", integer(0, 10_000_000), 6_000),
  perAddress: read("RATE_LIMIT_PER_ADDRESS", integer(0, 10_000_000), 12_000),
  postsPerHour: read("POSTS_PER_HOUR", integer(0, 10_000_000), 1_000),
});

const readEvents = (read: EnvironmentReader): Pick<ServerConfig, "events" | "webhooks" | "metrics"> => ({
  events: {
    streams: read("MAX_EVENT_STREAMS", integer(0, 100_000), 500),
    streamsPerAccount: read("MAX_EVENT_STREAMS_PER_ACCOUNT", integer(0, 100_000), 50),
    heartbeatSeconds: read("EVENT_HEARTBEAT_SECONDS", integer(1, 300), 15),
    ageSeconds: read("EVENT_STREAM_SECONDS", integer(1, 86_400), 3600),
  },
  webhooks: {
    secret: read("WEBHOOK_SECRET", sharedSecret, null),
    maxAttempts: read("WEBHOOK_ATTEMPTS", integer(1, 50), 12),
  },
  metrics: read("METRICS", oneOf("off", "loopback", "everywhere"), "loopback"),
});
