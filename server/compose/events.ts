import type { Logger } from "pino";
import { databaseWebhooks } from "../../db/catalogue/webhooks.ts";
import { listen } from "../../db/notifications.ts";
import { databaseWorkload } from "../../db/upkeep/workload.ts";
import type { Deps } from "../../handlers/deps.ts";
import type { ServerConfig } from "../config.ts";
import { createStreams, type Streams } from "../events/streams.ts";
import { publicReach, type Reach, refusalOf } from "../events/webhooks/address.ts";
import { startOutbox } from "../events/webhooks/outbox.ts";
import { checkedPost } from "../events/webhooks/post.ts";
import { documentationFiles } from "../http/documentation.ts";
import type { Rounds } from "../ingest/rounds.ts";
import { componentHealth } from "../upkeep/components.ts";
import { createMetrics, type Metrics } from "../upkeep/metrics.ts";
import { probes } from "../upkeep/probes.ts";
import type { Foundation } from "./foundation.ts";

/** How people and programs follow the registry: event streams, callbacks, health, metrics, documentation. */
export interface Events {
  readonly deps: Pick<Deps, "streams" | "webhooks" | "components" | "endedIngests" | "metrics" | "documentation">;
  readonly metrics: Metrics;
  readonly streams: Streams;
  /** Sends callbacks from now on; null when they are switched off. */
  startOutbox(): Rounds | null;
}

/** Limits of the probes of the components, in milliseconds. */
const PROBE_LIMITS = { lookMs: 3_000, slowMs: 1_000, keepMs: 5_000 };
/** How long counts are reused, in milliseconds: less than the interval of a collector. */
const COUNTS_MS = 10_000;
const RECONNECT = { firstMs: 200, maxMs: 5_000 };
const STREAM_SPACING_MS = 250;
const STREAM_STALL_MS = 60_000;

export function composeEvents({ orm, hubs, s3, lambda, config, log, failures }: Foundation): Events {
  const streams = composeStreams(config, log);
  const webhooks = databaseWebhooks(orm.em);
  const workload = databaseWorkload(orm.em);
  const metrics = createMetrics({ workload, streams: streams.count, keepMs: COUNTS_MS, now: Date.now, log });
  const { secret, maxAttempts } = config.webhooks;
  const functionName = config.ingest.asynchronous ? config.ingest.functionName : null;
  return {
    metrics,
    streams,
    deps: {
      streams,
      webhooks: { refusal: webhookRefusal(secret !== null, publicReach), deliveries: webhooks.list },
      components: componentHealth({
        probes: probes({
          em: orm.em,
          s3,
          bucket: config.bucket,
          lambda,
          functionName,
          hubs,
          hub: config.huggingFace.endpoint,
        }),
        failures,
        queue: workload.queue,
        limits: PROBE_LIMITS,
        now: Date.now,
        log,
      }),
      endedIngests: workload.ended,
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

function composeStreams({ database, events }: ServerConfig, log: Logger): Streams {
  return createStreams({
    streams: events.streams,
    streamsPerAccount: events.streamsPerAccount,
    heartbeatMs: events.heartbeatSeconds * 1000,
    ageMs: events.ageSeconds * 1000,
    spacingMs: STREAM_SPACING_MS,
    stallMs: STREAM_STALL_MS,
    listen: (callbacks) =>
      listen({
        database,
        channel: "artifact",
        ...callbacks,
        onFault: (error) => log.warn({ err: error }, "the notification connection failed; reconnecting"),
        pauses: RECONNECT,
        random: Math.random,
      }),
  });
}

/** Why a callback address is refused, null when it is accepted. */
export function webhookRefusal(switchedOn: boolean, reach: Reach): (url: string) => string | null {
  if (switchedOn) return (url) => refusalOf(url, reach);
  return () => "this registry sends no callbacks: its WEBHOOK_SECRET is not set";
}
