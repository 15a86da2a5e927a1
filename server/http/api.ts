/**
 * One request after the contract: route, authenticate, read and validate, operate, check the reply, send it. openapi-backend
 * routes, authenticates and dispatches; the generated validators check both directions.
 */
import { Readable } from "node:stream";
import type { Request, RequestHandler, Response } from "express";
import type { Context, Document } from "openapi-backend";
import { type OperationId, operationIds, routes } from "../../generated/operations.ts";
import type { Call, Caller } from "../../handlers/contract.ts";
import type { Deps } from "../../handlers/deps.ts";
import { operations } from "../../handlers/operations.ts";
import type { CallbackGate } from "../access/callback-gate.ts";
import type { Identify } from "../access/identity.ts";
import type { RateLimits } from "../access/rate-limits.ts";
import { ALWAYS_ANSWERED, admit, type ConcurrencyLimit, within } from "./guards.ts";
import { logOf, requestIdOf } from "./log.ts";
import { type AnyReply, contractBreaches, sendReply } from "./replies.ts";
import { checkBody, checkParameters, readJson, takesBody } from "./requests.ts";
import { allowedMethods, ContractBackend, operationOf } from "./router.ts";

export interface ApiOptions {
  readonly deps: Deps;
  readonly identify: Identify;
  readonly rates: Pick<RateLimits, "address" | "token">;
  /** Lets in reports of the ingest function. */
  readonly callback: CallbackGate;
  /** Share of the replies that are checked against the contract, 0 to 1; with 1 a breach becomes a 500. */
  readonly replyCheckShare: number;
  /** Limits concurrent operations. */
  readonly limited: ConcurrencyLimit;
  /** Longest operation; an ingest within the request is exempt. */
  readonly requestSeconds: number;
}

/** Largest request body in bytes: a link and a name fit many times. */
const BODY_LIMIT = 64 * 1024;
/** As good as no limit, in seconds: the most that a timer can hold. */
const LONGEST = 2_000_000;

export async function createApi(options: ApiOptions): Promise<RequestHandler> {
  const handlers = operationIds.map((id) => [
    id,
    (context: Context, request: Request, response: Response) => operate({ id, context, request, response }, options),
  ]);
  const backend = new ContractBackend({
    definition: routes as unknown as Document,
    strict: true,
    // The validators are generated and the document is checked when they are.
    quick: true,
    validate: false,
    handlers: { ...Object.fromEntries(handlers), notFound, methodNotAllowed, unauthorizedHandler, postRoutingHandler },
    securityHandlers: securityHandlers(options),
  });
  await backend.init();
  return async (request, response) => {
    const reply: AnyReply = await backend.handleRequest(toRouted(request), request, response);
    await sendReply(response.locals["operation"] ?? null, reply, response);
  };
}

/** HEAD is answered like GET without its body. */
const toRouted = (request: Request) => ({
  method: request.method === "HEAD" ? "get" : request.method.toLowerCase(),
  path: request.path,
  query: request.query as Record<string, string | string[]>,
  headers: request.headers as Record<string, string | string[]>,
});

/** Logs, metrics and failures name the operation. */
function postRoutingHandler({ operation }: Partial<Context>, _request: Request, response: Response): void {
  if (operation !== undefined) response.locals["operation"] = operationOf(operation);
}

const notFound = ({ request }: Context): AnyReply => ({
  status: 404,
  body: { detail: `There is nothing at ${request.path}` },
});

const methodNotAllowed = ({ request }: Context): AnyReply => ({
  status: 405,
  headers: { Allow: allowedMethods(request.path).join(", ") },
  body: { detail: `${request.method.toUpperCase()} is not allowed at ${request.path}` },
});

/** One handler for each security scheme of the contract. What it throws reaches `unauthorizedHandler`. */
function securityHandlers({ identify, rates, callback }: ApiOptions) {
  const byToken =
    (scheme: string) =>
    async ({ operation }: Context, { headers }: Request, response: Response): Promise<Caller | null> => {
      if (schemeOf(headers) !== scheme) return null;
      return admit(operationOf(operation), headers, response, { identify, limit: rates.token });
    };
  return {
    registryToken: byToken("registryToken"),
    bearerToken: byToken("bearerToken"),
    callbackSignature: (_context: Context, request: Request, response: Response) => callback(request, logOf(response)),
  };
}

/** `X-Authorization` counts before `Authorization`, so that a request is identified once. */
const schemeOf = (headers: Request["headers"]): string =>
  headers["x-authorization"] === undefined && headers["authorization"] !== undefined ? "bearerToken" : "registryToken";

/** Rethrows why the request was refused: the library catches everything that a security handler throws. */
function unauthorizedHandler({ operation, security }: Context): never {
  const reason = Object.values(security).find((result) => result?.error instanceof Error)?.error;
  throw reason ?? new Error(`${operationOf(operation)} was refused without a reason`);
}

interface Routed {
  readonly id: OperationId;
  readonly context: Context;
  readonly request: Request;
  readonly response: Response;
}

async function operate(routed: Routed, options: ApiOptions): Promise<AnyReply> {
  const { id, request, response } = routed;
  const input = await readInput(routed);
  const run = operations[id] as (input: unknown, deps: Deps, call: Call) => Promise<AnyReply>;
  const isInline = id === "ArtifactCreate" && options.deps.ingest.runInline !== null;
  const seconds = isInline ? LONGEST : options.requestSeconds;
  const work = () => within(seconds, run(input, options.deps, callOf(routed)));
  const reply = ALWAYS_ANSWERED.has(request.path) ? await work() : await options.limited(work);
  const share = options.replyCheckShare;
  const breaches = Math.random() < share ? contractBreaches(id, reply) : [];
  if (breaches.length === 0) return reply;
  logOf(response).error({ operation: id, status: reply.status, breaches }, "a reply breaks the contract");
  if (share < 1) return reply;
  if (reply.body instanceof Readable) reply.body.destroy();
  throw new Error(`the reply of ${id} breaks the contract`);
}

/** Path, query, headers and body, validated and typed. Throws a Refusal. */
async function readInput({ id, context, request }: Routed) {
  const parameters = checkParameters(id, context.request.params, request);
  if (!takesBody(id)) return parameters;
  const signed = context.security["callbackSignature"] as { readonly body: unknown } | undefined;
  const body = signed === undefined ? await readJson(request, BODY_LIMIT) : signed.body;
  checkBody(id, body);
  return { ...parameters, body };
}

const callOf = ({ context, request, response }: Routed): Call => ({
  caller: context.security["registryToken"] ?? context.security["bearerToken"] ?? null,
  address: request.ip ?? "unknown",
  direct: request.headers["x-forwarded-for"] === undefined && request.headers["forwarded"] === undefined,
  prefersHtml: request.accepts(["json", "html"]) === "html",
  correlationId: requestIdOf(response),
});
