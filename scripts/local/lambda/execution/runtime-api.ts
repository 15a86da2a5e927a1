import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Bytes; a synchronous answer may not be larger. */
export const LARGEST_RESPONSE = 6_291_556;

export interface RuntimeInvocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  /** Epoch milliseconds. */
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly traceId: string;
}

/** What the program in the environment says. "ready": it asks for an invocation. */
export type RuntimeMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "response" | "error" | "init-error"; readonly body: Buffer }
  | { readonly kind: "too-large"; readonly bytes: number };

export interface RuntimeApi {
  /** Value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Gives the invocation to the program as soon as it asks for one. */
  offer(invocation: RuntimeInvocation): void;
  close(): void;
}

/** The body, or null when it is larger than allowed (and was read to its end). */
async function bodyOf(request: IncomingMessage): Promise<Buffer | number> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= LARGEST_RESPONSE) parts.push(part);
  }
  return bytes <= LARGEST_RESPONSE ? Buffer.concat(parts) : bytes;
}

const ROUTE = /^\/2018-06-01\/runtime\/(?:invocation\/(next|([^/]+)\/(response|error))|(init\/error))$/;

/**
 * The Lambda Runtime API of one execution environment, on a port of its own. Messages about any other invocation
 * than the current one are refused.
 */
export async function openRuntimeApi(onMessage: (message: RuntimeMessage) => void): Promise<RuntimeApi> {
  let parked: ServerResponse | null = null;
  let waiting: RuntimeInvocation | null = null;
  let current: string | null = null;

  const handOver = (): void => {
    if (parked === null || waiting === null) return;
    const { requestId, payload, deadlineMs, functionArn, traceId } = waiting;
    current = requestId;
    parked.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": requestId,
      "lambda-runtime-deadline-ms": String(deadlineMs),
      "lambda-runtime-invoked-function-arn": functionArn,
      "lambda-runtime-trace-id": traceId,
    });
    parked.end(payload);
    parked = null;
    waiting = null;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, next, requestId, result, initError] = ROUTE.exec(request.url ?? "") ?? [];
    if (next === "next" && request.method === "GET") {
      parked = response;
      onMessage({ kind: "ready" });
      handOver();
      return;
    }
    const body = await bodyOf(request);
    const known = initError !== undefined || (requestId !== undefined && requestId === current);
    if (request.method !== "POST" || !known) {
      response.writeHead(400).end('{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}');
      return;
    }
    current = null;
    const kind = initError === undefined ? (result as "response" | "error") : "init-error";
    onMessage(typeof body === "number" ? { kind: "too-large", bytes: body } : { kind, body });
    response.writeHead(202).end("{}");
  };

  // No limit on a request: "next" is answered when there is work, however long that takes.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    offer: (invocation) => {
      waiting = invocation;
      handOver();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
