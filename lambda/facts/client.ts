/**
 * Small reads from one source under one time limit: bounded parallelism, one retry, conditional requests,
 * respect for the source's quota. A remote fault never throws: it is a fact that is absent or unknown.
 */
import pLimit from "p-limit";
import { IngestFailure } from "../../../domain/failure.ts";
import { type Fact, type Unknown, unknown, value } from "../../../rating/fact.ts";
import type { Clock, Log } from "../../ports.ts";
import type { Trust } from "../../source/trust.ts";
import type { FactCache } from "./etag-cache.ts";
import { capped, excerptOf, type Outgoing, RedirectFault, send, textOf } from "./exchange.ts";
import { isLimited, networkFault, statusFault } from "./fetch-fault.ts";
import type { FactQuota } from "./quota.ts";
import { type Http, type HttpAnswer, headerOf } from "./transport.ts";

export interface FetchLimits {
  /** Milliseconds for everything that one gathering asks of one source, counted from its first request. */
  readonly sourceMs: number;
  /** Milliseconds for one attempt of one request. */
  readonly attemptMs: number;
  /** Requests to one source at the same time. */
  readonly parallel: number;
}

export const defaultLimits: FetchLimits = { sourceMs: 10_000, attemptMs: 4_500, parallel: 8 };

export interface SourceSettings {
  /** As people know it: "the Hub", "GitHub". */
  readonly label: string;
  /** Base URL; paths are put behind it. */
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The rate-limit bucket that a path counts against. */
  readonly bucketOf: (path: string) => string;
}

export interface FetchDeps {
  readonly http: Http;
  readonly trust: Trust;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly quota: FactQuota;
  readonly cache: FactCache;
  readonly limits: FetchLimits;
  /** 0 <= it < 1: spreads retries. */
  readonly random: () => number;
}

export interface FetchOptions {
  /** What is asked for, in words: "the commit history". */
  readonly what: string;
  /** Bytes after which the body is refused. */
  readonly maxBytes: number;
  /** Sent as JSON with POST; such an answer is not cached. */
  readonly post?: unknown;
  /** Left unknown when little of the quota is left. */
  readonly optional?: boolean;
  /** True lets the request take all the time of the source. */
  readonly slow?: boolean;
  /**
   * Throws CutBody or MalformedBody for a text (and its length in bytes) that cannot be what was asked for: it is
   * no answer then, and above all it is not kept, or every later "not changed" would bring it back. The length is null
   * for a text that was kept: it was looked at when it came, and what was not UTF-8 in it takes other bytes by now.
   */
  readonly assertWhole?: (text: string, bytes: number | null) => void;
}

export interface TextAnswer {
  readonly text: string;
  /** The Link header, null when there is none. */
  readonly link: string | null;
}

export interface SourceClient {
  readonly label: string;
  readonly authenticated: boolean;
  text(path: string, options: FetchOptions): Promise<Fact<TextAnswer>>;
  /** Hands the body of a 200 to `read` as it comes; `read` runs again when the attempt is repeated. */
  stream<T>(path: string, options: FetchOptions, read: (body: Body) => Promise<T>): Promise<Fact<T>>;
  /** HTTP requests sent so far, redirects and retries included. */
  requests(): number;
}

type Body = AsyncIterable<Uint8Array>;
type Reader<T> = (body: Body, answer: HttpAnswer, url: URL) => Promise<T>;

/** @throws (from its methods) only the reason of an aborted `deps.signal`, or the error of a bug. */
export function sourceClient(settings: SourceSettings, deps: FetchDeps): SourceClient {
  const limit = pLimit(deps.limits.parallel);
  const source = new Source(settings, deps);
  return {
    label: settings.label,
    authenticated: settings.token !== undefined,
    requests: () => source.sent,
    text: (path, options) => limit(() => source.fetch(path, options, textReader(deps.cache, options))),
    stream: (path, options, read) => limit(() => source.fetch(path, options, read)),
  };
}

/** Keeps what was read whole and may be asked for again conditionally. */
const textReader =
  (cache: FactCache, options: FetchOptions): Reader<TextAnswer> =>
  async (body, answer, url) => {
    const { text, bytes } = await textOf(body);
    options.assertWhole?.(text, answer.status === 304 ? null : bytes);
    const etag = headerOf(answer.headers, "etag");
    if (etag !== null && answer.status === 200 && options.post === undefined)
      await cache.put(url.href, { etag, body: text });
    return { text, link: headerOf(answer.headers, "link") };
  };

