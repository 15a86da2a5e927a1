import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Context } from "openapi-backend";
import type { Logger } from "pino";
import { type OperationId, operationIds } from "../../generated/operations.ts";
import type { Call, Caller } from "../../handlers/contract.ts";
import type { Deps } from "../../handlers/deps.ts";
import { operations } from "../../handlers/operations.ts";
import { CALLBACK_PATH } from "../../lambda/callback/signature.ts";
import { type CallbackGateOptions, callbackGate, isSigned } from "../access/callback-gate.ts";
import type { Identify } from "../access/identity.ts";
import type { RateLimits } from "../access/rate-limits.ts";
import { type Admission, admit } from "./admission.ts";
import { limitBody } from "./body-limit.ts";
import { describeFaults } from "./requests.ts";
import { type GuardOptions, guards, showLimit } from "./guards.ts";
import { refuseNul } from "./input.ts";
import { isPlainJson, readJson } from "./body.ts";
import { identifyRequest, logOf, requestIdOf } from "./log.ts";
import { limitRequests } from "./pressure.ts";
import { type AnyReply, contractBreaches, sendReply } from "./replies.ts";
import { allowedMethods, createRouter, headersOf, type Routed } from "./router.ts";
import { unavailable, within } from "./failures.ts";

export interface AppOptions {
  /** Path of openapi.yaml. */
  readonly contract: string;
  readonly deps: Deps;
  readonly identify: Identify;
  /** Set when the ingest function may report over HTTP. */
  readonly callback?: CallbackGateOptions | null;
  /** Proxies whose `X-Forwarded-For` counts: how many are in front, or their networks; 0 trusts none. */
  readonly trustProxy: number | readonly string[];
  readonly guards: Omit<GuardOptions, "limits">;
  readonly rates: Pick<RateLimits, "address" | "token">;
  /** Measures requests. */
  readonly instrument?: RequestHandler;
  readonly log: Logger;
  /** Says whether this reply is checked against the contract, and whether a breach becomes a 500. */
  readonly checkReplies: () => "no" | "report" | "enforce";
  readonly limits: {
    /** Answers in the making at once. */
    readonly requests: number;
    /** Longest making of an answer; an ingest within the request is exempt. */
    readonly requestSeconds: number;
  };
}

/** Largest request body in bytes: a link and a name fit many times. */
const BODY_LIMIT = 64 * 1024;
/** As good as no limit, in seconds: what a timer can hold. */
const LONGEST = 2_000_000;

interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** Asked for once, however many security schemes the operation names. */
  admission?: Promise<Admission>;
}

/** The HTTP side of the registry: route, validate, authenticate, operate, reply. Nothing here knows about artifacts. */
export async function createApp(options: AppOptions): Promise<Express> {
  const router = await createRouter({
    contract: options.contract,
    operations: Object.fromEntries(operationIds.map((id) => [id, operate(id, options)])) as Record<OperationId, Routed>,
    authenticate: (context, exchange) => authenticated(context, exchange as Exchange, options),
    isSigned: (exchange) => isSigned((exchange as Exchange).response),
    refusals: {
      notFound: async (context) => ({ status: 404, body: { detail: `There is nothing at ${context.request.path}` } }),
      methodNotAllowed: async (context) => ({
        status: 405,
        headers: { Allow: allowedMethods(context.request.path).join(", ") },
        body: { detail: `${context.request.method.toUpperCase()} is not allowed at ${context.request.path}` },
      }),
      unauthorized: (context, exchange) => refused(context, exchange as Exchange),
      invalid: async (context) => ({ status: 400, body: describeFaults(context.validation.errors ?? []) }),
    },
  });
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxy);
  app.disable("etag");
  app.set("query parser", "simple");
  if (options.instrument !== undefined) app.use(options.instrument);
  app.use(identifyRequest(options.log), ...guards({ ...options.guards, limits: options.rates }));
  app.use(CALLBACK_PATH, callbackGate(options.callback ?? null));
  app.use(limitBody(BODY_LIMIT), requireJson, readJson(BODY_LIMIT), refuseNul);
  // Only now, with the whole request here, it takes a place: a client that sends slowly holds nothing but its socket.
  app.use(limitRequests(options.limits.requests));
  app.use(async (request: Request, response: Response) => {
    const exchange: Exchange = { request, response };
    await respond(
      (await router.handleRequest(toRouted(request), exchange)) as AnyReply & { id?: OperationId },
      exchange,
    );
  });
  app.use(failures);
  return app;
}

/** The caller, or null with the reason kept in the exchange: the router takes whatever is thrown here for a refusal. */
async function authenticated(context: Context, exchange: Exchange, options: AppOptions): Promise<Caller | null> {
  exchange.admission ??= admit(context.operation.operationId as OperationId, context.request.headers, {
    identify: options.identify,
    limit: options.rates.token,
    onCounted: (counted) => showLimit(exchange.response, counted),
  });
  const admission = await exchange.admission;
  return admission.admitted ? admission.caller : null;
}

