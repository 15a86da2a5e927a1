import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type FaultAction, type Faults, faultOf, type ListenerName } from "../faults.ts";
import { type Call, callOf, type HubRequest } from "./call.ts";
import { json, Refusal, type Reply, redirect, text } from "./reply.ts";
import { transmit } from "./transmit.ts";

/** What all listeners of one hub share. */
export interface Surroundings {
  readonly requests: HubRequest[];
  readonly faults: Faults;
  readonly now: () => Date;
  /** Waited before every answer. */
  readonly latencyMs: number;
  readonly bytesPerSecond: number | null;
}

export interface Service {
  readonly name: ListenerName;
  /** Answers one call; a thrown Refusal is its answer as well. */
  handle(call: Call): Promise<Reply> | Reply;
  /** The path inside its repository of the file that a call is about, for faults aimed at files. */
  fileOf(call: Omit<Call, "faults">): string | null;
}

export interface Listener {
  /** "http://host:port", without a trailing slash. */
  readonly origin: string;
  /** Ends every connection, also those in the middle of an answer, and waits until they are gone. */
  close(): Promise<void>;
}

function note(call: Omit<Call, "faults">, { requests, now }: Surroundings): HubRequest {
  const query = (call.request.url ?? "").slice(call.path.length + 1);
  const { listener, method, path } = call;
  const record: HubRequest = {
    at: now(),
    listener,
    method,
    path,
    query,
    range: call.header("range"),
    authorized: call.header("authorization") !== null,
    status: 0,
    bytesSent: 0,
  };
  requests.push(record);
  return record;
}

const readable = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
};

async function replyTo(call: Call, service: Service): Promise<Reply> {
  const instead = replacement(call);
  if (instead !== null) return instead;
  try {
    return falsified(await service.handle(call), call.faults);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    console.error(`${call.method} ${call.path} failed:`, error);
    return text("Internal Server Error", {}, 500);
  }
}

/** The answer that a fault gives in place of the real one, before the real one is worked out. */
function replacement(call: Call): Reply | null {
  const failed = faultOf(call.faults, "status");
  if (failed !== undefined) return failure(failed);
  const sent = faultOf(call.faults, "redirect");
  if (sent !== undefined) return redirect(sent.location, {}, sent.status ?? 302);
  if (faultOf(call.faults, "redirect-loop") !== undefined) return redirect(call.request.url ?? "/");
  return null;
}

function failure({ status, headers, body }: Extract<FaultAction, { kind: "status" }>): Reply {
  const own = status === 429 && headers === undefined ? { RateLimit: '"api";r=0;t=1' } : { ...headers };
  if (body !== undefined) return text(body, own, status);
  return json({ error: status === 429 ? "Too Many Requests" : `Status ${status}` }, own, status);
}

const sized = (bytes: number) => ({ "Content-Length": String(bytes) });

/** Changes the parts of a ready answer that a fault falsifies, apart from its bytes. */
function falsified(reply: Reply, faults: readonly FaultAction[]): Reply {
  const foreign = faultOf(faults, "foreign-link");
  const link = reply.headers["Link"];
  if (foreign !== undefined && link !== undefined) {
    return { ...reply, headers: { ...reply.headers, Link: link.replace(/<https?:\/\/[^/]+/, `<${foreign.origin}`) } };
  }
  if (faultOf(faults, "garbage-json") !== undefined && reply.body !== null && "content" in reply.body) {
    const end = Math.max(1, Math.floor(reply.body.end / 2));
    return { ...reply, headers: { ...reply.headers, ...sized(end) }, body: { ...reply.body, end } };
  }
  if (faultOf(faults, "overlong") !== undefined) {
    const { "Content-Length": _said, ...headers } = reply.headers;
    return { ...reply, headers };
  }
  return reply;
}

async function answer(
  service: Service,
  around: Surroundings,
  signal: AbortSignal,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const asked = callOf(request, service.name);
  const record = note(asked, around);
  const ranged = record.range !== null;
  const faults = around.faults.fire({ ...record, path: readable(asked.path), file: service.fileOf(asked), ranged });
  const wait = around.latencyMs + (faultOf(faults, "latency")?.milliseconds ?? 0);
  if (wait > 0) await pause(wait, undefined, { signal });
  const reply = await replyTo({ ...asked, faults }, service);
  await transmit(response, reply, asked.method, { record, faults, bytesPerSecond: around.bytesPerSecond, signal });
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  // A host name stands for loopback: binding to it could pick the IPv6 address only.
  const address = isIP(host) === 0 ? "127.0.0.1" : host;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}

/** Opens one listener on a host and port (0: any free one). */
export async function openListener(
  service: Service,
  around: Surroundings,
  at: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const closing = new AbortController();
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on("error", () => response.destroy());
    answer(service, around, closing.signal, { request, response }).catch((error: unknown) => {
      if (!closing.signal.aborted && !response.destroyed) console.error(`${request.method} ${request.url}:`, error);
      response.destroy();
    });
  });
  const origin = await listen(server, at.host, at.port);
  return {
    origin,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closing.abort();
      server.closeAllConnections();
      await closed;
    },
  };
}
