import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Dice, Faults } from "./random.ts";
import type { Mood, Weather } from "./schedule.ts";

export interface HttpProxyOptions {
  readonly name: string;
  /** Origin that requests are passed to; asked at each request. */
  readonly target: () => string;
  readonly weather: Weather;
  readonly dice: Dice;
  readonly faults: Faults;
  /** Rewrites origins in the headers that lead clients on; by default nothing is rewritten. */
  readonly rewrite?: (value: string) => string;
}
export interface Relay {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Share of the requests that a bad mood hits. */
const HIT = 0.2;
const LEADING = new Set(["location", "link"]);
/** Said between client and proxy alone. */
const OWN = new Set(["connection", "keep-alive", "transfer-encoding", "expect"]);

type Fault = Exclude<Mood, "calm"> | null;

/** An HTTP proxy that spoils what passes through it, as its weather and its dice say. Bytes are cut, never altered. */
export async function startHttpProxy(options: HttpProxyOptions): Promise<Relay> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const server = createServer((incoming, answer) => {
    answer.on("error", () => answer.destroy());
    serve(incoming, answer, options, agent).catch(() => answer.destroy());
  });
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
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

function faultNow({ weather, dice }: HttpProxyOptions): Fault {
  const mood = weather.now();
  if (mood === "calm") return null;
  return mood === "away" || mood === "slow" || dice.chance(HIT) ? mood : null;
}

async function serve(
  incoming: IncomingMessage,
  answer: ServerResponse,
  options: HttpProxyOptions,
  agent: Agent,
): Promise<void> {
  const fault = faultNow(options);
  if (fault !== null) options.faults.add(`${options.name} ${fault}`);
  if (fault === "away" || fault === "resets") return void incoming.socket.destroy();
  if (fault === "slow") await pause(options.dice.between(20, 800));
  if (fault === "errors") return refuse(incoming, answer, options.dice);
  const upstream = await forward(incoming, options.target(), agent);
  if (fault === "lost-answers") {
    // The request took effect; nobody hears of it.
    upstream.resume();
    incoming.socket.destroy();
    return;
  }
  answer.writeHead(upstream.statusCode ?? 502, passedOn(upstream, options));
  await pour(upstream, answer, fault, options.dice);
}

function refuse(incoming: IncomingMessage, answer: ServerResponse, dice: Dice): void {
  incoming.resume();
  answer.writeHead(dice.pick([500, 502, 503, 503]), { "content-type": "text/plain", connection: "close" });
  answer.end("out of order\n");
}

function forward(incoming: IncomingMessage, target: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = pairs(incoming.rawHeaders).filter(([name]) => !OWN.has(name.toLowerCase()));
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
        if (!incoming.complete) upstream.destroy(new Error("the client went away"));
      });
    incoming.pipe(upstream);
  });
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] as string, raw[2 * at + 1] as string]);
}

function passedOn(upstream: IncomingMessage, { rewrite = (value) => value }: HttpProxyOptions): string[] {
  return pairs(upstream.rawHeaders)
    .filter(([name]) => !OWN.has(name.toLowerCase()))
    .flatMap(([name, value]) => [name, LEADING.has(name.toLowerCase()) ? rewrite(value) : value]);
}

/** Passes the body on, with a break or a standstill somewhere in it when the fault is one of these. */
async function pour(upstream: IncomingMessage, answer: ServerResponse, fault: Fault, dice: Dice): Promise<void> {
  const length = Number(upstream.headers["content-length"] ?? 0);
  const spoilAt = fault === "partial" || fault === "stalls" ? dice.next() * length : Number.POSITIVE_INFINITY;
  let passed = 0;
  let spoiled = false;
  answer.once("close", () => upstream.destroy());
  for await (const chunk of upstream as AsyncIterable<Buffer>) {
    passed += chunk.length;
    if (!spoiled && passed >= spoilAt) {
      spoiled = true;
      if (fault === "partial") {
        answer.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
        await pause(5);
        upstream.destroy();
        return void answer.destroy();
      }
      await pause(dice.between(500, 4_000));
    }
    if (!answer.write(chunk)) await drained(answer);
  }
  answer.end();
}

/** Resolves when more may be written, or nothing ever will. */
function drained(answer: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      answer.off("drain", done).off("close", done);
      resolve();
    };
    if (answer.destroyed) return resolve();
    answer.on("drain", done).on("close", done);
  });
}
