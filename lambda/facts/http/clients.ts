import { trustIn } from "../../source/trust.ts";
import type { GatherDeps, Quotas } from "../gather-types.ts";
import { githubSettings } from "../github/github.ts";
import { hubSettings } from "../huggingface/hub.ts";
import type { FactCache } from "./etag-cache.ts";
import { defaultLimits, type FetchDeps, type SourceClient, sourceClient } from "./fetch.ts";
import { factQuota } from "./quota.ts";

export interface Clients {
  readonly hub: SourceClient;
  readonly github: SourceClient;
  /** HTTP requests sent to each so far, redirects and repeats included. */
  requests(): { readonly hub: number; readonly github: number };
}

/** The two sources of one gathering; each has its own time limit, quota and parallelism. */
export function openClients(deps: GatherDeps, signal: AbortSignal): Clients {
  const { hub: hubQuota, github: githubQuota } = deps.quotas ?? newQuotas(() => deps.clock.now());
  const endpoints = [new URL(deps.hfEndpoint), new URL(deps.githubApiUrl)];
  const shared = {
    http: deps.http,
    trust: trustIn(endpoints, deps.trustedHosts ?? []),
    clock: deps.clock,
    log: deps.log,
    signal,
    cache: deps.cache ?? NO_CACHE,
    limits: { ...defaultLimits, ...deps.limits },
    random: deps.random,
  } satisfies Omit<FetchDeps, "quota">;
  const hub = sourceClient(hubSettings(deps.hfEndpoint, deps.hfToken), { ...shared, quota: hubQuota });
  const github = sourceClient(githubSettings(deps.githubApiUrl, deps.githubToken), { ...shared, quota: githubQuota });
  return { hub, github, requests: () => ({ hub: hub.requests(), github: github.requests() }) };
}

export const newQuotas = (now: () => number): Quotas => ({ hub: factQuota(now), github: factQuota(now) });

const NO_CACHE: FactCache = { get: async () => null, put: async () => undefined };
