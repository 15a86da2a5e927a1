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
  oneOf,
  type Parse,
  readAws,
  readDatabase,
  readEnvironment,
  sharedSecret,
  text,
} from "../domain/environment.ts";
import type { HubsConfig } from "./hubs.ts";
import type { UnknownPolicy } from "./scan/findings.ts";

export type LedgerConfig =
  | { readonly kind: "database"; readonly database: DatabaseConfig }
  | { readonly kind: "callback"; readonly url: URL; readonly secret: string };

export interface IngestConfig extends HubsConfig {
  /** Where the function reports: to the database, or to the server over HTTP. */
  readonly ledger: LedgerConfig;
  readonly aws: AwsVariables;
  readonly bucket: string;
  /** Prefix of every key; only for measurements, whose objects must not mix with those of the registry. */
  readonly keyPrefix: string;
  readonly limits: { readonly maxBytes: number; readonly maxFiles: number };
  /** Artifacts whose zip would have more bytes complete without one. */
  readonly archive: { readonly maxBytes: number };
  readonly rating: { readonly threshold: number; readonly strict: boolean };
  /** How files that the scan does not understand are treated. */
  readonly scan: { readonly unknown: UnknownPolicy };
  readonly attempts: {
    readonly max: number;
    /** Pause before the second attempt; each further one is three times as long. */
    readonly pauseSeconds: number;
  };
  /** Seconds without a heartbeat after which another worker may claim the artifact. */
  readonly leaseSeconds: number;
  readonly time: {
    /** Seconds that are reserved for saving and handing over at the end of an invocation. */
    readonly marginSeconds: number;
    /** A shorter budget than the function's own time limit; null for none. */
    readonly limitSeconds: number | null;
  };
  /** Connections that all workers of one artifact together may have to its source. */
  readonly sourceMaxConnections: number;
  readonly fanout: {
    /** Transfers of more bytes are shared among several invocations. */
    readonly minBytes: number;
    /** How many invocations share a transfer at most; 1: none is shared. */
    readonly workers: number;
  };
  /** Bytes of file content that may be in memory at once. */
  readonly transferMemoryBytes: number;
}

/** Access to the services that keep secrets. */
export interface SecretAccess {
  readonly region: string;
  readonly credentials: NonNullable<AwsVariables["credentials"]>;
  readonly endpoint: (service: "ssm" | "secretsmanager") => string | undefined;
}

/** Reads how to reach the services that keep secrets. Throws ConfigurationFault. */
export function parseSecretAccess(env: Env): SecretAccess {
  const read = readEnvironment(env);
  const { region, credentials } = readAws(read, env);
  const endpoints = {
    ssm: read("AWS_ENDPOINT_URL_SSM", address, null),
    secretsmanager: read("AWS_ENDPOINT_URL_SECRETS_MANAGER", address, null),
  };
  if (credentials === null)
    read.fault("secrets by name require the AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the function's role");
  return read.valid({
    region,
    credentials: credentials as SecretAccess["credentials"],
    endpoint: (service) => endpoints[service]?.href,
  });
}

/** The callback when either of its variables is set, and then both are required; else the database. */
function readLedger(read: EnvironmentReader, env: Env): LedgerConfig {
  if (!env["REGISTRY_CALLBACK_URL"] && !env["REGISTRY_CALLBACK_SECRET"])
    return { kind: "database", database: readDatabase(read) };
  return {
    kind: "callback",
    url: read("REGISTRY_CALLBACK_URL", callbackAddress),
    secret: read("REGISTRY_CALLBACK_SECRET", sharedSecret),
  };
}

/** Reports are signed but not encrypted, and replies are not signed: beyond this machine both need TLS. */
const callbackAddress: Parse<URL> = (value) => {
  const url = address(value);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new Error("must be an https address");
  if (url.search !== "" || url.hash !== "") throw new Error("must have no query and no fragment");
  return url;
};

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** Where the hubs are, and the tokens for them. */
export const readHubs = (read: EnvironmentReader): HubsConfig => ({
  huggingFace: {
    endpoint: read("HF_ENDPOINT", address, new URL("https://huggingface.co")),
    token: read("HF_TOKEN", text, null),
  },
  gitHub: {
    apiUrl: read("GITHUB_API_URL", address, new URL("https://api.github.com")),
    token: read("GITHUB_TOKEN", text, null),
  },
});

/** Reads the function's variables. Throws ConfigurationFault that lists every wrong one. */
export function parseIngestConfig(env: Env): IngestConfig {
  const read = readEnvironment(env);
  return read.valid<IngestConfig>({
    ledger: readLedger(read, env),
    aws: readAws(read, env),
    bucket: read("AWS_STORAGE_BUCKET_NAME", text),
    keyPrefix: read("INGEST_KEY_PREFIX", prefix, ""),
    ...readHubs(read),
    limits: {
      maxBytes: read("MAX_ARTIFACT_BYTES", integer(1, Number.MAX_SAFE_INTEGER), 500 * GIB),
      maxFiles: read("MAX_ARTIFACT_FILES", integer(1, 1_000_000), 100_000),
    },
    archive: { maxBytes: read("MAX_ARCHIVE_BYTES", integer(1, Number.MAX_SAFE_INTEGER), 5 * 1024 * GIB) },
    rating: {
      threshold: read("RATING_THRESHOLD", fraction, 0.5),
      strict: read("RATING_STRICT", flag, false),
    },
    scan: { unknown: read("SCAN_UNKNOWN", oneOf("executable", "reject", "report"), "executable") },
    attempts: {
      max: read("INGEST_MAX_ATTEMPTS", integer(1, 20), 4),
      pauseSeconds: read("INGEST_RETRY_PAUSE_SECONDS", integer(0, 3600), 5),
    },
    leaseSeconds: read("INGEST_LEASE_SECONDS", integer(2, 900), 30),
    time: {
      marginSeconds: read("INGEST_MARGIN_SECONDS", integer(1, 600), 45),
      limitSeconds: read("INGEST_TIME_LIMIT_SECONDS", integer(1, 900), null),
    },
    sourceMaxConnections: read("SOURCE_MAX_CONNECTIONS", integer(1, 10_000), 256),
    fanout: {
      minBytes: read("FANOUT_MIN_BYTES", integer(0, Number.MAX_SAFE_INTEGER), 20_000_000_000),
      workers: read("FANOUT_WORKERS", integer(1, 64), 8),
    },
    transferMemoryBytes: read("TRANSFER_MEMORY_BYTES", integer(32 * MIB, 8 * GIB), 64 * MIB),
  });
}

const prefix: Parse<string> = (value) => {
  if (!/^([A-Za-z0-9._-]+\/)+$/.test(value)) throw new Error(`must be a path that ends in a slash, not "${value}"`);
  return value;
};
