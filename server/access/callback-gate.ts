import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import type { NonceStore } from "../../db/access/nonces.ts";
import {
  CLOCK_WINDOW_MS,
  isSameSignature,
  SIGNED_HEADERS,
  sha256Hex,
  signatureOf,
} from "../../lambda/callback/signature.ts";
import { logOf } from "../http/log.ts";

export interface CallbackGateOptions {
  readonly secret: string;
  readonly nonces: NonceStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Largest body in bytes, as it is sent and as it is unpacked. */
export const CALLBACK_BODY_LIMIT = 16 * 1024 * 1024;

/** Why a report is not let in. */
class Refusal extends Error {
  readonly status: 400 | 403 | 404 | 413 | 415;
  constructor(status: Refusal["status"], detail: string) {
    super(detail);
    this.status = status;
  }
}

const unpack = promisify(gunzip);

/**
 * Lets signed reports in and reads their bodies; null options refuse all with 404. The signature covers the hash of the
 * body, so that it is checked before a byte of the body is read. What passed is marked for `isSigned`.
 */
export function callbackGate(options: CallbackGateOptions | null): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== "POST") return next();
    try {
      request.body = await admit(request, options);
      response.locals["signed"] = true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse(error, response);
    }
    next();
  };
}

/** True for a request that came through the gate. */
export const isSigned = (response: Response): boolean => response.locals["signed"] === true;

function refuse({ status, message }: Refusal, response: Response): void {
  logOf(response).warn({ status, reason: message }, "a report of the ingest function was refused");
  response.locals["operation"] = "LedgerCall";
  response.status(status).json({ detail: message });
}

async function admit(request: Request, options: CallbackGateOptions | null): Promise<unknown> {
  if (options === null) throw new Refusal(404, "This registry takes no reports over HTTP");
  const contentSha256 = await assertSigned(request, options);
  if (request.is("application/json") === false) throw new Refusal(415, "The body must be application/json");
  const body = await readBody(request);
  if (sha256Hex(body) !== contentSha256) throw new Refusal(403, "The body is not the one that was signed");
  const sentAt = Number(request.get(SIGNED_HEADERS.timestamp));
  const nonce = request.get(SIGNED_HEADERS.nonce) ?? "";
  if (!(await options.nonces.use(nonce, sentAt + CLOCK_WINDOW_MS + 1_000)))
    throw new Refusal(403, `The report was sent before: its nonce ${nonce} was used`);
  return parse(await plain(request.get("content-encoding") ?? "identity", body));
}

/** The signed hash of the body. Says how far the clocks are apart to nobody but who knows the secret. */
async function assertSigned(request: Request, { secret, now }: CallbackGateOptions): Promise<string> {
  const timestamp = header(request, "timestamp", /^\d{1,16}$/);
  const nonce = header(request, "nonce", /^[0-9A-Za-z-]{16,64}$/);
  const contentSha256 = header(request, "contentSha256", /^[0-9a-f]{64}$/);
  const signature = header(request, "signature", /^v1=[0-9a-f]{64}$/);
  const expected = signatureOf(secret, { method: request.method, timestamp, nonce, contentSha256 });
  if (!isSameSignature(signature, expected))
    throw new Refusal(403, "The signature is wrong: do function and server have the same REGISTRY_CALLBACK_SECRET?");
  const behindMs = now() - Number(timestamp);
  if (Math.abs(behindMs) > CLOCK_WINDOW_MS) {
    const seconds = Math.round(Math.abs(behindMs) / 1000);
    const way = behindMs > 0 ? "behind" : "ahead of";
    const detail = `The report's time is ${seconds} s ${way} this server's clock, more than ${CLOCK_WINDOW_MS / 1000} s`;
    throw new Refusal(403, `${detail}: set both clocks by a time server`);
  }
  return contentSha256;
}

function header(request: Request, name: keyof typeof SIGNED_HEADERS, form: RegExp): string {
  const value = request.get(SIGNED_HEADERS[name]);
  if (value === undefined)
    throw new Refusal(403, `The report is not signed: the header ${SIGNED_HEADERS[name]} is missing`);
  if (!form.test(value)) throw new Refusal(403, `The header ${SIGNED_HEADERS[name]} is malformed`);
  return value;
}

const tooLarge = (): Refusal => new Refusal(413, `The body is larger than ${CALLBACK_BODY_LIMIT} bytes`);

/** The stream is left open when it is too large: closing it would close the connection before the answer. */
function readBody(request: Request): Promise<Buffer> {
  if (Number(request.get("content-length") ?? 0) > CALLBACK_BODY_LIMIT) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= CALLBACK_BODY_LIMIT) return;
      chunks.length = 0;
      request.off("data", take);
      reject(tooLarge());
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("aborted", () => reject(new Refusal(400, "body: ended too early")));
  });
}

async function plain(encoding: string, body: Buffer): Promise<Buffer> {
  if (encoding === "identity") return body;
  if (encoding !== "gzip") throw new Refusal(415, `The content encoding must be gzip or identity, not ${encoding}`);
  try {
    return await unpack(body, { maxOutputLength: CALLBACK_BODY_LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new Refusal(400, "body: is not gzip");
  }
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new Refusal(400, `body: is not valid JSON: ${(error as Error).message}`.slice(0, 500));
  }
}
