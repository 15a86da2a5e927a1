import type { Claim } from "../db/ingest/claim.ts";
import { databaseLedger, type Ledger } from "../db/ingest/ledger.ts";
import { openDatabase } from "../db/pool.ts";
import { type RateOptions, rateOptions } from "../rating/policy.ts";
import { type CallbackConnection, connectCallback } from "./callback/ledger.ts";
import { machineClock } from "./clock.ts";
import type { IngestConfig } from "./config.ts";
import type { FactSource } from "./facts/facts.ts";
import { composeHubs, type SourceBudget } from "./hubs.ts";
import type { Clock, Log, ObjectStore, SourceHost } from "./ports.ts";
import type { Source } from "./source/source.ts";
import { dropArchive, dropBlobs } from "./store/cleaning.ts";
import { openStore } from "./store/compose.ts";
import { slotsWithin, type TransferOptions } from "./transfer/context.ts";

/** The collaborators of an ingest; one set per process. */
export interface IngestTools {
  readonly config: IngestConfig;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly store: ObjectStore;
  readonly source: (host: SourceHost) => Source;
  readonly budget: SourceBudget;
  readonly facts: FactSource;
  readonly ratingOptions: RateOptions;
  readonly transferOptions: Pick<TransferOptions, "maxMemoryBytes" | "concurrency">;
  /** Deletes the objects of an artifact that ended without content; the sweeper repeats it when it is interrupted. */
  leaveNothing(claim: Claim): Promise<void>;
  /** Invokes the function, alias or version that `invoked` names; resolves when the service has accepted the event. */
  invoke(event: object, invoked: string): Promise<void>;
  close(): Promise<void>;
}

/** One worker writes one statement at a time; a second connection carries the heartbeat. */
const POOL = { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 10_000 };

/** Builds the tools from the configuration; each connects with its first use. */
export function composeIngest(config: IngestConfig, log: Log): IngestTools {
  const { bucket, keyPrefix, aws } = config;
  const { store, close: closeStore } = openStore({
    bucket,
    keyPrefix,
    region: aws.region,
    endpoint: aws.s3Endpoint?.href ?? null,
    credentials: aws.credentials,
  });
  const invoker = openInvoker(config);
  const { ledger, close: closeLedger } = openLedger(config, store, log);
  const hubs = composeHubs(config, shared(log));
  const source = hubs.source({ limits: config.limits });
  const ratingOptions = rateOptions(config.rating);
  const facts = hubs.facts(ratingOptions.policy, {
    parents: (repository) => ledger.parentScore(repository),
    hasDataset: (repository) => ledger.offersDataset(repository),
  });
  return {
    config,
    clock: machineClock,
    ledger,
    store,
    source,
    budget: hubs.budget,
    facts,
    ratingOptions,
    transferOptions: {
      maxMemoryBytes: config.transferMemoryBytes,
      concurrency: slotsWithin(config.sourceMaxConnections, 1),
    },
    leaveNothing: async (claim) => {
      await dropArchive(store, claim.artifactId);
      await ledger.release(claim);
    },
    invoke: invoker.invoke,
    close: async () => {
      await Promise.all([hubs.close(), closeStore(), invoker.close()]);
      await closeLedger();
    },
  };
}

/** The ledger in the database, or over HTTP at the server. */
function openLedger(config: IngestConfig, store: ObjectStore, log: Log): CallbackConnection {
  const { ledger, leaseSeconds } = config;
  if (ledger.kind === "callback") return connectCallback({ ...shared(log), ...ledger, leaseSeconds });
  const database = openDatabase(ledger.database, POOL);
  const dropped = (keys: readonly string[]) => dropBlobs(store, keys);
  return { ledger: databaseLedger(database, { leaseSeconds, dropBlobs: dropped }), close: () => database.close() };
}

const shared = (log: Log) => ({ clock: machineClock, log, random: Math.random });

/** Invokes functions. The client is loaded with the first event, since most invocations send none. */
function openInvoker({ aws }: IngestConfig): Pick<IngestTools, "invoke" | "close"> {
  const open = async () => {
    const { InvokeCommand, LambdaClient } = await import("@aws-sdk/client-lambda");
    const client = new LambdaClient({
      region: aws.region,
      ...(aws.credentials === null ? {} : { credentials: aws.credentials }),
      ...(aws.lambdaEndpoint === null ? {} : { endpoint: aws.lambdaEndpoint.href }),
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    });
    return { client, InvokeCommand };
  };
  let opened: ReturnType<typeof open> | undefined;
  return {
    invoke: async (event, invoked) => {
      opened ??= open();
      const { client, InvokeCommand } = await opened;
      const Payload = Buffer.from(JSON.stringify(event));
      await client.send(new InvokeCommand({ FunctionName: invoked, InvocationType: "Event", Payload }));
    },
    close: async () => (await opened)?.client.destroy(),
  };
}
