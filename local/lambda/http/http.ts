import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiReply, ApiRequest, ControlPlane } from "./api.ts";
import { Refusal } from "./refusal.ts";
import { route } from "./routes.ts";
import { checkSignature, type Signer } from "./signature.ts";

export interface ApiOptions {
  readonly plane: ControlPlane;
  readonly invoke: (request: ApiRequest) => Promise<ApiReply>;
  /** Null: signatures are not asked for. */
  readonly signer: Signer | null;
  /** Told of faults that are answered with a 500. */
  readonly onFault: (requestId: string, error: unknown) => void;
}

/** Bytes: a zip of 50 MB in base64, the largest request that Lambda takes. */
const LARGEST_BODY = 70 * 1024 * 1024;
/** Milliseconds for a whole request to arrive. */
const REQUEST_LIMIT = 120_000;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LARGEST_BODY)
      throw new Refusal("RequestTooLargeException", `Request must be smaller than ${LARGEST_BODY} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function routed(request: IncomingMessage, rawPath: string) {
  try {
    const found = route(request.method ?? "", rawPath);
    if (found !== null) return found;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new Refusal("ValidationException", `The path ${rawPath} is not properly encoded`);
  }
  throw new Refusal("ResourceNotFoundException", `The local Lambda has no operation ${request.method} ${rawPath}`);
}

async function answer(options: ApiOptions, request: IncomingMessage, requestId: string): Promise<ApiReply> {
  const url = request.url ?? "/";
  const body = await bodyOf(request);
  if (options.signer !== null) {
    const signed = { method: request.method ?? "", url, headers: request.headersDistinct, body };
    checkSignature(signed, options.signer, options.plane.now());
  }
  const { pathname, searchParams } = new URL(url, "http://lambda");
  const { target, parts } = routed(request, pathname);
  const api: ApiRequest = { parts, query: searchParams, headers: request.headers, body, requestId };
  return target === "invoke" ? options.invoke(api) : target(options.plane, api);
}

function send(response: ServerResponse, { status, body, headers }: ApiReply): void {
  const bytes = body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...(bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.byteLength }),
    ...headers,
  });
  response.end(bytes);
}

function replyTo(error: unknown): ApiReply {
  const refusal = error instanceof Refusal ? error : new Refusal("ServiceException", "An internal error occurred");
  return {
    status: refusal.status,
    body: refusal.body(),
    headers: {
      "x-amzn-errortype": refusal.code,
      ...(refusal.status === 429 ? { "retry-after": "1" } : {}),
    },
  };
}

export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the API on the address. @throws when the port cannot be had */
export async function serveApi(options: ApiOptions, host: string, port: number): Promise<Api> {
  const server: Server = createServer({ requestTimeout: REQUEST_LIMIT }, (request, response) => {
    const requestId = options.plane.newId();
    response.setHeader("x-amzn-requestid", requestId);
    answer(options, request, requestId)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) options.onFault(requestId, error);
        if (!request.complete) response.setHeader("connection", "close");
        return replyTo(error);
      })
      .then((reply) => send(response, reply))
      .catch((error: unknown) => {
        options.onFault(requestId, error);
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
