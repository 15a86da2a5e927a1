import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Logger } from "pino";
import type { IngestConfig } from "../lambda/config.ts";
import { networkOf } from "./access/rate-limits.ts";
import { compose } from "./compose.ts";
import type { ServerConfig } from "./config.ts";
import { countByKey } from "./count.ts";
import { createApp } from "./http/app.ts";
import { createLog } from "./http/log.ts";
import { prepare } from "./preparation.ts";
import { describeFault } from "./upkeep/components.ts";

export { createLog } from "./http/log.ts";

export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:8000. */
  readonly url: string;
  /** Stops accepting, lets requests in flight finish within the limit, closes everything. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly config: ServerConfig;
  /** Configuration of the ingest when it runs within this process, else null. */
  readonly inlineConfig?: IngestConfig | null;
  readonly log?: Logger;
  /** Done once before any other query, such as the migration; repeated while the database is away. */
  readonly prepare?: () => Promise<void>;
}

const CONTRACT = path.resolve(import.meta.dirname, "../openapi.yaml");

/** Starts the registry's HTTP server. It starts and stays up while the database or the object store is away. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, inlineConfig = null, log = createLog(config.logLevel) } = options;
  let notReady = (): string | null => "the server is starting";
  const parts = await compose({ config, contract: CONTRACT, log, inlineConfig, notReady: () => notReady() });
  try {
    const preparation = await prepare(async () => {
      await options.prepare?.();
      await parts.bootstrap();
    }, log);
    notReady = preparation.pending;
    const app = await createApp({
      deps: parts.deps,
      identify: parts.access.identify,
      hub: parts.hub.options,
      callback: parts.callback,
      instrument: parts.events.metrics.instrument,
      trustProxy: config.trustProxy,
      guards: {
        hstsSeconds: config.hstsSeconds,
        corsOrigins: config.corsOrigins,
        loopbackOnly: config.auth.mode === "disabled",
      },
      rates: parts.access.limits,
      log,
      onDatabaseAway: (error) => parts.failures.failed("database", describeFault(error)),
      replyCheckShare: config.replyCheckShare,
      limits: config.limits,
    });
    const server = createServer(limits, app);
    server.maxConnections = config.limits.connections;
    if (config.trustProxy === 0) limitConnections(server, config.limits.connectionsPerAddress);
    await listen(server, config);
    const sweeper = parts.startSweeping();
    const refreshing = parts.startRefreshing();
    const outbox = parts.events.startOutbox();
    const stop = async (): Promise<void> => {
      notReady = () => "the server is stopping";
      parts.events.streams.endStreams();
      await drain(server, config.limits.drainSeconds * 1000);
      await preparation.stop();
      await Promise.all([sweeper.stop(), refreshing.stop(), outbox?.stop()]);
      await parts.close();
    };
    return { url: urlOf(server, config.host), stop };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

/** Deadlines in milliseconds: a client that sends slowly gets 408 and loses its connection. */
const limits = {
  /** For the head and the body of a request together. */
  requestTimeout: 8_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
  // How often the two deadlines are checked; by default only twice a minute.
  connectionsCheckingInterval: 1_000,
};

/** Closes connections of an address that has as many open as it may. */
function limitConnections(server: Server, perAddress: number): void {
  const open = countByKey();
  server.on("connection", (socket) => {
    const address = networkOf(socket.remoteAddress ?? "unknown");
    open.add(address);
    socket.once("close", () => open.subtract(address));
    if (open.of(address) > perAddress) socket.destroy();
  });
}

function listen(server: Server, { host, port }: ServerConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** How often a stopping server closes connections that have become idle, in milliseconds. */
const IDLE_CHECK_MS = 50;

async function drain(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection whose last answer ends later would stay open for its next request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const timer = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
