import { Agent, type Dispatcher } from "undici";
import { exchange } from "../../exchange.ts";
import { endpointLookup, publicLookup, type Trust } from "../../source/trust.ts";

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** One HTTP exchange. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
  /** Gives up the rest of the body. */
  discard(): void;
}

/** Sends one request and follows no redirect; rejects when no answer comes. */
export type Http = (it: HttpRequest) => Promise<HttpAnswer>;

export interface OwnedHttp {
  readonly http: Http;
  close(): Promise<void>;
}

/** Milliseconds to connect, to the first byte, and between two pieces of a body: bounds behind the callers' own limits. */
const TIMEOUTS = { connect: 5_000, firstByte: 15_000, stall: 15_000 };

/** Connections of its own, kept alive between ratings. A host that is not configured must have a public address. */
export function undiciHttp(trust: Trust): OwnedHttp {
  const agent = (guarded: boolean) =>
    new Agent({
      headersTimeout: TIMEOUTS.firstByte,
      bodyTimeout: TIMEOUTS.stall,
      keepAliveTimeout: 10_000,
      allowH2: false,
      connect: { timeout: TIMEOUTS.connect, lookup: guarded ? publicLookup : endpointLookup },
    });
  const own = agent(false);
  const open = agent(true);
  return {
    http: (it) => send(trust.mayBePrivate(it.url) ? own : open, it),
    async close() {
      await Promise.all([own.close(), open.close()]);
    },
  };
}

async function send(dispatcher: Dispatcher, { url, method, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  const answer = await exchange(dispatcher, {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers,
    signal,
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  return { ...answer, discard: () => answer.body.drop() };
}

/** A header's first value, null when it is missing. */
export function headerOf(headers: Headers, name: string): string | null {
  const held = headers[name];
  return (Array.isArray(held) ? held[0] : held) ?? null;
}
