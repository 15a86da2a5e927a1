import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Store } from "../disk/store.ts";
import { type Service, serve } from "./serve.ts";

export interface LocalS3 {
  /** http://host:port, for path-style addresses. */
  readonly endpoint: string;
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** How often each S3 operation was asked for since the start, by its name in the API reference. */
  readonly requests: ReadonlyMap<string, number>;
  /** Stops listening, lets running requests end (for a few seconds at most) and closes every connection. */
  close(): Promise<void>;
}

export interface LocalS3Options {
  /** Folder for all data, created when it does not exist. One server at a time. */
  readonly directory: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Default us-east-1. */
  readonly region?: string;
  /** Buckets to create where they do not exist yet. */
  readonly buckets?: readonly string[];
  readonly now?: () => Date;
  /** Simulated network latency: milliseconds before a request is handled; 0 by default. */
  readonly latencyMs?: number;
  /** Told about faults of the server itself; by default they go to standard error. */
  readonly report?: (error: unknown, requestId: string) => void;
}

/** A connection that moves no byte for this long is cut, in either direction. */
const IDLE_MS = 120_000;
const HEADERS_MS = 30_000;
/** How long clients may keep an unused connection; Node.js tells them so that they do not reuse a dead one. */
const KEEP_ALIVE_MS = 60_000;
const CLOSE_GRACE_MS = 5_000;

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Closes the server and waits for the requests that are being answered, files included. */
async function shutDown(server: Server, running: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await Promise.all(running);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

function createHttpServer(service: Service, running: Set<Promise<void>>, latencyMs: number): Server {
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS_MS, keepAliveTimeout: KEEP_ALIVE_MS });
  const handle =
    (expectsContinue: boolean) => (request: Parameters<typeof serve>[0], response: Parameters<typeof serve>[1]) => {
      const answered = async () => {
        if (latencyMs > 0) await pause(latencyMs);
        await serve(request, response, service, expectsContinue);
      };
      const work = answered().finally(() => running.delete(work));
      running.add(work);
    };
  server.on("request", handle(false));
  server.on("checkContinue", handle(true));
  server.setTimeout(IDLE_MS);
  return server;
}

/**
 * Starts an S3-compatible object store on this machine: the operations that Gatehouse and the common clients use,
 * with signatures, checksums and conditions checked as S3 checks them, kept in a directory.
 * @throws Error when the directory is damaged or the address is taken; Refusal InvalidBucketName
 */
export async function startS3(options: LocalS3Options): Promise<LocalS3> {
  const { accessKeyId, secretAccessKey, host = "127.0.0.1", region = "us-east-1", now = () => new Date() } = options;
  const store = await Store.open(options.directory);
  for (const name of options.buckets ?? []) if (!store.has(name)) await store.createBucket(name, now());
  const requests = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const service: Service = {
    store,
    account: { accessKeyId, secretAccessKey, region, now },
    count: (name) => requests.set(name, (requests.get(name) ?? 0) + 1),
    report: options.report ?? ((error, requestId) => console.error(`Embedded S3, request ${requestId}:`, error)),
  };
  const server = createHttpServer(service, running, options.latencyMs ?? 0);
  const port = await listen(server, host, options.port ?? 0);
  const endpoint = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return { endpoint, port, accessKeyId, secretAccessKey, region, requests, close: () => shutDown(server, running) };
}
