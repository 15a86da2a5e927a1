/**
 * The one HTTP client for the hubs: connections, trust, redirects, and the token where it belongs. Two policies build on
 * it: `content.ts` waits for a busy source and throws what it cannot help; `facts/client.ts` answers a fact at once.
 */
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent } from "undici";
import type { Resolve } from "../../../domain/address.ts";
import { type Answer, exchange, type IncomingBody } from "../../exchange.ts";
import { endpointLookup, publicLookup, type Trust, trustIn } from "./trust.ts";

export interface HubEndpoint {
  readonly url: URL;
  /** Sent as a bearer token to the endpoint's exact origin and nowhere else. */
  readonly token: string | null;
}

/** One request to one place. */
export interface Hop {
  readonly url: URL;
  readonly method: "GET" | "HEAD" | "POST";
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Carries out one request and follows no redirect; rejects when no answer comes. `guarded` demands a public address. */
export type Send = (hop: Hop, guarded: boolean) => Promise<Answer>;

export interface HubClientOptions {
  readonly endpoints: readonly HubEndpoint[];
  /** Hosts trusted besides the endpoints' own and the hubs'; "*." for subdomains. */
  readonly trustedHosts?: readonly string[];
  /** Milliseconds to connect, to the first byte of an answer, and between two pieces of a body. */
  readonly timeouts?: { readonly connect: number; readonly firstByte: number; readonly stall: number };
  /** Connections to one origin. */
  readonly connections?: number;
  /** Looks up names; the machine's own resolver by default. */
  readonly resolve?: Resolve;
  /** Replaces the network in tests. */
  readonly send?: Send;
}

export interface HubClient {
  /** True for an endpoint of the configuration itself, false for a host that it redirects to. */
  isEndpoint(url: URL): boolean;
  /**
   * One request to one trusted place, without redirects.
   * @throws IngestFailure source_untrusted, and errors of the connection as they are
   */
  ask(hop: Hop): Promise<Answer>;
  /** Closes idle connections and waits for the others. */
  close(): Promise<void>;
}

/** The last answer of a chain of redirects. */
export interface HubAnswer extends Answer {
  /** Where it came from; may be signed: never log or show it. */
  readonly url: URL;
  /** Headers of the first answer, which is the endpoint's even when it redirects. */
  readonly first: Answer["headers"];
}

export function hubClient(options: HubClientOptions): HubClient {
  const { endpoints } = options;
  const trust = trustIn(
    endpoints.map(({ url }) => url),
    options.trustedHosts ?? [],
  );
  const origins = new Set(endpoints.map(({ url }) => url.origin));
  const tokens = new Map(endpoints.flatMap(({ url, token }) => (token === null ? [] : [[url.origin, token]])));
  const { send, close } = options.send === undefined ? network(options) : { send: options.send, close: async () => {} };
  return {
    isEndpoint: (url) => origins.has(url.origin),
    ask: async (hop) =>
      decoded(await send(trusted(hop, trust, tokens.get(hop.url.origin)), !trust.mayBePrivate(hop.url))),
    close,
  };
}

function trusted(hop: Hop, trust: Trust, token: string | undefined): Hop {
  trust.check(hop.url);
  const own = { "user-agent": "gatehouse", "accept-encoding": "identity" };
  return {
    ...hop,
    headers: { ...own, ...hop.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  };
}

/** Connections kept alive between requests: to the endpoints, and to the public hosts that they redirect to. */
function network(options: HubClientOptions): { send: Send; close: () => Promise<void> } {
  const timeouts = options.timeouts ?? { connect: 10_000, firstByte: 30_000, stall: 30_000 };
  const agent = (lookup: ReturnType<typeof publicLookup>) =>
    new Agent({
      connections: options.connections ?? 64,
      headersTimeout: timeouts.firstByte,
      bodyTimeout: timeouts.stall,
      keepAliveTimeout: 10_000,
      // One connection each: parallel parts must not share one congestion window.
      allowH2: false,
      connect: { timeout: timeouts.connect, lookup },
    });
  const own = agent(endpointLookup(options.resolve));
  const open = agent(publicLookup(options.resolve));
  return {
    send: ({ url, method, headers, body, signal }, guarded) =>
      exchange(guarded ? open : own, {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      }),
    close: async () => {
      await Promise.all([own.close(), open.close()]);
    },
  };
}

const MAX_HOPS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A chain of redirects that leads nowhere. The message continues after the name of the host. */
export class RedirectFault extends Error {
  override readonly name = "RedirectFault";
}

/**
 * Follows redirects from `start`; `ask` carries out each request.
 * @throws RedirectFault for a circle, a chain of more than 5, or a Location that is no address
 */
export async function followed(start: URL, ask: (url: URL) => Promise<Answer>): Promise<HubAnswer> {
  const visited = new Set<string>();
  let url = start;
  let first: Answer["headers"] | null = null;
  for (;;) {
    if (visited.has(url.href) || visited.size > MAX_HOPS) throw new RedirectFault("redirects without end");
    visited.add(url.href);
    const answer = await ask(url);
    first ??= answer.headers;
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || typeof location !== "string") return { ...answer, url, first };
    answer.body.drop();
    if (!URL.canParse(location, url.href)) throw new RedirectFault("redirects to something that is not an address");
    url = new URL(location, url);
    url.hash = "";
  }
}

/** A header's first value. */
export function headerOf(headers: Answer["headers"], name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/**
 * Unpacks a whole body that was compressed although nothing but identity was asked for. Its length and its tag are
 * those of the packed bytes and are taken away. A piece of a packed body, and an encoding that is not known, stay as
 * they are: the reader sees the header and refuses them.
 */
function decoded(answer: Answer): Answer {
  const encoding = headerOf(answer.headers, "content-encoding")?.trim().toLowerCase();
  if (answer.status === 206 || encoding === undefined || !(encoding in DECODERS)) return answer;
  const { "content-encoding": _encoding, "content-length": _length, etag: _tag, ...headers } = answer.headers;
  return { ...answer, headers, body: new UnpackedBody(answer.body, DECODERS[encoding as keyof typeof DECODERS]()) };
}

/** A body behind a decoder. What breaks in either breaks the reading. */
class UnpackedBody implements IncomingBody {
  readonly #packed: IncomingBody;
  readonly #decoder: ReturnType<typeof createGunzip>;

  constructor(packed: IncomingBody, decoder: ReturnType<typeof createGunzip>) {
    this.#packed = packed;
    this.#decoder = decoder;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const flow = pipeline(this.#packed, this.#decoder).catch(() => {
      // The decoder is destroyed with the same error, which the loop below throws.
    });
    try {
      yield* this.#decoder;
    } finally {
      this.destroy();
      await flow;
    }
  }

  drop(): void {
    this.#packed.drop();
  }

  destroy(): void {
    this.#decoder.destroy();
    this.#packed.destroy();
  }
}
