import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { Logger } from "pino";
import { Agent } from "undici";
import { databaseNonces } from "../db/access/nonces.ts";
import { databaseAuditLog } from "../db/audit/log.ts";
import { databaseArtifacts } from "../db/catalogue/artifacts.ts";
import { callbackLedger } from "../db/ingest/callback-ledger.ts";
import { databaseDispatch } from "../db/ingest/dispatch.ts";
import { createOrm } from "../db/orm.ts";
import type { PoolConfig } from "../db/pool.ts";
import type { Deps } from "../handlers/deps.ts";
import { machineClock } from "../lambda/clock.ts";
import type { IngestConfig } from "../lambda/config.ts";
import { composeHubs } from "../lambda/hubs.ts";
import { dropBlobs } from "../lambda/store/cleaning.ts";
import { openStore } from "../lambda/store/compose.ts";
import { type Access, composeAccess } from "./access/access.ts";
import type { CallbackGateOptions } from "./access/callback-gate.ts";
import { composeCatalogue } from "./compose/catalogue.ts";
import { composeDownloads } from "./compose/downloads.ts";
import { composeEvents, type Events } from "./compose/events.ts";
import { type Foundation, notingFailures } from "./compose/foundation.ts";
import { composeHub, type Hub } from "./compose/hub.ts";
import { composeRating } from "./compose/rating.ts";
import { composeUpdates, type Updates } from "./compose/updates.ts";
import type { ServerConfig } from "./config.ts";
import { pinoLog } from "./http/log.ts";
import { createDispatcher, lambdaSend, type Send } from "./ingest/dispatcher.ts";
import type { InlineIngest } from "./ingest/inline.ts";
import { type Sweeper, type SweeperOptions, startSweeper } from "./ingest/sweeper.ts";
import { type AuditUpkeep, auditUpkeep } from "./upkeep/audit.ts";
import { type FailureLog, failureLog } from "./upkeep/failure-log.ts";
import { readiness, readinessChecks } from "./upkeep/readiness.ts";

/** The parts of a running server, built once. */
export interface Parts {
  readonly deps: Deps;
  readonly access: Access;
  /** Checks reports of the ingest function; null when this server accepts none. */
  readonly callback: CallbackGateOptions | null;
  readonly events: Events;
  /** Failures of the components in any call. */
  readonly failures: FailureLog;
  readonly hub: Hub;
  startSweeping(): Sweeper;
  /** Reads facts that ratings lack again, from time to time. */
  startRefreshing(): { stop(): Promise<void> };
  /** Makes the first administrator where there is none, and records under which policy the registry works. */
  bootstrap(): Promise<void>;
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly config: ServerConfig;
  /** Path of openapi.yaml. */
  readonly contract: string;
  readonly log: Logger;
  /** Configuration of the ingest inside this process; null sends every ingest to the function. */
  readonly inlineConfig: IngestConfig | null;
  /** Why this process accepts no work now; null when it does. */
  readonly notReady: () => string | null;
}

/** Connections of one server to the database, and the longest statement. */
const POOL = { max: 10, statementTimeoutMs: 15_000, connectTimeoutMs: 5_000 };

export async function compose({ config, contract, log, inlineConfig, notReady }: ComposeOptions): Promise<Parts> {
  const base = foundation(config, log, (pool) => events.metrics.watchPool("requests", pool));
  const artifacts = databaseArtifacts(base.orm.em);
  const auditLog = databaseAuditLog(base.orm.em);
  const access = composeAccess({ em: base.orm.em, ...config, ...config.auth, now: Date.now, log });
  const catalogue = composeCatalogue(base);
  const events = composeEvents(base);
  const rating = composeRating(base);
  const updates = composeUpdates(base, access.forget);
  const inline = inlineConfig === null ? null : await composeInline(inlineConfig, base, artifacts);
  const ingest = composeDispatch(base, inline, events.metrics.dispatchFailed);
  const audit = auditUpkeep(auditLog, config, log);
  const deps: Deps = {
    ...catalogue.deps,
    ...events.deps,
    ...access.deps,
    ...updates.deps,
    ratings: rating.ratings,
    artifacts,
    auditLog,
    ingest: { dispatch: ingest.dispatcher.dispatch, runInline: inline?.finish ?? null },
    downloads: composeDownloads(base, auditLog),
    readiness: readiness(readinessChecks(base, notReady), log, Date.now),
    openLedger: ledgerOpener(base),
    contract: () => readFile(contract, "utf8"),
    now: () => new Date(),
  };
  const hub = composeHub(base, deps, events.metrics.downloaded);
  return {
    access,
    callback: callbackOptions(base),
    events,
    failures: base.failures,
    hub,
    deps,
    startRefreshing: () => rating.startRefreshing(ingest.dispatches),
    startSweeping: () =>
      startSweeper({ ...ingest.sweeping, ...updates.sweeping, chores: chores(updates, access, audit, hub), log }),
    bootstrap: async () => {
      await access.bootstrap();
      await audit.recordPolicy();
    },
    close: async () => {
      await inline?.stop();
      await Promise.all([events.streams.close(), hub.close(), ingest.close()]);
      await Promise.all([catalogue.close(), access.close()]);
      await closeFoundation(base);
    },
  };
}