async function refused(context: Context, exchange: Exchange): Promise<AnyReply & { id: OperationId }> {
  const id = context.operation.operationId as OperationId;
  try {
    const admission = await exchange.admission;
    if (admission === undefined || admission.admitted) throw new Error(`${id} was refused without a reason`);
    return { status: admission.status, headers: admission.headers, body: { detail: admission.detail }, id };
  } catch (error) {
    return { ...unexpected(error, logOf(exchange.response), id), id };
  }
}

/** The operation and its safety net: one catch around every operation, and the check of what it answers. */
function operate(id: OperationId, options: AppOptions): Routed {
  const run = operations[id] as (input: unknown, deps: Deps, call: Call) => Promise<AnyReply>;
  const seconds =
    id === "ArtifactCreate" && options.deps.ingest.runInline !== null ? LONGEST : options.limits.requestSeconds;
  return async (context: Context, exchange: unknown) => {
    const { request, response } = exchange as Exchange;
    const { query, body } = context.request;
    // The request itself keeps the path as text: numbers are numbers only in what the validation made of it.
    const { params: path } = context.validation.coerced ?? context.request;
    const caller = (context.security?.["registryToken"] ?? context.security?.["bearerToken"] ?? null) as Caller | null;
    try {
      const call = callOf(request, caller, requestIdOf(response));
      const reply = await within(seconds, run({ path, query, header: headersOf(context), body }, options.deps, call));
      const check = options.checkReplies();
      const breaches = check === "no" ? [] : contractBreaches(id, reply);
      if (breaches.length === 0) return { ...reply, id };
      logOf(response).error({ operation: id, status: reply.status, breaches }, "a reply breaks the contract");
      if (check === "report") return { ...reply, id };
      if (reply.body instanceof Readable) reply.body.destroy();
      throw new Error(`the reply of ${id} breaks the contract`);
    } catch (error) {
      return { ...unexpected(error, logOf(response), id), id };
    }
  };
}

/** The address is worked out for the few operations that ask for it. */
const callOf = (request: Request, caller: Caller | null, correlationId: string): Call => ({
  caller,
  get address() {
    return request.ip ?? "unknown";
  },
  direct: isDirect(request),
  correlationId,
});

const isDirect = ({ headers }: Request): boolean =>
  headers["x-forwarded-for"] === undefined && headers["forwarded"] === undefined;

function unexpected(error: unknown, log: Logger, operation: string): AnyReply {
  const passing = unavailable(error);
  if (passing !== null) {
    log.warn({ operation, err: error }, "answered with 503");
    return passing;
  }
  const reference = randomUUID();
  log.error({ operation, reference, err: error }, "operation failed");
  return { status: 500, body: { detail: "The registry failed; quote the reference when you report it", reference } };
}

async function respond(reply: AnyReply & { id?: OperationId }, { response }: Exchange): Promise<void> {
  if (reply.id !== undefined) {
    response.locals["operation"] = reply.id;
    try {
      await sendReply(reply.id, reply, response);
    } catch (error) {
      logOf(response).warn({ operation: reply.id, err: error }, "the reply could not be sent whole");
      response.destroy();
    }
    return;
  }
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.status(reply.status).json(reply.body);
}

/** HEAD is answered like GET without its body. */
const toRouted = (request: Request) => ({
  method: request.method === "HEAD" ? "get" : request.method.toLowerCase(),
  path: request.path,
  query: request.query as Record<string, string | string[]>,
  headers: request.headers as Record<string, string | string[]>,
  body: request.body as unknown,
});

/** 415 for a body that is not JSON, where the contract takes a body at all. */
const requireJson: RequestHandler = (request, response, next) => {
  if (isPlainJson(request)) return next();
  const hasBody =
    request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
  if (!hasBody || request.is("application/json") || allowedMethods(request.path).length === 0) return next();
  const detail = `The body must be application/json, not ${request.get("content-type") ?? "without a type"}`;
  response.status(415).json({ detail });
};

/** Faults that arise before an operation runs, by their codes. */
const failures: ErrorRequestHandler = (error, request, response, _next) => {
  const answer = clientFault(error);
  if (response.headersSent) return response.destroy();
  if (answer !== null) return response.status(answer.status).json(answer.body);
  const reply = unexpected(error, logOf(response), `${request.method} ${request.path}`);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  return response.status(reply.status).json(reply.body);
};

function clientFault(error: unknown): { status: number; body: object } | null {
  const { type, status, message } = error as { type?: string; status?: number; message?: string };
  if (type === "entity.too.large")
    return { status: 413, body: { detail: `The body is larger than ${BODY_LIMIT} bytes` } };
  if (type === "entity.parse.failed") {
    const fault = { path: "body", message: `is not valid JSON: ${message ?? ""}`.slice(0, 500) };
    return { status: 400, body: { detail: `${fault.path}: ${fault.message}`, errors: [fault] } };
  }
  if (type === "encoding.unsupported" || type === "charset.unsupported")
    return { status: 415, body: { detail: message } };
  if (error instanceof URIError) return { status: 400, body: { detail: "The path holds a broken percent-encoding" } };
  if (status !== undefined && status >= 400 && status < 500)
    return { status: 400, body: { detail: message ?? "Bad request" } };
  return null;
}
