import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Account, type Authenticated, authenticate } from "../auth/authenticate.ts";
import { EMPTY_SHA256 } from "../auth/signature.ts";
import { describePayload } from "../body/payload.ts";
import type { Store } from "../disk/store.ts";
import { refuseMissingFeatures } from "../object/headers.ts";
import type { Answer, Call } from "./call.ts";
import { Refusal } from "./error.ts";
import { findOperation, type Operation } from "./operations.ts";
import { parseTarget, type Target } from "./target.ts";
import { element, xmlDocument } from "./xml.ts";

export interface Service {
  readonly store: Store;
  readonly account: Account;
  /** Told the name of every operation whose signature held. */
  readonly count: (operation: string) => void;
  /** Told about faults of the server itself, which clients only see as InternalError. */
  readonly report: (error: unknown, requestId: string) => void;
}

/** How much of a refused body is read, so that a client that is still sending gets to read the answer. */
const MAX_DRAINED_BYTES = 64 * 2 ** 20;
const MAX_DRAIN_MS = 5_000;

/** A presigned URL carries in its query what other requests have in headers. */
function mergedHeaders(request: IncomingMessage, target: Target, presigned: boolean): IncomingHttpHeaders {
  if (!presigned) return request.headers;
  const fromQuery = target.query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith("x-amz-"));
  return { ...Object.fromEntries(fromQuery), ...request.headers };
}

const READS_NO_BODY: readonly string[] = ["GET", "HEAD", "DELETE"];

/** A request without a body must be signed as one. */
function checkEmptyPayload(request: IncomingMessage, auth: Authenticated, operation: Operation): void {
  const bodyless = READS_NO_BODY.includes(operation.method) || operation.copies;
  const length = request.headers["content-length"] ?? "0";
  if (!bodyless || length !== "0" || request.headers["transfer-encoding"] !== undefined) return;
  if (/^[0-9a-f]{64}$/i.test(auth.payloadHash) && auth.payloadHash.toLowerCase() !== EMPTY_SHA256) {
    throw new Refusal("XAmzContentSHA256Mismatch");
  }
}

async function answerTo(
  request: IncomingMessage,
  target: Target,
  service: Service,
  beforeReading: () => void,
): Promise<Answer> {
  const auth = authenticate(request, target, service.account);
  const headers = mergedHeaders(request, target, auth.presigned);
  const operation = findOperation(request.method ?? "", target, headers["x-amz-copy-source"] !== undefined);
  service.count(operation.name);
  refuseMissingFeatures(headers);
  checkEmptyPayload(request, auth, operation);
  const call: Call = {
    store: service.store,
    region: service.account.region,
    bucket: target.bucket ?? "",
    key: target.key ?? "",
    query: new Map(target.query),
    headers,
    now: service.account.now(),
    payload: (checksumOf = "body") => describePayload({ request, auth, headers, beforeReading }, checksumOf),
  };
  return operation.run(call);
}

function refusalAnswer(error: unknown, service: Service, resource: string, requestId: string): Answer {
  if (!(error instanceof Refusal)) service.report(error, requestId);
  const refusal = error instanceof Refusal ? error : new Refusal("InternalError");
  const fields = {
    Code: refusal.code,
    Message: refusal.message,
    ...refusal.fields,
    Resource: resource,
    RequestId: requestId,
    HostId: requestId,
  };
  const body = xmlDocument(
    element(
      "Error",
      Object.entries(fields).map(([name, value]) => element(name, value)),
    ),
  );
  return { status: refusal.status, headers: { "content-type": "application/xml" }, body };
}

/** Reads on for a while: a client that writes into a closed connection would lose the answer. */
function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, MAX_DRAIN_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.unpipe();
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_DRAINED_BYTES) end();
    });
    request.once("close", end).once("end", end).once("error", end);
    if (request.destroyed || request.readableEnded) end();
    else request.resume();
  });
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  requestId: string,
): Promise<void> {
  response.writeHead(answer.status, {
    "x-amz-request-id": requestId,
    "x-amz-id-2": requestId,
    server: "Gatehouse",
    ...(answer.body === undefined ? {} : { "content-length": Buffer.byteLength(answer.body) }),
    ...(answer.body === undefined && answer.stream === undefined && request.method !== "HEAD" && answer.status === 200
      ? { "content-length": 0 }
      : {}),
    ...answer.headers,
  });
  if (request.method === "HEAD" || answer.stream === undefined)
    response.end(request.method === "HEAD" ? undefined : answer.body);
  else await pipeline(Readable.from(answer.stream, { objectMode: false, highWaterMark: 2 ** 20 }), response);
}

const leftEarly = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"].includes(String(error.code));

/**
 * Answers one request from beginning to end. Never rejects.
 * @param expectsContinue true when the client waits for "100 Continue" before it sends the body
 */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  service: Service,
  expectsContinue: boolean,
): Promise<void> {
  const requestId = randomUUID().toUpperCase();
  const resource = (request.url ?? "/").replace(/\?.*$/s, "");
  let waiting = expectsContinue;
  let answer: Answer;
  try {
    const target = parseTarget(request.url ?? "/", request.headers.host ?? "");
    answer = await answerTo(request, target, service, () => {
      if (waiting) response.writeContinue();
      waiting = false;
    });
  } catch (error) {
    answer = refusalAnswer(error, service, resource, requestId);
  }
  try {
    if (!request.readableEnded && !request.destroyed) {
      if (waiting) response.shouldKeepAlive = false;
      else await drain(request);
      if (!request.readableEnded) response.shouldKeepAlive = false;
    }
    await send(request, response, answer, requestId);
  } catch (error) {
    if (!leftEarly(error)) service.report(error, requestId);
    response.destroy();
  } finally {
    await answer.done?.();
  }
}
