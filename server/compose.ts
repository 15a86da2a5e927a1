import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import { databaseNonces } from "../db/access/nonces.ts";
import { databaseArtifacts } from "../db/catalogue/artifacts.ts";
import { callbackLedger } from "../db/ingest/callback-ledger.ts";
import { databaseDispatch } from "../db/ingest/dispatch.ts";
import { createOrm, type PoolConfig } from "../db/orm.ts";
import type { Deps } from "../handlers/deps.ts";
import { componentOf, streamSubset, subsetBytes } from "../lambda/archive/subset.ts";
import { machineClock } from "../lambda/clock.ts";
import { composeIngest } from "../lambda/compose.ts";
import type { IngestConfig } from "../lambda/config.ts";
import { composeHubs, type Hubs } from "../lambda/hubs.ts";
import { dropBlobs } from "../lambda/store/cleaning.ts";
import { s3ClientOptions } from "../lambda/store/compose.ts";
import { s3ObjectStore } from "../lambda/store/s3.ts";
import { composeAccess } from "./access/access.ts";
import type { CallbackGateOptions } from "./access/callback-gate.ts";
import { bootstrapAdmin, type Identify } from "./access/identity.ts";
import { composeReading } from "./compose/catalogue.ts";
import { composeFollowing, type Following } from "./compose/events.ts";
import { composeChanging } from "./compose/updates.ts";
import type { ServerConfig } from "./config.ts";
import { createDispatcher, type Dispatcher, lambdaSend, type Send, telling } from "./ingest/dispatcher.ts";
import { createInlineIngest, type InlineIngest, pinoLog } from "./ingest/inline.ts";
import { type Sweeper, startSweeper } from "./ingest/sweeper.ts";
import { type Check, readiness } from "./upkeep/readiness.ts";

/** The parts of a running server, built once. */
export interface Parts {
  readonly deps: Deps;
  readonly identify: Identify;
  /** How reports of the ingest function are let in; null when they are not. */
  readonly callback: CallbackGateOptions | null;
  readonly dispatcher: Dispatcher;
  readonly following: Following;
  startSweeping(): Sweeper;
  /** Reads facts that ratings lack again, from time to time. */
  startRefreshing(): { stop(): Promise<void> };
  /** Makes the administrator of the configuration able to sign in. */
  bootstrap(): Promise<void>;
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly config: ServerConfig;
  /** Path of openapi.yaml. */
  readonly contract: string;
  readonly log: Logger;
  /** What ingests within this process; null sends every ingest to the function. */
  readonly inlineConfig: IngestConfig | null;
  /** Why this process itself takes no work now; null when it does. */
  readonly standing: () => string | null;
}

/** Connections of one server to the database, and the longest statement. */
const POOL = { max: 10, statementTimeoutMs: 15_000, connectTimeoutMs: 5_000 };

/** Longest download that the server itself streams, in milliseconds. */
const STREAM_LIMIT_MS = 6 * 3600 * 1000;

export function compose({ config, contract, log, inlineConfig, standing }: ComposeOptions): Parts {
  const onPool: PoolConfig["onPool"] = (pool) => following.metrics.watchPool("requests", pool);
  const orm = createOrm(config.database, { ...POOL, onPool });
  const clients = openClients(config);
  const artifacts = databaseArtifacts(orm.em);
  const hubs = serverHubs(config, log);
  const access = composeAccess({ em: orm.em, database: config.database, ...config.auth, now: Date.now, log });
  const reading = composeReading(orm, hubs, config, log);
  const following = composeFollowing({ orm, hubs, ...clients, config, log });
  const dispatches = databaseDispatch(orm.em);
  const inline = inlineConfig === null ? null : inlineIngest(inlineConfig, config, artifacts, log);
  const send = inline === null ? lambdaSend(clients.lambda, config.ingest.functionName) : inlineSend(inline);
  const dispatcher = createDispatcher(dispatches, telling(send, following.metrics.dispatchFailed), log);
  const store = s3ObjectStore({ client: clients.s3, bucket: config.bucket });
  const signUpAdmin = (): Promise<void> => bootstrap(config, access.deps.accounts);
  const changing = composeChanging({ orm, hubs, store, config, access, bootstrap: signUpAdmin, log });
  return {
    identify: access.identify,
    callback: callbackOptions(orm, config),
    dispatcher,
    following,
    deps: {
      ...reading.deps,
      ...following.deps,
      artifacts,
      ...access.deps,
      ...changing.deps,
      ingest: { dispatch: dispatcher.dispatch, runInline: inline?.finish ?? null },
      downloads: downloads(clients.s3, config),
      readiness: readiness(checks(orm, clients.s3, config, standing), log, Date.now),
      openLedger: config.callbackSecret === null ? null : ledgerOpener(orm, clients.s3, config),
      contract: () => readFile(contract, "utf8"),
      now: () => new Date(),
    },
    startRefreshing: () => changing.startRefreshing(dispatches),
    startSweeping: () =>
      startSweeper({ store: dispatches, dispatcher, ...sweeping(config), ...changing.sweeping, log }),
    bootstrap: signUpAdmin,
    close: async () => {
      await inline?.stop();
      await reading.close();
      await following.watching.close();
      await dispatcher.settled();
      clients.s3.destroy();
      clients.lambda.destroy();
      await Promise.all([hubs.close(), access.close()]);
      await orm.close(true);
    },
  };
}

