import type { Logger } from "pino";
import { databaseWebhooks } from "../../../db/catalogue/webhooks.ts";
import { type ListenOptions, listen } from "../../../db/notifications.ts";
import { databaseWorkload } from "../../../db/upkeep/workload.ts";
import type { Deps } from "../../../handlers/deps.ts";
import { webhookRefusal } from "../../../server/compose/events.ts";
import { createStreams, type Streams, type StreamsOptions } from "../../../server/events/streams.ts";
import { publicReach } from "../../../server/events/webhooks/address.ts";
import { documentationFiles } from "../../../server/http/documentation.ts";
import { componentHealth } from "../../../server/upkeep/components.ts";
import { failureLog } from "../../../server/upkeep/failure-log.ts";
import { createMetrics } from "../../../server/upkeep/metrics.ts";
import type { TestDatabase } from "../database.ts";

export const STREAM_OPTIONS: Omit<StreamsOptions, "listen"> = {
  streams: 50,
  streamsPerAccount: 50,
  heartbeatMs: 15_000,
  spacingMs: 0,
  stallMs: 60_000,
  ageMs: 3_600_000,
};

/** Streams over a real database; `limits` replaces what the tests have by default. */
export function someStreams(
  login: ListenOptions["database"],
  log: Logger,
  limits: Partial<StreamsOptions> = {},
): Streams {
  return createStreams({
    ...STREAM_OPTIONS,
    listen: (callbacks) =>
      listen({
        database: login,
        channel: "artifact",
        ...callbacks,
        onFault: (error) => log.warn({ err: error }, "not listening"),
        pauses: { firstMs: 20, maxMs: 200 },
        random: () => 0.5,
      }),
    ...limits,
  });
}

type FollowingDeps = Pick<Deps, "streams" | "webhooks" | "components" | "metrics" | "documentation">;

/** What the operations to follow the registry work with: all real, but every component is well at once. */
export function aFollowing(
  { login, orm }: TestDatabase,
  clock: { now: Date },
  log: Logger,
): { deps: FollowingDeps; instrument: ReturnType<typeof createMetrics>["instrument"]; close(): Promise<void> } {
  const streams = someStreams({ ...login, tls: false }, log);
  const workload = databaseWorkload(orm.em);
  const now = (): number => clock.now.getTime();
  const metrics = createMetrics({ workload, streams: streams.count, keepMs: 0, now, log });
  const well = async (): Promise<null> => null;
  return {
    instrument: metrics.instrument,
    deps: {
      streams,
      webhooks: {
        refusal: webhookRefusal(true, { ...publicReach, allowsPort: () => true }),
        deliveries: databaseWebhooks(orm.em).list,
      },
      components: componentHealth({
        failures: failureLog(now),
        probes: (["database", "object_store", "function", "hub"] as const).map((name) => ({ name, look: well })),
        queue: workload.queue,
        limits: { lookMs: 300_000, slowMs: 300_000, keepMs: 0 },
        now,
        log,
      }),
      metrics: { shown: "loopback", render: metrics.render },
      documentation: documentationFiles(),
    },
    close: async () => {
      streams.endStreams();
      await streams.close();
    },
  };
}
