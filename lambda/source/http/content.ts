import { Agent } from "undici";
import { IngestFailure } from "../../domain/failure.ts";
import { type Answer, exchange, type IncomingBody } from "../exchange.ts";
import type { Clock, Log } from "../ports.ts";
import { beginning, broken, readJson } from "./body.ts";
import { type Quota, sharedQuota } from "./quota.ts";
import { named, refusal, type Subject } from "./refusal.ts";
import { type Pauses, withRetries } from "./retry.ts";
import type { SourceCall } from "./source.ts";
import { endpointLookup, publicLookup, type Trust, trustIn } from "./trust.ts";

export interface SourceEndpoint {
  readonly url: URL;
  /** Sent as a bearer token to the endpoint's exact origin and nowhere else. */
  readonly token: string | null;
}

export interface SourceHttpOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly endpoints: readonly SourceEndpoint[];
  /** Hosts trusted besides the endpoints' own and the hubs'; "*." for subdomains. */
  readonly trustedHosts?: readonly string[];
  /** Milliseconds to connect, to the first byte of an answer, and between two pieces of a body. */
  readonly timeouts?: { readonly connect: number; readonly firstByte: number; readonly stall: number };
  /** Longest wait for a source's quota, milliseconds. */
  readonly maxWaitMs?: number;
  /** How often a small request is tried. */
  readonly tries?: number;
  /** Bound of the first pause between tries, milliseconds. */
  readonly firstPauseMs?: number;
  /** Connections to one origin. */
  readonly connections?: number;
}

export interface SourceRequest {
  readonly url: URL;
  readonly subject: Subject;
  readonly headers?: Readonly<Record<string, string>>;
}

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface SourceAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: IncomingBody;
  /** Where the bytes come from in the end; may be signed: never log or show it. */
  readonly url: URL;
  /** Headers of the first answer, which is the endpoint's even when it redirects. */
  readonly first: AnswerHeaders;
}

export interface SourceHttp {
  readonly pauses: Pauses;
  /** One request with its redirects. Answers 2xx and 304; everything else is thrown as an IngestFailure. */
  send(request: SourceRequest, call: SourceCall): Promise<SourceAnswer>;
  /** A JSON document of bounded size, tried several times. */
  json(request: SourceRequest, call: SourceCall): Promise<{ value: unknown; headers: AnswerHeaders; url: URL }>;
  /** Closes idle connections and waits for the others. */
  close(): Promise<void>;
}

const MAX_HOPS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = "gatehouse";

interface Parts {
  readonly trust: Trust;
  readonly quota: Quota;
  /** Origins of the endpoints. */
  readonly origins: ReadonlySet<string>;
  readonly tokens: ReadonlyMap<string, string>;
  readonly agents: { readonly own: Agent; readonly open: Agent };
  readonly log: Log;
}

/**
 * The client for everything that is fetched from a source. Redirects are followed by hand, to trusted hosts only;
 * the token goes to its endpoint's origin only; a source's quota is shared by all callers.
 */
export function sourceHttp(options: SourceHttpOptions): SourceHttp {
  const timeouts = options.timeouts ?? { connect: 10_000, firstByte: 30_000, stall: 30_000 };
  const { clock, random } = options;
  const agent = (guarded: boolean) =>
    new Agent({
      connections: options.connections ?? 64,
      headersTimeout: timeouts.firstByte,
      bodyTimeout: timeouts.stall,
      keepAliveTimeout: 10_000,
      // One connection each: parallel parts must not share one congestion window.
      allowH2: false,
      connect: { timeout: timeouts.connect, lookup: guarded ? publicLookup : endpointLookup },
    });
  const parts: Parts = {
    trust: trustIn(
      options.endpoints.map(({ url }) => url),
      options.trustedHosts ?? [],
    ),
    quota: sharedQuota({ clock, random, maxWaitMs: options.maxWaitMs ?? 330_000 }),
    origins: new Set(options.endpoints.map(({ url }) => url.origin)),
    tokens: new Map(options.endpoints.flatMap(({ url, token }) => (token === null ? [] : [[url.origin, token]]))),
    agents: { own: agent(false), open: agent(true) },
    log: options.log,
  };
  const pauses: Pauses = { clock, random, firstMs: options.firstPauseMs ?? 500, maxMs: 8_000 };
  return {
    pauses,
    send: (request, call) => follow(parts, request, call),
    json: (request, call) =>
      withRetries(pauses, options.tries ?? 5, call.signal, async () => {
        const answer = await follow(parts, request, call);
        const value = await readJson(answer, request.subject, call);
        return { value, headers: answer.headers, url: answer.url };
      }),
    async close() {
      await Promise.all([parts.agents.own.close(), parts.agents.open.close()]);
    },
  };
}

async function follow(parts: Parts, request: SourceRequest, call: SourceCall): Promise<SourceAnswer> {
  const visited = new Set<string>();
  let url = request.url;
  let first: AnswerHeaders | null = null;
  for (;;) {
    if (visited.has(url.href) || visited.size > MAX_HOPS) {
      throw new IngestFailure(
        "source_unavailable",
        `${request.url.host} redirects in circles for ${named(request.subject)}`,
      );
    }
    visited.add(url.href);
    const { status, headers, body } = await ask(parts, url, request, call);
    first ??= headers;
    const location = headers.location;
    if (REDIRECTS.has(status) && typeof location === "string") {
      body.drop();
      url = target(location, url, request);
      continue;
    }
    if (status < 300 || status === 304) return { status, headers, body, url, first };
    const text = await beginning(body);
    throw refusal({ status, headers, text, host: url.host, own: parts.origins.has(url.origin) }, request.subject);
  }
}

function target(location: string, from: URL, request: SourceRequest): URL {
  if (!URL.canParse(location, from.href)) {
    throw new IngestFailure(
      "source_untrusted",
      `${from.host} sent an unreadable redirect for ${named(request.subject)}`,
    );
  }
  const url = new URL(location, from);
  url.hash = "";
  return url;
}

/** One request to one place, waiting for quota before it and, when the source refuses for lack of it, again after it. */
async function ask(parts: Parts, url: URL, request: SourceRequest, call: SourceCall): Promise<Answer> {
  parts.trust.check(url);
  const kind = url.pathname.startsWith("/api/") ? "api" : "content";
  for (;;) {
    await parts.quota.take(url.origin, kind, call);
    const answer = await askOnce(parts, url, request, call);
    if (!isQuotaRefusal(answer)) {
      parts.quota.note(url.origin, kind, answer.headers);
      return answer;
    }
    answer.body.drop();
    parts.quota.refused(url.origin, kind, answer.headers);
    parts.log.warn("the source refused for lack of quota", { host: url.host, status: answer.status });
  }
}

function isQuotaRefusal({ status, headers }: Answer): boolean {
  if (status === 429) return true;
  return status === 403 && (headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined);
}

async function askOnce(
  { agents, trust, tokens }: Parts,
  url: URL,
  request: SourceRequest,
  call: SourceCall,
): Promise<Answer> {
  const token = tokens.get(url.origin);
  const headers = {
    "user-agent": USER_AGENT,
    "accept-encoding": "identity",
    ...request.headers,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const dispatcher = trust.mayBePrivate(url) ? agents.own : agents.open;
  const path = url.pathname + url.search;
  try {
    return await exchange(dispatcher, { origin: url.origin, path, method: "GET", headers, signal: call.signal });
  } catch (error) {
    throw broken(error, url.host, request.subject, call.signal);
  }
}
