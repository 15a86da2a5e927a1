import { answerCache, type EvidenceLimits, type SourceClient, sourceClient } from "../../../lambda/facts/client.ts";
import type { Clock, Log } from "../../../lambda/ports.ts";
import { type Hop, hubClient, type Send } from "../../../lambda/source/http/client.ts";
import { localQuota } from "../../../lambda/source/http/quota.ts";

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
export function scriptedSend(answers: readonly Scripted[]): { readonly send: Send; readonly asked: Hop[] } {
  const asked: Hop[] = [];
  const send: Send = async (request) => {
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
    return { status, headers, body: bodyOf(body) };
  };
  return { send, asked };
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

const bodyOf = (body: string | Buffer) => ({
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    yield typeof body === "string" ? Buffer.from(body) : body;
  },
  drop() {},
  destroy() {},
});

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
  options: { readonly limits?: Partial<EvidenceLimits>; readonly signal?: AbortSignal } = {},
): { readonly client: SourceClient; readonly asked: Hop[] } {
  const { send, asked } = scriptedSend(answers);
  const endpoint = new URL("https://hub.test/base");
  const clock = quickClock();
  const client = sourceClient(
    { label: "Hugging Face", endpoint, headers: {}, authenticated: true },
    {
      client: hubClient({ endpoints: [{ url: endpoint, token: "secret" }], send }),
      clock,
      log: silentLog,
      signal: options.signal ?? new AbortController().signal,
      quota: localQuota(() => clock.now()),
      cache: answerCache(),
      limits: { sourceMs: 10_000, attemptMs: 5_000, parallel: 4, ...options.limits },
      random: () => 0,
    },
  );
  return { client, asked };
}
