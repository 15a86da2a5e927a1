import type { RequestHandler } from "express";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Counts, Queue, Workload } from "../../db/upkeep/workload.ts";

export interface Metrics {
  /** Measures every request; the first middleware. */
  readonly instrument: RequestHandler;
  /** A call of the ingest function failed. */
  dispatchFailed(): void;
  /** Somebody got a file through the download API, as the server's own bytes, a link or a stream. */
  downloaded(delivers: string): void;
  /** Shows the use of a pool of connections. */
  watchPool(name: string, pool: Pool): void;
  /** The Prometheus text format. */
  render(): Promise<string>;
}
export interface MetricsOptions {
  readonly workload: Pick<Workload, "queue" | "byStatus">;
  /** Event streams that are open now. */
  readonly streams: () => number;
  /** How long counts of the database are reused, in milliseconds. */
  readonly keepMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** In seconds: from a cached status to an ingest within the request. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];
/** Open as long as its reader wants: its duration says nothing. */
const ENDLESS = new Set(["ArtifactEvents"]);

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  workloadMetrics(options, registers);
  new Gauge({
    name: "gatehouse_event_streams",
    help: "Open event streams on this server.",
    registers,
    collect() {
      this.set(options.streams());
    },
  });
  const failures = new Counter({
    name: "gatehouse_dispatch_failures_total",
    help: "Failed calls of the ingest function; each is repeated.",
    registers,
  });
  const downloads = new Counter({
    name: "gatehouse_hub_downloads_total",
    help: "Files that clients got through the download API, by how they were delivered.",
    labelNames: ["delivery"] as const,
    registers,
  });
  return {
    instrument: requestMetrics(registers),
    dispatchFailed: () => failures.inc(),
    downloaded: (delivery) => downloads.inc({ delivery }),
    watchPool: poolMetrics(registers),
    render: () => registry.metrics(),
  };
}

function requestMetrics(registers: Registry[]): RequestHandler {
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "From the head of a request to the end of its response, by operation, method and status.",
    labelNames: ["operation", "method", "status"] as const,
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: "http_requests_in_flight",
    help: "Requests whose response has not ended.",
    registers,
  });
  // The library sorts and joins the labels at every look-up.
  const series = new Map<string, Histogram.Internal<"operation" | "method" | "status">>();
  const seriesOf = (operation: string, method: string, status: string) => {
    const key = `${operation} ${method} ${status}`;
    const known = series.get(key) ?? duration.labels({ operation, method, status });
    series.set(key, known);
    return known;
  };
  return (request, response, next) => {
    const started = performance.now();
    inFlight.inc();
    response.on("close", () => {
      inFlight.dec();
      const operation = (response.locals["operation"] as string | undefined) ?? "none";
      if (ENDLESS.has(operation)) return;
      const one = seriesOf(operation, methodOf(request.method), String(response.statusCode));
      one.observe((performance.now() - started) / 1000);
    });
    next();
  };
}

/** Clients choose the method: only known ones become labels. */
const methodOf = (method: string): string =>
  ["GET", "HEAD", "POST", "PUT", "DELETE"].includes(method) ? method : "other";

function poolMetrics(registers: Registry[]): Metrics["watchPool"] {
  const pools = new Map<string, Pool>();
  new Gauge({
    name: "gatehouse_database_connections",
    help: "Connections of each pool that are used or idle, and requests that wait for one.",
    labelNames: ["pool", "state"] as const,
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: "used" }, totalCount - idleCount);
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "waiting" }, waitingCount);
      }
    },
  });
  return (name, pool) => void pools.set(name, pool);
}

interface Counted {
  readonly queue: Queue;
  readonly byStatus: Counts;
}

/** Counts of the whole registry: each server shows the same. Missing while the database is away. */
function workloadMetrics(options: MetricsOptions, registers: Registry[]): void {
  const count = counted(options);
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[], show: Show<L>) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        const found = await count();
        this.reset();
        show(this, found);
      },
    });
  gauge("gatehouse_ingests", "Artifacts by status, without deleted ones.", ["status"], (shown, found) => {
    for (const [status, number] of Object.entries(found?.byStatus.artifacts ?? {})) shown.set({ status }, number);
  });
  const help = "Updates of artifacts by status; those that passed are part of their artifacts.";
  gauge("gatehouse_updates", help, ["status"], (shown, found) => {
    for (const [status, number] of Object.entries(found?.byStatus.updates ?? {})) shown.set({ status }, number);
  });
  gauge("gatehouse_oldest_pending_seconds", "Age of the oldest pending ingest.", [], (shown, found) => {
    shown.set(found === null ? Number.NaN : (found.queue.oldestSeconds ?? 0));
  });
  gauge("gatehouse_database_up", "1 when the database answered, else 0.", [], (shown, found) => {
    shown.set(found === null ? 0 : 1);
  });
}
type Show<L extends string> = (shown: Gauge<L>, found: Counted | null) => void;

function counted({ workload, keepMs, now, log }: MetricsOptions): () => Promise<Counted | null> {
  let kept: { readonly at: number; readonly found: Promise<Counted | null> } | null = null;
  const count = async (): Promise<Counted | null> => {
    try {
      const [queue, byStatus] = await Promise.all([workload.queue(), workload.byStatus()]);
      return { queue, byStatus };
    } catch (error) {
      log.warn({ err: error }, "artifacts could not be counted for the metrics");
      return null;
    }
  };
  return () => {
    if (kept === null || now() - kept.at >= keepMs) kept = { at: now(), found: count() };
    return kept.found;
  };
}
