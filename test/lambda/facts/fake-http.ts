import { memoryFactCache } from "../../../lambda/facts/http/etag-cache.ts";
import { type FetchLimits, type SourceClient, sourceClient } from "../../../lambda/facts/http/fetch.ts";
import { factQuota } from "../../../lambda/facts/http/quota.ts";
import type { Http, HttpRequest } from "../../../lambda/facts/http/transport.ts";
import type { Clock, Log } from "../../../lambda/ports.ts";
import { trustIn } from "../../../lambda/source/trust.ts";

export interface Scripted {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Thrown instead of an answer. */
  readonly error?: Error;
  /** The answer never comes. */
  readonly silent?: boolean;
}

/** Answers in the order given, the last one again and again; keeps what was asked. */
export function scriptedHttp(answers: readonly Scripted[]): { readonly http: Http; readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const http: Http = async (request) => {
    const {
      status = 200,
      headers = {},
      body = "{}",
      error,
      silent,
    } = answers[Math.min(asked.length, answers.length - 1)] ?? {};
    asked.push(request);
    if (error !== undefined) throw error;
    if (silent) await untilAborted(request.signal);
    return { status, headers, body: chunks(body), discard: () => undefined };
  };
  return { http, asked };
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

async function* chunks(body: string | Buffer): AsyncGenerator<Uint8Array> {
  yield typeof body === "string" ? Buffer.from(body) : body;
}

/** A clock whose pauses pass at once. */
export function quickClock(start = 1_750_000_000_000): Clock & { now: () => number } {
  let now = start;
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const codedError = (code: string): Error => Object.assign(new Error(code), { code });

/** A client of https://hub.test with the token "secret", talking to scripted answers. */
export function scriptedClient(
  answers: readonly Scripted[],
  options: { readonly limits?: Partial<FetchLimits>; readonly signal?: AbortSignal } = {},
): { readonly client: SourceClient; readonly asked: HttpRequest[] } {
  const { http, asked } = scriptedHttp(answers);
  const clock = quickClock();
  const client = sourceClient(
    { label: "the Hub", endpoint: "https://hub.test/base", token: "secret", headers: {}, bucketOf: () => "core" },
    {
      http,
      trust: trustIn([new URL("https://hub.test/base")], []),
      clock,
      log: silentLog,
      signal: options.signal ?? new AbortController().signal,
      quota: factQuota(() => clock.now()),
      cache: memoryFactCache(),
      limits: { sourceMs: 10_000, attemptMs: 5_000, parallel: 4, ...options.limits },
      random: () => 0,
    },
  );
  return { client, asked };
}
