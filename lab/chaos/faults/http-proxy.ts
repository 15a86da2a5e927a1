import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { drained, type FaultProxy, listen, type ProxyOptions } from "./proxy.ts";
import type { Random } from "./random.ts";
import type { FaultPhase } from "./schedule.ts";

export interface HttpProxyOptions extends ProxyOptions {
  /** Origin that requests go to; read at each request. */
  readonly target: () => string;
  /** Rewrites origins in Location and Link headers; by default leaves them as they are. */
  readonly rewrite?: (value: string) => string;
}

/** Share of the requests that a fault phase hits. */
const HIT = 0.2;
const REWRITTEN_HEADERS = new Set(["location", "link"]);
/** Headers of one connection only. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "expect"]);

type Fault = Exclude<FaultPhase, "none"> | null;

/** Starts an HTTP proxy. Its faults cut bodies off but never alter bytes. */
export async function startHttpProxy(options: HttpProxyOptions): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const server = createServer((incoming, response) => {
    response.on("error", () => response.destroy());
    serve(incoming, response, options, agent).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 0;
  const port = await listen(server);
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

function faultNow({ schedule, random }: HttpProxyOptions): Fault {
  const phase = schedule.now();
  if (phase === "none") return null;
  return phase === "down" || phase === "slow" || random.chance(HIT) ? phase : null;
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: HttpProxyOptions,
  agent: Agent,
): Promise<void> {
  const fault = faultNow(options);
  if (fault !== null) options.faults.add(`${options.name} ${fault}`);
  if (fault === "down" || fault === "resets") return void incoming.socket.destroy();
  if (fault === "slow") await pause(options.random.between(20, 800));
  if (fault === "errors") return refuse(incoming, response, options.random);
  const upstream = await forward(incoming, options.target(), agent);
  if (fault === "lost-responses") {
    // The request took effect, but the client gets no response.
    upstream.resume();
    incoming.socket.destroy();
    return;
  }
  response.writeHead(upstream.statusCode ?? 502, headersOf(upstream, options));
  await pipeBody(upstream, response, fault, options.random);
}

function refuse(incoming: IncomingMessage, response: ServerResponse, random: Random): void {
  incoming.resume();
  response.writeHead(random.pick([500, 502, 503, 503]), { "content-type": "text/plain", connection: "close" });
  response.end("injected fault\n");
}

function forward(incoming: IncomingMessage, target: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = pairs(incoming.rawHeaders).filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()));
    if (incoming.headers["transfer-encoding"] !== undefined) headers.push(["Transfer-Encoding", "chunked"]);
    const { hostname, port } = new URL(target);
    const upstream = request({
      agent,
      hostname,
      port,
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      headers: headers.flat(),
      setHost: false,
    });
    upstream.once("response", resolve).once("error", reject);
    incoming
      .once("error", () => upstream.destroy())
      .once("close", () => {
        if (!incoming.complete) upstream.destroy(new Error("the client disconnected"));
      });
    incoming.pipe(upstream);
  });
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] as string, raw[2 * at + 1] as string]);
}

function headersOf(upstream: IncomingMessage, { rewrite = (value) => value }: HttpProxyOptions): string[] {
  return pairs(upstream.rawHeaders)
    .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()))
    .flatMap(([name, value]) => [name, REWRITTEN_HEADERS.has(name.toLowerCase()) ? rewrite(value) : value]);
}

/** Passes the body on; a `partial` fault breaks it off somewhere, a `stalls` fault pauses it once. */
async function pipeBody(
  upstream: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  random: Random,
): Promise<void> {
  const length = Number(upstream.headers["content-length"] ?? 0);
  const faultAt = fault === "partial" || fault === "stalls" ? random.next() * length : Number.POSITIVE_INFINITY;
  let passed = 0;
  let injected = false;
  response.once("close", () => upstream.destroy());
  for await (const chunk of upstream as AsyncIterable<Buffer>) {
    passed += chunk.length;
    if (!injected && passed >= faultAt) {
      injected = true;
      if (fault === "partial") {
        response.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
        await pause(5);
        upstream.destroy();
        return void response.destroy();
      }
      await pause(random.between(500, 4_000));
    }
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}
