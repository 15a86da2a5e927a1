/**
 * The download API of the Hub, below `/hub`: approved models and datasets load with the tools that people use. Every
 * request passes the guards, limits and tokens of the other API; its refusals have the form that clients of the Hub show.
 */
import cors from "cors";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Caller } from "../../handlers/contract.ts";
import { answerFailures, type FailureOptions, replyTo } from "../http/failures.ts";
import { type ConcurrencyLimit, within } from "../http/guards.ts";
import { requestIdOf } from "../http/log.ts";
import { type AnyReply, sendReply } from "../http/replies.ts";
import { callerOf, type HubAccess, pathTokenOf, takePathToken } from "./access.ts";
import { type Address, PREFIX, parseAddress } from "./address.ts";
import { type AnswerOptions, answer, type HubCall, Moved, NotApproved, type OfRepository } from "./answers/answer.ts";
import { mayPost, type OnDemand } from "./on-demand.ts";
import { HubRefusal, quotaHeaders, refusalReply } from "./refusal.ts";
import { setupPage } from "./setup-page.ts";
import { type Asked, keyOf, type PageOf, type Standing, stillIngesting } from "./standing.ts";
import type { WaitingRoom } from "./waiting.ts";

export interface HubOptions extends Omit<AnswerOptions, "standing">, HubAccess, FailureOptions {
  readonly standing: (asked: Asked, page: PageOf) => Promise<Standing>;
  /** Ingests what is asked for and not known; null leaves that to people. */
  readonly onDemand: OnDemand | null;
  readonly waiting: WaitingRoom;
  /** How long a request waits for an ingest, in milliseconds. */
  readonly patience: { readonly headMs: number; readonly otherMs: number };
  /** Where clients find the server; null for the host that each request names. */
  readonly publicUrl: URL | null;
  readonly guards: readonly RequestHandler[];
  readonly limited: ConcurrencyLimit;
  readonly requestSeconds: number;
}

/** Headers that scripts of a web page may send and read. */
const CORS = {
  methods: ["GET", "HEAD", "POST"],
  allowedHeaders: ["Authorization", "Range", "Content-Type", "If-None-Match"],
  exposedHeaders:
    "X-Repo-Commit X-Request-Id X-Error-Code X-Error-Message X-HF-Warning X-Total-Count X-Linked-Size X-Linked-Etag ETag Link Accept-Ranges Content-Range Content-Length Content-Disposition".split(
      " ",
    ),
  maxAge: 86_400,
};

export function createHub(options: HubOptions): Router {
  const hub = express.Router();
  hub.use(...([cors(CORS), ...options.guards] as const));
  hub.use(async (request: Request, response: Response) => {
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    await sendReply(null, await reply(request, response, options), response);
  });
  hub.use(answerFailures(replyInHubForm, options));
  return express.Router().all(new RegExp(`^${PREFIX}(?:/|$)`), takePathToken, hub);
}

async function reply(request: Request, response: Response, options: HubOptions): Promise<AnyReply> {
  const address = parseAddress(request.path.slice(PREFIX.length));
  if (address === null) throw new HubRefusal({ status: 404, message: `There is nothing at ${request.path}` });
  response.locals["operation"] = `hub ${address.kind}`;
  assertMethod(request, address);
  const base = `${publicUrl(request, options)}${PREFIX}`;
  if (address.kind === "setup") return setupPage(request, base);
  if (address.kind === "telemetry") return { status: 200, body: {} };
  if (address.kind === "agent-harnesses") return { status: 200, body: { standardEnvVars: [], harnesses: {} } };
  const caller = await callerOf(request, response, options);
  if (address.kind === "whoami") return whoami(caller);
  const pathToken = pathTokenOf(response);
  const call: HubCall = {
    request,
    query: new URL(request.url, "http://hub").searchParams,
    caller,
    by: { account: caller?.account ?? null, address: request.ip ?? "unknown" },
    correlationId: requestIdOf(response),
    base: pathToken === null ? base : `${base}/t/${pathToken}`,
  };
  return patientAnswer(address, call, options, response);
}

function assertMethod({ method, path }: Request, { kind }: Address): void {
  const allowed = kind === "paths-info" ? ["POST"] : kind === "telemetry" ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"];
  if (allowed.includes(method)) return;
  const message = `${method} is not allowed at ${path}: models and datasets can only be read here`;
  throw new HubRefusal({ status: 405, message, headers: { Allow: allowed.join(", ") } });
}

