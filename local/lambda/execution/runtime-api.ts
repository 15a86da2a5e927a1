import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
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

/** Messages of the program in the environment; "ready" asks for an invocation. */
export type RuntimeMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "response" | "error" | "init-error"; readonly body: Buffer }
  | { readonly kind: "too-large"; readonly bytes: number };

/** The body, or its size when that is more than allowed (it was read to its end then). */
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
export class RuntimeApi {
  readonly #server: Server;
  readonly #onMessage: (message: RuntimeMessage) => void;
  /** The program's question for work that is not answered yet. */
  #parked: ServerResponse | null = null;
  #waiting: RuntimeInvocation | null = null;
  #current: string | null = null;

  private constructor(onMessage: (message: RuntimeMessage) => void) {
    this.#onMessage = onMessage;
    // No limit on a request: "next" is answered when there is work, however long that takes.
    this.#server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async open(onMessage: (message: RuntimeMessage) => void): Promise<RuntimeApi> {
    const api = new RuntimeApi(onMessage);
    const server = api.#server;
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
    return api;
  }

  /** Value of AWS_LAMBDA_RUNTIME_API. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Gives the invocation to the program as soon as it asks for one. */
  offer(invocation: RuntimeInvocation): void {
    this.#waiting = invocation;
    this.#handOver();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #handOver(): void {
    if (this.#parked === null || this.#waiting === null) return;
    const { requestId, payload, deadlineMs, functionArn, traceId } = this.#waiting;
    this.#current = requestId;
    this.#parked.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": requestId,
      "lambda-runtime-deadline-ms": String(deadlineMs),
      "lambda-runtime-invoked-function-arn": functionArn,
      "lambda-runtime-trace-id": traceId,
    });
    this.#parked.end(payload);
    this.#parked = null;
    this.#waiting = null;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, next, requestId, result, initError] = ROUTE.exec(request.url ?? "") ?? [];
    if (next === "next" && request.method === "GET") {
      this.#parked = response;
      this.#onMessage({ kind: "ready" });
      this.#handOver();
      return;
    }
    const body = await bodyOf(request);
    const known = initError !== undefined || (requestId !== undefined && requestId === this.#current);
    if (request.method !== "POST" || !known) {
      response.writeHead(400).end('{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}');
      return;
    }
    this.#current = null;
    const kind = initError === undefined ? (result as "response" | "error") : "init-error";
    this.#onMessage(typeof body === "number" ? { kind: "too-large", bytes: body } : { kind, body });
    response.writeHead(202).end("{}");
  }
}
