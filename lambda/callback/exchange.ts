import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Agent } from "undici";
import { CALLBACK_PATH, SIGNED_HEADERS, sha256Hex, signatureOf } from "./signature.ts";

const compress = promisify(gzip);

export interface ExchangeOptions {
  /** The registry's address; a path in it is a prefix. */
  readonly url: URL;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A nonce that was never used before. */
  readonly newId: () => string;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** Parsed JSON; undefined for a body that is none. */
  readonly body: unknown;
  /** Seconds of a Retry-After header, null without one. */
  readonly retryAfterSeconds: number | null;
}

/** Sends one signed report. Rejects when no whole answer comes; redirects are not followed. */
export interface Exchange {
  post(json: string, timeoutMs: number): Promise<ExchangeAnswer>;
  close(): Promise<void>;
}

/** Bodies below this size, in bytes, are not worth compressing. */
const COMPRESSED_FROM = 1024;
/** Largest answer in bytes: a piece of a document, in any script, escaped. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;
/** A transfer's reports come from several tasks at once; the heartbeat must not wait behind them. */
const CONNECTIONS = 8;

/** Every attempt is signed anew: its own time and nonce. */
export function signedExchange({ url, secret, now, newId }: ExchangeOptions): Exchange {
  const agent = new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: 10_000,
    allowH2: false,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });
  const path = `${url.pathname.replace(/\/+$/, "")}${CALLBACK_PATH}`;
  return {
    post: async (json, timeoutMs) => {
      const plain = Buffer.from(json);
      const packed = plain.length < COMPRESSED_FROM ? null : await compress(plain, { level: 6 });
      const body = packed ?? plain;
      const parts = { method: "POST", timestamp: String(now()), nonce: newId(), contentSha256: sha256Hex(body) };
      const answer = await agent.request({
        origin: url.origin,
        path,
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(packed === null ? {} : { "content-encoding": "gzip" }),
          [SIGNED_HEADERS.timestamp]: parts.timestamp,
          [SIGNED_HEADERS.nonce]: parts.nonce,
          [SIGNED_HEADERS.contentSha256]: parts.contentSha256,
          [SIGNED_HEADERS.signature]: signatureOf(secret, parts),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const text = await answer.body.text();
      const retryAfter = Number(answer.headers["retry-after"]);
      return {
        status: answer.statusCode,
        body: parsed(text),
        retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
      };
    },
    close: () => agent.close(),
  };
}

/** A proxy in between may answer with a page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
