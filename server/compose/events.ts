import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { MikroORM } from "@mikro-orm/postgresql";
import type { Logger } from "pino";
import { databaseWebhooks } from "../../db/catalogue/webhooks.ts";
import { listen } from "../../db/notifications.ts";
import { databaseWorkload } from "../../db/upkeep/workload.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { Hubs } from "../../lambda/hubs.ts";
import type { ServerConfig } from "../config.ts";
import { createWatching, type Watching } from "../events/watching.ts";
import { publicReach, type Reach, refusalOf } from "../events/webhooks/address.ts";
import { startOutbox } from "../events/webhooks/outbox.ts";
import { checkedPost } from "../events/webhooks/post.ts";
import { documentationFiles } from "../http/documentation.ts";
import type { Rounds } from "../ingest/rounds.ts";
import { componentHealth } from "../upkeep/components.ts";
import { createMetrics, type Metrics } from "../upkeep/metrics.ts";
import { probes } from "../upkeep/probes.ts";

export interface FollowingOptions {
  readonly orm: MikroORM;
  readonly hubs: Hubs;
  readonly s3: S3Client;
  readonly lambda: LambdaClient;
  readonly config: ServerConfig;
  readonly log: Logger;
}

/** What lets people and programs follow the registry: event streams, callbacks, health, metrics, documentation. */
export interface Following {
  readonly deps: Pick<Deps, "watching" | "webhooks" | "components" | "metrics" | "documentation">;
  readonly metrics: Metrics;
  readonly watching: Watching;
  /** Sends callbacks from now on; null when they are switched off. */
  startOutbox(): Rounds | null;
}

/** Limits of the looks at the components, in milliseconds. */
const LOOKS = { lookMs: 3_000, slowMs: 1_000, keepMs: 5_000 };
/** How long counts are shown again, in milliseconds: less than collectors leave between two questions. */
const COUNTS_MS = 10_000;
const RECONNECT = { firstMs: 200, maxMs: 5_000 };
const STREAM_SPACING_MS = 250;
const STREAM_STALL_MS = 60_000;

export function composeFollowing({ orm, hubs, s3, lambda, config, log }: FollowingOptions): Following {
  const watching = composeWatching(config, log);
  const webhooks = databaseWebhooks(orm.em);
  const workload = databaseWorkload(orm.em);
  const metrics = createMetrics({ workload, streams: watching.count, keepMs: COUNTS_MS, now: Date.now, log });
  const { secret, maxAttempts } = config.webhooks;
  const functionName = config.ingest.asynchronous ? config.ingest.functionName : null;
  return {
    metrics,
    watching,
    deps: {
      watching,
      webhooks: { refusal: webhookRefusal(secret !== null, publicReach), deliveries: webhooks.list },
      components: componentHealth({
        probes: probes({ em: orm.em, s3, bucket: config.bucket, lambda, functionName, hubs, hub: config.hub }),
        queue: workload.queue,
        limits: LOOKS,
        now: Date.now,
        log,
      }),
      metrics: { shown: config.metrics, render: metrics.render },
      documentation: documentationFiles(),
    },
    startOutbox: () => {
      if (secret === null) return null;
      const intervalMs = config.sweepSeconds * 1000;
      const post = checkedPost(publicReach);
      return startOutbox({ store: webhooks, post, secret, maxAttempts, intervalMs, now: Date.now, log });
    },
  };
}

function composeWatching({ database, events }: ServerConfig, log: Logger): Watching {
  return createWatching({
    most: events.streams,
    heartbeatMs: events.heartbeatSeconds * 1000,
    ageMs: events.ageSeconds * 1000,
    spacingMs: STREAM_SPACING_MS,
    stallMs: STREAM_STALL_MS,
    listen: (heard) =>
      listen({
        database,
        channel: "artifact",
        ...heard,
        onFault: (error) => log.warn({ err: error }, "changes are not heard at the moment; listening is tried again"),
        pauses: RECONNECT,
        random: Math.random,
      }),
  });
}

/** Why a callback address is not taken, null when it is. */
export function webhookRefusal(switchedOn: boolean, reach: Reach): (url: string) => string | null {
  if (switchedOn) return (url) => refusalOf(url, reach);
  return () => "this registry sends no callbacks: its WEBHOOK_SECRET is not set";
}
