import type { Request } from "express";
import type { Logger } from "pino";
import type { NonceStore } from "../../db/access/nonces.ts";
import {
  CLOCK_WINDOW_MS,
  isSameSignature,
  SIGNED_HEADERS,
  sha256Hex,
  signatureOf,
} from "../../lambda/callback/signature.ts";
import { Refusal } from "../http/replies.ts";
import { parseJson, readBytes, unpack } from "../http/requests.ts";

export interface CallbackGateOptions {
  readonly secret: string;
  readonly nonces: NonceStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Checks that a report comes from the ingest function and returns its body. Throws a Refusal. */
export type CallbackGate = (request: Request, log: Logger) => Promise<{ readonly body: unknown }>;

/** Largest body in bytes, as it is sent and as it is unpacked. */
export const CALLBACK_BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Lets signed reports in; null options refuse all with 404. The signature covers the hash of the body, so that it is
 * checked before a byte of the body is read.
 */
export function callbackGate(options: CallbackGateOptions | null): CallbackGate {
  return async (request, log) => {
    try {
      return { body: await admit(request, options) };
    } catch (error) {
      if (error instanceof Refusal)
        log.warn({ status: error.reply.status, reason: error.message }, "a report of the ingest function was refused");
      throw error;
    }
  };
}

async function admit(request: Request, options: CallbackGateOptions | null): Promise<unknown> {
  if (options === null) throw refused(404, "This registry takes no reports over HTTP");
  const contentSha256 = await assertSigned(request, options);
  if (request.is("application/json") === false) throw refused(415, "The body must be application/json");
  const body = await readBytes(request, CALLBACK_BODY_LIMIT);
  if (sha256Hex(body) !== contentSha256) throw refused(403, "The body is not the one that was signed");
  const sentAt = Number(request.get(SIGNED_HEADERS.timestamp));
  const nonce = request.get(SIGNED_HEADERS.nonce) ?? "";
  if (!(await options.nonces.use(nonce, sentAt + CLOCK_WINDOW_MS + 1_000)))
    throw refused(403, `The report was sent before: its nonce ${nonce} was used`);
  return parseJson(await unpack(request, body, CALLBACK_BODY_LIMIT));
}

const refused = (status: 403 | 404 | 415, detail: string): Refusal => new Refusal({ status, body: { detail } });

/** The signed hash of the body. Says how far the clocks are apart to nobody but who knows the secret. */
async function assertSigned(request: Request, { secret, now }: CallbackGateOptions): Promise<string> {
  const timestamp = header(request, "timestamp", /^\d{1,16}$/);
  const nonce = header(request, "nonce", /^[0-9A-Za-z-]{16,64}$/);
  const contentSha256 = header(request, "contentSha256", /^[0-9a-f]{64}$/);
  const signature = header(request, "signature", /^v1=[0-9a-f]{64}$/);
  const expected = signatureOf(secret, { method: request.method, timestamp, nonce, contentSha256 });
  if (!isSameSignature(signature, expected))
    throw refused(403, "The signature is wrong: do function and server have the same REGISTRY_CALLBACK_SECRET?");
  const behindMs = now() - Number(timestamp);
  if (Math.abs(behindMs) > CLOCK_WINDOW_MS) {
    const seconds = Math.round(Math.abs(behindMs) / 1000);
    const way = behindMs > 0 ? "behind" : "ahead of";
    const detail = `The report's time is ${seconds} s ${way} this server's clock, more than ${CLOCK_WINDOW_MS / 1000} s`;
    throw refused(403, `${detail}: set both clocks by a time server`);
  }
  return contentSha256;
}

function header(request: Request, name: keyof typeof SIGNED_HEADERS, form: RegExp): string {
  const value = request.get(SIGNED_HEADERS[name]);
  if (value === undefined)
    throw refused(403, `The report is not signed: the header ${SIGNED_HEADERS[name]} is missing`);
  if (!form.test(value)) throw refused(403, `The header ${SIGNED_HEADERS[name]} is malformed`);
  return value;
}
