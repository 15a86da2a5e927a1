import express, { type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { type CallbackGateOptions, callbackGate } from "../access/callback-gate.ts";
import { createHub, type HubOptions } from "../hub/hub.ts";
import { type ApiOptions, createApi } from "./api.ts";
import { answerFailures, type FailureOptions, replyTo } from "./failures.ts";
import { concurrencyLimit, type GuardOptions, guards } from "./guards.ts";
import { identifyRequest } from "./log.ts";
import { PAGE_DIRECTORY, servePage } from "./page.ts";

export interface AppOptions extends Omit<ApiOptions, "callback" | "limited" | "requestSeconds">, FailureOptions {
  /** Set when the ingest function may report over HTTP. */
  readonly callback?: CallbackGateOptions | null;
  /** Proxies whose `X-Forwarded-For` counts: how many are in front, or their networks; 0 trusts none. */
  readonly trustProxy: number | readonly string[];
  readonly guards: Omit<GuardOptions, "limits">;
  /** The download API. */
  readonly hub: Omit<HubOptions, "guards" | "limited" | "requestSeconds" | "identify" | "rates" | "onDatabaseAway">;
  readonly limits: {
    /** Concurrent operations. */
    readonly requests: number;
    /** Longest operation, in seconds. */
    readonly requestSeconds: number;
  };
  /** Measures requests. */
  readonly instrument?: RequestHandler;
  readonly log: Logger;
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
  const { identify, rates, limits, onDatabaseAway } = options;
  const { requestSeconds } = limits;
  const shared = { identify, rates, limited: concurrencyLimit(limits.requests), requestSeconds, onDatabaseAway };
  const guardOptions = { ...options.guards, limits: rates };
  app.use(identifyRequest(options.log));
  // It has origins of its own: whatever page a browser shows may load a model.
  app.use(createHub({ ...options.hub, ...shared, guards: guards({ ...guardOptions, corsOrigins: [] }) }));
  app.use(guards(guardOptions));
  app.use(servePage(options.page ?? PAGE_DIRECTORY));
  app.use(await createApi({ ...options, ...shared, callback: callbackGate(options.callback ?? null) }));
  app.use(answerFailures(replyTo, options));
  return app;
}