const sweeping = ({ ingest, sweepSeconds }: ServerConfig) => ({
  maxAttempts: ingest.maxAttempts,
  intervalMs: sweepSeconds * 1000,
  waitLimitSeconds: ingest.waitLimitSeconds,
});

function inlineIngest(
  ingest: IngestConfig,
  config: ServerConfig,
  artifacts: Deps["artifacts"],
  log: Logger,
): InlineIngest {
  const { concurrency, queue } = config.ingest.inline;
  const tools = composeIngest(ingest, pinoLog(log));
  return createInlineIngest({ tools, artifacts, concurrency, queue, newId: randomUUID, log });
}

function serverHubs({ hub, gitHub, rating }: ServerConfig, log: Logger): Hubs {
  const tools = { clock: machineClock, log: pinoLog(log), random: Math.random };
  return composeHubs({ huggingFace: { endpoint: hub, token: rating.hubToken }, gitHub }, tools);
}

const checks = (orm: MikroORM, s3: S3Client, config: ServerConfig, standing: () => string | null): Check[] => [
  { name: "server", look: async () => standing() },
  {
    name: "database",
    look: async () => {
      await orm.em.fork().execute("select 1");
      return null;
    },
  },
  {
    name: "object store",
    look: async (abortSignal) => {
      await s3.send(new HeadBucketCommand({ Bucket: config.bucket }), { abortSignal });
      return null;
    },
  },
];

const inlineSend =
  (inline: InlineIngest): Send =>
  async ({ artifact_id }) =>
    inline.enqueue(artifact_id);

function openClients({ aws }: ServerConfig): { s3: S3Client; lambda: LambdaClient } {
  const endpoint = aws.s3Endpoint?.href ?? null;
  return {
    s3: new S3Client(s3ClientOptions({ region: aws.region, endpoint, credentials: aws.credentials })),
    lambda: new LambdaClient({
      region: aws.region,
      ...(aws.credentials === null ? {} : { credentials: aws.credentials }),
      ...(aws.lambdaEndpoint === null ? {} : { endpoint: aws.lambdaEndpoint.href }),
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    }),
  };
}

function downloads(s3: S3Client, config: ServerConfig): Deps["downloads"] {
  const store = s3ObjectStore({ client: s3, bucket: config.bucket });
  return {
    sign: (key, fileName) => {
      const quoted = fileName.replaceAll(/[^A-Za-z0-9._-]+/g, "-");
      const command = new GetObjectCommand({
        Bucket: config.bucket,
        Key: key,
        ResponseContentDisposition: `attachment; filename="${quoted}"`,
        ResponseContentType: "application/zip",
      });
      return getSignedUrl(s3, command, { expiresIn: config.downloadUrlTtlSeconds });
    },
    stream: (files, component) => {
      const stored = files.map((file) => ({ ...file, gitSha1: null, kind: "file" as const }));
      const body = streamSubset(stored, component, store, AbortSignal.timeout(STREAM_LIMIT_MS));
      return { body, bytes: subsetBytes(stored, component) };
    },
    belongs: (path, component) => component === "full" || componentOf(path) === component,
  };
}

const callbackOptions = (orm: MikroORM, { callbackSecret: secret }: ServerConfig): CallbackGateOptions | null =>
  secret === null ? null : { secret, nonces: databaseNonces(orm.em, Date.now), now: Date.now };

function ledgerOpener(orm: MikroORM, s3: S3Client, config: ServerConfig): NonNullable<Deps["openLedger"]> {
  const store = s3ObjectStore({ client: s3, bucket: config.bucket });
  return (leaseSeconds) => callbackLedger(orm.em, { leaseSeconds, dropBlobs: (keys) => dropBlobs(store, keys) });
}

async function bootstrap(config: ServerConfig, accounts: Deps["accounts"]): Promise<void> {
  const { mode, adminUser, adminPassword } = config.auth;
  if (mode === "required" && adminPassword !== null) await bootstrapAdmin(accounts, adminUser, adminPassword);
}
