/**
 * The policy for evidence: small reads from one source under one time limit, with bounded parallelism, one retry and
 * conditional requests. A remote fault never throws and a busy source is never waited for: either is a fact that is
 * absent or unknown, with its reason.
 */
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { backoffMs } from "../../domain/backoff.ts";
import { type Json, parseJson } from "../../domain/json.ts";
import { type Fact, unknown, value } from "../../rating/fact.ts";
import type { Answer } from "../exchange.ts";
import type { Clock, Log } from "../ports.ts";
import { followed, type HubAnswer, type HubClient, headerOf } from "../source/http/client.ts";
import { beginning } from "../source/http/content.ts";
import { isQuotaRefusal, type Quota, type QuotaKey, quotaKeyOf } from "../source/http/quota.ts";
import { type Body, capped, MalformedBody, textOf } from "./body.ts";
import { type Asked, faultOf, statusFault } from "./fault.ts";

/** Milliseconds, and requests at the same time. */
export interface EvidenceLimits {
  /** For everything that one gathering asks of one source, counted from its first request. */
  readonly sourceMs: number;
  /** For one attempt of one request. */
  readonly attemptMs: number;
  /** Requests to one source at the same time. */
  readonly parallel: number;
}

export const defaultLimits: EvidenceLimits = { sourceMs: 10_000, attemptMs: 4_500, parallel: 8 };

/** Answers by address, with their ETags: a 304 costs no quota at GitHub. */
export type AnswerCache = LRUCache<string, { readonly etag: string; readonly body: string }>;

/** @param maxBytes bound of what is kept, counted in characters; an answer over a quarter of it is not kept. */
export const answerCache = (maxBytes = 16 * 1024 * 1024): AnswerCache =>
  new LRUCache({
    maxSize: maxBytes,
    maxEntrySize: Math.floor(maxBytes / 4),
    sizeCalculation: ({ etag, body }, url) => url.length + etag.length + body.length,
  });

export interface SourceSettings {
  /** As people know it: "Hugging Face", "GitHub". */
  readonly label: string;
  /** Base URL; paths are put behind it. */
  readonly endpoint: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** True when requests carry a token. */
  readonly authenticated: boolean;
}

export interface EvidenceDeps {
  readonly client: HubClient;
  /** Both are shared between ratings: a used-up quota is known before it is met again, and equal answers cost little. */
  readonly quota: Quota;
  readonly cache: AnswerCache;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends every read early: it then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly limits: EvidenceLimits;
  /** Uniform in [0, 1): spreads retries. */
  readonly random: () => number;
}

export interface ReadOptions {
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
   * Throws CutBody or MalformedBody for a text (and its length in bytes) that cannot be what was asked for: it is then
   * no answer, and above all it is not kept, or every later "not changed" would bring it back. The length is null for a
   * text that was kept: it was checked when it came, and what was not UTF-8 in it takes other bytes by now.
   */
  readonly assertWhole?: (text: string, bytes: number | null) => void;
}

export interface TextAnswer {
  readonly text: string;
  /** The Link header, null when there is none. */
  readonly link: string | null;
}

export interface JsonAnswer {
  readonly json: Json;
  readonly link: string | null;
}

type JsonOptions = Omit<ReadOptions, "maxBytes" | "assertWhole"> & { readonly maxBytes?: number };

/** @throws (from its methods) only the reason of an aborted `deps.signal`, or the error of a bug. */
export interface SourceClient {
  readonly label: string;
  readonly authenticated: boolean;
  text(path: string, options: ReadOptions): Promise<Fact<TextAnswer>>;
  /** Text that is not JSON is unknown (malformed), like every other broken promise. */
  json(path: string, options: JsonOptions): Promise<Fact<JsonAnswer>>;
  /** Hands the body of a 200 to `read` as it comes; `read` runs again when the attempt is repeated. */
  stream<T>(path: string, options: ReadOptions, read: (body: Body) => Promise<T>): Promise<Fact<T>>;
  /** HTTP requests sent so far, redirects and retries included. */
  requests(): number;
}

type Reader<T> = (body: Body, answer: Answer, url: URL) => Promise<T>;

/** Largest JSON document that is read, bytes. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** Requests of each bucket that optional reads leave to those that matter more. */
const RESERVE = 10;
const PAUSE = { firstMs: 400, maxMs: 400 };

export function sourceClient(settings: SourceSettings, deps: EvidenceDeps): SourceClient {
  const limit = pLimit(deps.limits.parallel);
  const source = new Source(settings, deps);
  const text = (path: string, options: ReadOptions) =>
    limit(() => source.read(path, options, textReader(deps.cache, options)));
  return {
    label: settings.label,
    authenticated: settings.authenticated,
    requests: () => source.sent,
    text,
    json: async (path, options) => {
      let json: Json = null;
      const assertWhole = (body: string): void => {
        const parsed = parseJson(body);
        if (parsed === undefined) throw new MalformedBody("it is not JSON");
        json = parsed;
      };
      const answer = await text(path, { maxBytes: MAX_JSON_BYTES, ...options, assertWhole });
      return mapFact(answer, ({ link }) => value({ json, link }));
    },
    stream: (path, options, read) => limit(() => source.read(path, options, read)),
  };
}

