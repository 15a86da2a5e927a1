import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Agent } from "undici";
import { retryAfterMs } from "../../domain/backoff.ts";
import { parseJson } from "../../domain/json.ts";
import { exchange } from "../exchange.ts";
import { endpointLookup } from "../source/http/trust.ts";
import { CALLBACK_PATH, SIGNED_HEADERS, sha256Hex, signatureOf } from "./signature.ts";

const compress = promisify(gzip);

export interface ExchangeOptions {
  /** The registry's address; a path in it is a prefix. */
  readonly url: URL;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Makes a nonce that was never used. */
  readonly newId: () => string;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** Parsed JSON; undefined for a body that is not JSON. */
  readonly body: unknown;
  /** Milliseconds that a Retry-After header asks for, null without one. */
  readonly retryAfterMs: number | null;
}

/** Sends signed reports. A call rejects without a complete response; redirects are not followed. */
export interface Exchange {
  post(json: string, timeoutMs: number): Promise<ExchangeAnswer>;
  close(): Promise<void>;
}

/** Bodies from this size on, in bytes, are compressed. */
const COMPRESSED_FROM = 1024;
/** Largest response in bytes: a piece of a document, in any script, escaped. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;
/** Several tasks of a transfer report at the same time; the heartbeat must not wait behind them. */
const CONNECTIONS = 8;

/** Signs every attempt with its own timestamp and nonce. */
export function signedExchange({ url, secret, now, newId }: ExchangeOptions): Exchange {
  const agent = new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: 10_000,
    allowH2: false,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: endpointLookup() },
  });
  const path = `${url.pathname.replace(/\/+$/, "")}${CALLBACK_PATH}`;
  return {
    post: async (json, timeoutMs) => {
      const plain = Buffer.from(json);
      const packed = plain.length < COMPRESSED_FROM ? null : await compress(plain, { level: 6 });
      const body = packed ?? plain;
      const parts = { method: "POST", timestamp: String(now()), nonce: newId(), contentSha256: sha256Hex(body) };
      const answer = await exchange(agent, {
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
      });
      const content = await text(answer.body);
      const asked = String(answer.headers["retry-after"] ?? "");
      return {
        status: answer.status,
        body: parseJson(content),
        retryAfterMs: retryAfterMs(asked, now()),
      };
    },
    close: () => agent.close(),
  };
}