class Source {
  readonly #settings: SourceSettings;
  readonly #deps: FetchDeps;
  readonly #endpoint: URL;
  #deadline: AbortSignal | null = null;
  sent = 0;

  constructor(settings: SourceSettings, deps: FetchDeps) {
    this.#settings = settings;
    this.#deps = deps;
    this.#endpoint = new URL(settings.endpoint);
  }

  async fetch<T>(path: string, options: FetchOptions, read: Reader<T>): Promise<Fact<T>> {
    const { signal, log, clock, random } = this.#deps;
    const { label } = this.#settings;
    signal.throwIfAborted();
    const before = this.#resetAt(path, options);
    if (before !== null)
      return unknown("rate_limited", `${options.what} was left out: the quota of ${label} resets at ${before}`);
    const first = await this.#attempt(path, options, read);
    if (first.known !== "unknown" || !first.retryable || this.#deadline?.aborted) return first;
    const after = this.#resetAt(path, options);
    if (after !== null) return unknown(first.why, `${first.detail}; the quota resets at ${after}`);
    log.debug("a fact is asked for once more", { source: label, what: options.what, why: first.why });
    await clock.sleep(150 + 250 * random(), signal);
    return this.#attempt(path, options, read);
  }

  /** ISO time until which the quota forbids the request, null when it may go. */
  #resetAt(path: string, options: FetchOptions): string | null {
    const bucket = this.#settings.bucketOf(path);
    const until = this.#deps.quota.blockedUntil(bucket, options.optional === true);
    return until === null ? null : new Date(until).toISOString();
  }

  async #attempt<T>(path: string, options: FetchOptions, read: Reader<T>): Promise<Fact<T>> {
    const { limits, cache, signal, http, trust } = this.#deps;
    this.#deadline ??= AbortSignal.timeout(limits.sourceMs);
    const timer = options.slow
      ? this.#deadline
      : AbortSignal.any([this.#deadline, AbortSignal.timeout(limits.attemptMs)]);
    const url = new URL(this.#settings.endpoint.replace(/\/+$/, "") + path);
    const cached = options.post === undefined ? await cache.get(url.href) : null;
    const outgoing = this.#outgoing(url, options, cached?.etag ?? null, AbortSignal.any([signal, timer]));
    let answer: HttpAnswer | null = null;
    try {
      answer = await send(http, trust, outgoing, () => this.sent++);
      if (answer.status === 200) {
        this.#note(path, answer, "");
        return value(await read(capped(answer.body, options.maxBytes), answer, url));
      }
      const message = await excerptOf(answer);
      this.#note(path, answer, message);
      if (answer.status === 304 && cached !== null) return value(await read(replayed(cached.body), answer, url));
      return statusFault({ source: this.#settings.label, what: options.what }, answer, message);
    } catch (error) {
      signal.throwIfAborted();
      return this.#faultOf(error, options.what, timer.aborted);
    } finally {
      answer?.discard();
    }
  }

  #outgoing(url: URL, options: FetchOptions, etag: string | null, signal: AbortSignal): Outgoing {
    const { headers: common, token } = this.#settings;
    const headers = { ...common, ...(etag === null ? {} : { "if-none-match": etag }) };
    return { endpoint: this.#endpoint, url, token, headers, post: options.post, signal };
  }

  #faultOf(error: unknown, what: string, late: boolean): Unknown {
    const { label } = this.#settings;
    if (error instanceof RedirectFault) return unknown("malformed", `${label} ${error.message} for ${what}`);
    if (error instanceof IngestFailure && error.code === "source_untrusted")
      return unknown("forbidden", `${label} redirected outside the trusted hosts for ${what}`);
    const fault = networkFault({ source: label, what }, error, late);
    if (fault === null) throw error;
    return fault;
  }

  #note(path: string, answer: HttpAnswer, message: string): void {
    this.#deps.quota.observe(this.#settings.bucketOf(path), answer.headers, isLimited(answer, message));
  }
}

async function* replayed(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, "utf8");
}
