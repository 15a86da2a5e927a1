/** Guards before an operation: origins, limits of the address and the token, role, load and time. */
import cors from "cors";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import { isLoopback } from "../../domain/environment.ts";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import type { Caller } from "../../handlers/contract.ts";
import type { Headers, Identify } from "../access/identity.ts";
import { type Counted, networkOf, type RateLimits } from "../access/rate-limits.ts";
import { Refusal } from "./replies.ts";

export interface GuardOptions {
  /** How long browsers are to use https only, in seconds; 0 says nothing of it. */
  readonly hstsSeconds: number;
  /** Origins of web pages that may call the API from a browser. */
  readonly corsOrigins: readonly string[];
  /** True where everyone is an administrator: refuses requests that a web page could have made under another name. */
  readonly loopbackOnly: boolean;
  readonly limits: Pick<RateLimits, "address">;
}

/** Never limited and never refused as busy: a monitor needs its answer most when the server is busiest. */
export const ALWAYS_ANSWERED: ReadonlySet<string> = new Set(["/health", "/health/ready", "/metrics"]);

export function guards(options: GuardOptions): RequestHandler[] {
  return [
    securityHeaders(options.hstsSeconds),
    ...(options.loopbackOnly ? [refuseOtherHosts] : []),
    ...(options.corsOrigins.length === 0 ? [] : [crossOrigin(options.corsOrigins)]),
    limitAddress(options.limits.address),
  ];
}

/** Answers are data, not pages, and nothing may keep them, unless an operation says otherwise. */
function securityHeaders(hstsSeconds: number): RequestHandler {
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: hstsSeconds === 0 ? false : { maxAge: hstsSeconds, includeSubDomains: false },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  return (request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    set(request, response, next);
  };
}

const crossOrigin = (origins: readonly string[]): RequestHandler =>
  cors({
    origin: [...origins],
    methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
    allowedHeaders: ["Authorization", "X-Authorization", "Content-Type", "X-Request-Id", "Last-Event-ID"],
    exposedHeaders: ["offset", "Link", "Location", "Retry-After", "X-Request-Id"],
    maxAge: 600,
  });

/** A page elsewhere can point its own name at this machine; the browser then sends that name. */
const refuseOtherHosts: RequestHandler = (request, _response, next) => {
  const { host, origin } = request.headers;
  if (isLoopback(hostIn(`http://${host ?? ""}`)) && (origin === undefined || isLoopback(hostIn(origin)))) return next();
  const detail = "With AUTH_MODE=disabled only requests to and from a loopback address are answered";
  throw new Refusal({ status: 403, body: { detail } });
};

const hostIn = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");

function limitAddress(count: RateLimits["address"]): RequestHandler {
  return async (request, response, next) => {
    if (ALWAYS_ANSWERED.has(request.path) || isReport(request)) return next();
    applyLimit("address", await count(networkOf(request.ip ?? "unknown")), response);
    next();
  };
}

/** Reports of the ingest function are signed, and come as fast as the work goes. */
const isReport = ({ path }: Request): boolean => path.startsWith("/internal/");

/** Shows what is left, null being no limit. Throws a Refusal with 429 when nothing is left. */
function applyLimit(whose: "address" | "token", counted: Counted | null, response: Response): void {
  if (counted === null) return;
  showLimit(response, counted);
  if (counted.allowed) return;
  const { limit, resetSeconds } = counted;
  const detail = `More than ${limit} requests in a minute from this ${whose}; try again in ${resetSeconds} s`;
  throw new Refusal({ status: 429, headers: { "Retry-After": String(resetSeconds) }, body: { detail } });
}

/** Shows the limit that is nearest: a later call replaces what an earlier one showed only if less is left. */
function showLimit(response: Response, { limit, remaining, resetSeconds }: Counted): void {
  const shown = response.getHeader("RateLimit-Remaining");
  if (shown !== undefined && Number(shown) <= remaining) return;
  response.setHeader("RateLimit-Limit", String(limit));
  response.setHeader("RateLimit-Remaining", String(remaining));
  response.setHeader("RateLimit-Reset", String(resetSeconds));
}

interface AdmissionOptions {
  readonly identify: Identify;
  /** Counts a request of a caller. */
  readonly limit: RateLimits["token"];
}

const NOBODY = "Authentication failed: the token is missing, invalid or expired";
const rank = { none: 0, reader: 1, publisher: 2, admin: 3 } as const;

/**
 * Identifies the caller and compares the role with the one that openapi.yaml requires for the operation. Throws a Refusal:
 * 403 without a valid token; 429 when the token has used its requests up; for a role that is too low 401 where the
 * operation documents it, else 403.
 */
export async function admit(
  id: OperationId,
  headers: Headers,
  response: Response,
  { identify, limit }: AdmissionOptions,
): Promise<Caller> {
  const caller = await identify(headers);
  if (caller === null) throw new Refusal({ status: 403, body: { detail: NOBODY } });
  await limitCaller(caller, response, limit);
  if (mayCall(caller, id)) return caller;
  const detail = `${id} needs the role ${operationTable[id].role}; this token has the role ${caller.role}`;
  throw new Refusal({ status: 401 in operationTable[id].responses ? 401 : 403, body: { detail } });
}

/** Whether the role of a caller is enough for an operation. */
export const mayCall = ({ role }: Caller, id: OperationId): boolean => rank[role] >= rank[operationTable[id].role];

/** Counts a request of a caller and shows what is left. Throws a Refusal with 429 when nothing is. */
export async function limitCaller(caller: Caller, response: Response, limit: RateLimits["token"]): Promise<void> {
  applyLimit("token", await limit(keyOf(caller)), response);
}

/** A sign-in token by its id; the personal tokens of an account share a limit, so that making more gains nothing. */
const keyOf = ({ account, token }: Caller): string => (token.kind === "sign-in" ? token.id : `account ${account}`);

/** Seconds after which a client may try again when too many requests are in flight. */
const BUSY_SECONDS = 1;

export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** Limits concurrent work; excess work is refused with 503 at once, instead of letting all of it wait. */
export function concurrencyLimit(most: number): ConcurrencyLimit {
  let inFlight = 0;
  return async (work) => {
    if (inFlight >= most) throw new Refusal(tryAgain("The registry is busy; try again in a moment", BUSY_SECONDS));
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
    }
  };
}

/** 503 for what passes by itself. */
export const tryAgain = (detail: string, seconds: number) => ({
  status: 503,
  headers: { "Retry-After": String(seconds) },
  body: { detail },
});

/** An answer took longer than it may. */
export class Overdue extends Error {
  override readonly name = "Overdue";
  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/** Rejects with Overdue when the work is not done in time. The work itself has its own limits and ends later. */
export async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Overdue(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