/** Applies a reader to a fact's value. */
export function mapFact<A, B>(fact: Fact<A>, read: (it: A) => Fact<B>): Fact<B> {
  return fact.known === "value" ? read(fact.value) : fact;
}

/** Keeps what was read whole, so that it can be asked for again conditionally. */
const textReader =
  (cache: AnswerCache, options: ReadOptions): Reader<TextAnswer> =>
  async (body, { status, headers }, url) => {
    const { text, bytes } = await textOf(body);
    options.assertWhole?.(text, status === 304 ? null : bytes);
    const etag = headerOf(headers, "etag");
    if (etag !== null && status === 200 && options.post === undefined) cache.set(url.href, { etag, body: text });
    return { text, link: headerOf(headers, "link") };
  };

class Source {
  readonly #settings: SourceSettings;
  readonly #deps: EvidenceDeps;
  #deadline: AbortSignal | null = null;
  sent = 0;

  constructor(settings: SourceSettings, deps: EvidenceDeps) {
    this.#settings = settings;
    this.#deps = deps;
  }

  async read<T>(path: string, options: ReadOptions, reader: Reader<T>): Promise<Fact<T>> {
    const { signal, log, clock, random } = this.#deps;
    const { label, endpoint } = this.#settings;
    const url = new URL(endpoint.href.replace(/\/+$/, "") + path);
    signal.throwIfAborted();
    const before = await this.#takeQuota(url, options);
    if (before !== null)
      return unknown("rate_limited", `${options.what} was left out: the quota of ${label} resets at ${before}`);
    const first = await this.#attempt(url, options, reader);
    if (first.known !== "unknown" || !first.retryable || this.#deadline?.aborted) return first;
    const after = await this.#takeQuota(url, options);
    if (after !== null) return unknown(first.why, `${first.detail}; the quota resets at ${after}`);
    log.debug("read is repeated", { source: label, what: options.what, why: first.why });
    await clock.sleep(backoffMs(1, PAUSE, random), signal);
    return this.#attempt(url, options, reader);
  }

  /** Takes a request; the ISO time until which the quota forbids it, null when it may go. */
  async #takeQuota(url: URL, { optional = false }: ReadOptions): Promise<string | null> {
    const until = await this.#deps.quota.take(quotaKeyOf(url), optional ? RESERVE : 0);
    return until === null ? null : new Date(until).toISOString();
  }

  async #attempt<T>(url: URL, options: ReadOptions, reader: Reader<T>): Promise<Fact<T>> {
    const { limits, cache, signal } = this.#deps;
    this.#deadline ??= AbortSignal.timeout(limits.sourceMs);
    const timer = options.slow
      ? this.#deadline
      : AbortSignal.any([this.#deadline, AbortSignal.timeout(limits.attemptMs)]);
    const cached = options.post === undefined ? cache.get(url.href) : undefined;
    const asked: Asked = { source: this.#settings.label, what: options.what };
    let answer: HubAnswer | null = null;
    try {
      answer = await this.#send(url, options, cached?.etag, AbortSignal.any([signal, timer]));
      if (answer.status === 200) {
        await this.#deps.quota.note(quotaKeyOf(url), answer.headers);
        return value(await reader(capped(answer.body, options.maxBytes), answer, url));
      }
      const message = await beginning(answer.body);
      const limited = await this.#learn(quotaKeyOf(url), answer, message);
      if (answer.status === 304 && cached !== undefined) return value(await reader(replayed(cached.body), answer, url));
      return statusFault(asked, answer.status, limited);
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOf(asked, error, timer.aborted);
      if (fault === null) throw error;
      return fault;
    } finally {
      answer?.body.drop();
    }
  }

  #send(url: URL, { post }: ReadOptions, etag: string | undefined, signal: AbortSignal): Promise<HubAnswer> {
    const { headers: common } = this.#settings;
    const headers = { ...common, ...(etag === undefined ? {} : { "if-none-match": etag }) };
    const request =
      post === undefined
        ? ({ method: "GET", headers } as const)
        : ({
            method: "POST",
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify(post),
          } as const);
    return followed(url, (place) => {
      this.sent++;
      return this.#deps.client.ask({ ...request, url: place, signal });
    });
  }

  /** True when the answer refuses for lack of quota. */
  async #learn(key: QuotaKey, { status, headers }: Answer, message: string): Promise<boolean> {
    const limited = isQuotaRefusal(status, headers, message);
    if (limited) await this.#deps.quota.refused(key, headers);
    else await this.#deps.quota.note(key, headers);
    return limited;
  }
}

async function* replayed(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, "utf8");
}
