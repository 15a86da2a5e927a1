import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Logger } from "pino";
import type { IngestConfig } from "../lambda/config.ts";
import { compose } from "./compose.ts";
import type { ServerConfig } from "./config.ts";
import { createApp } from "./http/app.ts";
import { createLog } from "./http/log.ts";
import { prepare } from "./preparation.ts";

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
  /** Done once before anything else is asked of the database, such as its migration; repeated while it is away. */
  readonly prepare?: () => Promise<void>;
}

const CONTRACT = path.resolve(import.meta.dirname, "../openapi.yaml");

/** Starts the registry's HTTP server. It starts and stays up while the database or the object store is away. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, inlineConfig = null, log = createLog(config.logLevel) } = options;
  let standing = (): string | null => "the server is starting";
  const parts = compose({ config, contract: CONTRACT, log, inlineConfig, standing: () => standing() });
  try {
    const preparation = await prepare(async () => {
      await options.prepare?.();
      await parts.bootstrap();
    }, log);
    standing = preparation.pending;
    const app = await createApp({
      contract: CONTRACT,
      deps: parts.deps,
      identify: parts.identify,
      callback: parts.callback,
      instrument: parts.following.metrics.instrument,
      trustedProxies: config.trustedProxies,
      log,
      checkReplies: () => replyCheck(config.replyCheckShare),
      limits: config.limits,
    });
    const server = createServer(limits, app);
    server.maxConnections = config.limits.connections;
    await listen(server, config);
    const sweeper = parts.startSweeping();
    const refreshing = parts.startRefreshing();
    const outbox = parts.following.startOutbox();
    const stop = async (): Promise<void> => {
      standing = () => "the server is stopping";
      parts.following.watching.endStreams();
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

/** A client that is slow, or sends without end, loses its connection and nothing else. */
const limits = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
  // How often the two limits above are looked at: by default only twice a minute.
  connectionsCheckingInterval: 1_000,
};

function replyCheck(share: number): "no" | "report" | "enforce" {
  if (share >= 1) return "enforce";
  return Math.random() < share ? "report" : "no";
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

/** How often a server that stops looks for connections that became idle, in milliseconds. */
const IDLE_LOOK_MS = 50;

async function drain(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection whose last answer ends later would stay open for its next request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  const timer = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