/** As clients see it, behind proxies too; without a slash at the end. */
function publicUrl(request: Request, options: Pick<HubOptions, "publicUrl">): string {
  if (options.publicUrl !== null) return options.publicUrl.href.replace(/\/+$/, "");
  return `${request.protocol}://${request.host ?? "localhost"}`;
}

function whoami(caller: Caller | null): AnyReply {
  if (caller === null)
    throw new HubRefusal({ status: 401, message: "A token is needed", headers: { "WWW-Authenticate": "Bearer" } });
  const { account, role } = caller;
  const accessToken = { displayName: account, role: role === "reader" ? "read" : "write" };
  const auth = { type: "access_token", accessToken };
  return {
    status: 200,
    body: { type: "user", id: account, name: account, fullname: account, isPro: false, orgs: [], auth },
  };
}

/** Answers that may meet an artifact in the moment of its update before one of them has to hold. */
const MOVES = 3;

/** Answers, or waits for an ingest as long as a client waits. An ingest is started when the caller may and wishes so. */
async function patientAnswer(
  address: OfRepository,
  call: HubCall,
  options: HubOptions,
  response: Response,
): Promise<AnyReply> {
  const page: PageOf = (type, id) => `${publicUrl(call.request, options)}/${type}/${id}`;
  const { limited, requestSeconds, patience } = options;
  const standing = (asked: Asked) => options.standing(asked, page);
  const deadline = performance.now() + (call.request.method === "HEAD" ? patience.headMs : patience.otherMs);
  for (let moves = 0; ; ) {
    try {
      return await limited(() => within(requestSeconds, answer(address, call, { ...options, standing })));
    } catch (error) {
      if (error instanceof Moved && ++moves < MOVES) continue;
      if (!(error instanceof NotApproved)) throw error;
      await settle(error, call, { options, standing, deadline, response });
    }
  }
}

interface Settling {
  readonly options: HubOptions;
  readonly standing: (asked: Asked) => Promise<Standing>;
  /** On the clock of performance.now(). */
  readonly deadline: number;
  readonly response: Response;
}

/** Resolves when it is worth asking again; throws HubRefusal when it is not, or the time is over. */
async function settle({ asked, standing: found }: NotApproved, call: HubCall, settling: Settling): Promise<void> {
  const { options, standing, deadline, response } = settling;
  if (found.is === "refused") throw new HubRefusal(found.problem);
  if (found.is === "unknown") {
    if (options.onDemand === null || !mayPost(call.caller)) throw new HubRefusal(found.problem);
    const problem = await options.onDemand(asked, call);
    if (problem !== null) throw new HubRefusal(problem);
  }
  const left = deadline - performance.now();
  const changed = async (): Promise<boolean> => (await standing(asked)).is !== "ingesting";
  if (left > 0 && (await options.waiting.wait(keyOf(asked), changed, left, leavingOf(response)))) return;
  const now = await standing(asked);
  if (now.is === "approved") return;
  throw new HubRefusal(now.is === "ingesting" ? stillIngesting(asked, now.attempt) : now.problem);
}

/** Aborts when the client has closed the connection. Made for requests that wait alone: aborting takes a while. */
function leavingOf(response: Response): AbortSignal {
  const leaving = new AbortController();
  if (response.closed) leaving.abort();
  response.once("close", () => leaving.abort());
  return leaving.signal;
}

/** The reply to anything thrown, in the form that clients of the Hub understand. */
const replyInHubForm: typeof replyTo = (error, log, operation) =>
  error instanceof HubRefusal ? refusalReply(error.problem) : inHubForm(replyTo(error, log, operation));

/** A refusal of the other API in the Hub's form. */
function inHubForm({ status, headers = {}, body }: AnyReply): AnyReply {
  const { detail, reference } = body as { readonly detail: string; readonly reference?: string };
  const message = reference === undefined ? detail : `${detail}: ${reference}`;
  const limit = status === 429 ? quotaHeaders(headers["Retry-After"] ?? 1) : {};
  return refusalReply({ status, message, topic: `status ${status}`, headers: { ...headers, ...limit } });
}