async function closeFoundation({ hubs, lambda, orm, closeStore }: Foundation): Promise<void> {
  await Promise.all([hubs.close(), closeStore()]);
  lambda.destroy();
  await orm.close(true);
}

/** Small tasks that run with each sweep. */
const chores = (
  { continueReset }: Updates,
  access: Access,
  audit: AuditUpkeep,
  { chore }: Hub,
): NonNullable<SweeperOptions["chores"]> => [
  { name: "reset", run: continueReset },
  { name: "expired", run: access.deleteExpired },
  { name: "audit head", run: audit.logHead },
  chore,
];

/** Time limits of a call of the function, in milliseconds: to connect, and until it is accepted. */
const CALL = { connectionTimeout: 2_000, requestTimeout: 5_000 };

/** How accepted artifacts get to a worker: the function, or this process. */
function composeDispatch(base: Foundation, inline: InlineIngest | null, onFailure: () => void) {
  const { config, log } = base;
  const dispatches = databaseDispatch(base.orm.em);
  const connections = new Agent({ connect: { timeout: CALL.connectionTimeout }, headersTimeout: CALL.requestTimeout });
  const send = inline === null ? lambdaSend(base.lambda, config.ingest.functionName, connections) : inlineSend(inline);
  const dispatcher = createDispatcher({ store: dispatches, send, onFailure, log });
  const { maxAttempts, waitLimitSeconds } = config.ingest;
  const intervalMs = config.sweepSeconds * 1000;
  return {
    dispatches,
    dispatcher,
    close: async () => {
      await dispatcher.settled();
      await connections.close();
    },
    sweeping: { store: dispatches, dispatcher, maxAttempts, waitLimitSeconds, intervalMs },
  };
}

function foundation(config: ServerConfig, log: Logger, onPool: NonNullable<PoolConfig["onPool"]>): Foundation {
  const { aws, database, bucket } = config;
  const endpoint = aws.s3Endpoint?.href ?? null;
  const objects = openStore({ bucket, region: aws.region, endpoint, credentials: aws.credentials });
  const lambda = new LambdaClient({
    region: aws.region,
    ...(aws.credentials === null ? {} : { credentials: aws.credentials }),
    ...(aws.lambdaEndpoint === null ? {} : { endpoint: aws.lambdaEndpoint.href }),
    requestHandler: { ...CALL, throwOnRequestTimeout: true },
  });
  const failures = failureLog(Date.now);
  objects.client.middlewareStack.add(notingFailures("object_store", failures), { step: "initialize" });
  lambda.middlewareStack.add(notingFailures("function", failures), { step: "initialize" });
  const orm = createOrm(database, { ...POOL, onPool });
  const hubs = composeHubs(config, { clock: machineClock, log: pinoLog(log), random: Math.random });
  const { store, client: s3, close: closeStore } = objects;
  return { orm, s3, store, closeStore, lambda, hubs, failures, config, log };
}

/** The ingest inside this process. Only here is its code loaded: a server that calls the function starts without it. */
async function composeInline(
  ingest: IngestConfig,
  { config, log }: Foundation,
  artifacts: Deps["artifacts"],
): Promise<InlineIngest> {
  const { composeIngest } = await import("../lambda/compose.ts");
  const { createInlineIngest } = await import("./ingest/inline.ts");
  const { concurrency, queue } = config.ingest.inline;
  const tools = composeIngest(ingest, pinoLog(log));
  return createInlineIngest({ tools, artifacts, concurrency, queue, newId: randomUUID, log });
}

const inlineSend =
  (inline: InlineIngest): Send =>
  async ({ artifact_id }) =>
    inline.enqueue(artifact_id);

const callbackOptions = ({ orm, config }: Foundation): CallbackGateOptions | null =>
  config.callbackSecret === null
    ? null
    : { secret: config.callbackSecret, nonces: databaseNonces(orm.em, Date.now), now: Date.now };

function ledgerOpener({ orm, store, config }: Foundation): Deps["openLedger"] {
  if (config.callbackSecret === null) return null;
  return (leaseSeconds) => callbackLedger(orm.em.fork(), { leaseSeconds, dropBlobs: (keys) => dropBlobs(store, keys) });
}
