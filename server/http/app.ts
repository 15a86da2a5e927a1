import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { isDatabaseAway } from "../../db/away.ts";
import { type CallbackGateOptions, callbackGate } from "../access/callback-gate.ts";
import { createHub, type HubOptions } from "../hub/hub.ts";
import { type ApiOptions, createApi } from "./api.ts";
import { concurrencyLimit, replyTo } from "./failures.ts";
import { type GuardOptions, guards } from "./guards.ts";
import { identifyRequest, logOf } from "./log.ts";
import { PAGE_DIRECTORY, servePage } from "./page.ts";
import { sendReply } from "./replies.ts";

export interface AppOptions extends Omit<ApiOptions, "callback" | "limited" | "requestSeconds"> {
  /** Set when the ingest function may report over HTTP. */
  readonly callback?: CallbackGateOptions | null;
  /** Proxies whose `X-Forwarded-For` counts: how many are in front, or their networks; 0 trusts none. */
  readonly trustProxy: number | readonly string[];
  readonly guards: Omit<GuardOptions, "limits">;
  /** The download API. */
  readonly hub: Omit<HubOptions, "guards" | "limited" | "requestSeconds" | "identify" | "rates">;
  readonly limits: {
    /** Concurrent operations. */
    readonly requests: number;
    /** Longest operation, in seconds. */
    readonly requestSeconds: number;
  };
  /** Measures requests. */
  readonly instrument?: RequestHandler;
  readonly log: Logger;
  /** Called for each request that failed because the database does not answer. */
  readonly onDatabaseAway?: (error: unknown) => void;
  /** Directory of the built page. */
  readonly page?: string;
}

/** The HTTP side of the registry: every request gets an id and a line in the log, and is answered by the contract. */
export async function createApp(options: AppOptions): Promise<Express> {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxy);
  app.disable("etag");
  app.set("query parser", "simple");
  if (options.instrument !== undefined) app.use(options.instrument);
  const { identify, rates, limits } = options;
  const shared = { identify, rates, limited: concurrencyLimit(limits.requests), requestSeconds: limits.requestSeconds };
  const guardOptions = { ...options.guards, limits: rates };
  app.use(identifyRequest(options.log));
  // It has origins of its own: whatever page a browser shows may load a model.
  app.use(createHub({ ...options.hub, ...shared, guards: guards({ ...guardOptions, corsOrigins: [] }) }));
  app.use(guards(guardOptions));
  app.use(servePage(options.page ?? PAGE_DIRECTORY));
  app.use(await createApi({ ...options, ...shared, callback: callbackGate(options.callback ?? null) }));
  app.use(failures(options));
  return app;
}

/** Answers whatever was thrown; a reply that broke off while it was sent ends its connection. */
const failures =
  ({ onDatabaseAway }: AppOptions): ErrorRequestHandler =>
  async (error, request, response, _next) => {
    if (isDatabaseAway(error)) onDatabaseAway?.(error);
    const log = logOf(response);
    const operation = response.locals["operation"] ?? null;
    if (response.headersSent) {
      log.warn({ operation, err: error }, "the reply could not be sent whole");
      response.destroy();
      return;
    }
    const reply = replyTo(error, log, operation ?? `${request.method} ${request.path}`);
    await sendReply(operation, reply, response);
  };
