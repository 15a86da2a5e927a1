/** What every request passes before anything of it is read: headers of the answer, origins, and its address's limit. */
import cors from "cors";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import { isLoopback } from "../../domain/environment.ts";
import { networkOf } from "../access/attempts.ts";
import type { Counted, RateLimits } from "../access/rate-limits.ts";
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
    exposedHeaders: ["offset", "Location", "Retry-After", "X-Request-Id"],
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
    const counted = await count(networkOf(request.ip ?? "unknown"));
    if (counted === null) return next();
    showLimit(response, counted);
    if (counted.allowed) return next();
    throw new Refusal(tooManyRequests("address", counted));
  };
}

/** Reports of the ingest function are signed, and come as fast as the work goes. */
const isReport = ({ path }: Request): boolean => path.startsWith("/internal/");

/** Shows the limit that is nearest: a later call replaces what an earlier one showed only if less is left. */
export function showLimit(response: Response, { limit, remaining, resetSeconds }: Counted): void {
  const shown = response.getHeader("RateLimit-Remaining");
  if (shown !== undefined && Number(shown) <= remaining) return;
  response.setHeader("RateLimit-Limit", String(limit));
  response.setHeader("RateLimit-Remaining", String(remaining));
  response.setHeader("RateLimit-Reset", String(resetSeconds));
}

/** 429 for a caller that has used its window up. */
export const tooManyRequests = (whose: "address" | "token", { limit, resetSeconds }: Counted) => ({
  status: 429 as const,
  headers: { "Retry-After": String(resetSeconds) },
  body: { detail: `More than ${limit} requests in a minute from this ${whose}; try again in ${resetSeconds} s` },
});
