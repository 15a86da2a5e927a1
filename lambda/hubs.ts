/**
 * Everything that speaks to Hugging Face and GitHub, composed once for a process: one client and one quota, and on them
 * the sources of the ingest, the facts of ratings and single reads. Used by the function, the server and `npm run rate`.
 */
import { createHash } from "node:crypto";
import type { SourceHost } from "../domain/link.ts";
import type { Policy } from "../rating/policy.ts";
import { type AnswerCache, answerCache, defaultLimits, type SourceClient, sourceClient } from "./facts/client.ts";
import { type FactSource, factSource } from "./facts/facts.ts";
import { githubSettings } from "./facts/github/history.ts";
import { hubSettings } from "./facts/huggingface/hub.ts";
import type { Means } from "./facts/surroundings.ts";
import type { Clock, Log } from "./ports.ts";
import { gitHub } from "./source/github.ts";
import { type HubClient, type HubEndpoint, hubClient } from "./source/http/client.ts";
import { sourceHttp } from "./source/http/content.ts";
import { localQuota, type SharedQuota } from "./source/http/quota.ts";
import { huggingFace } from "./source/huggingface.ts";
import type { Source, SourceLimits } from "./source/source.ts";

/** Where the hubs are, and what is sent to them. */
export interface HubsConfig {
  readonly huggingFace: { readonly endpoint: URL; readonly token: string | null };
  readonly gitHub: { readonly apiUrl: URL; readonly token: string | null };
}

export interface HubsTools {
  readonly clock: Clock;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** How long the ingest waits and tries; what it takes at most. */
export interface SourceOptions {
  readonly limits: SourceLimits;
  readonly maxWaitMs?: number;
  readonly tries?: number;
}

/** What several processes that use the same tokens tell each other about rate limits. */
export interface SourceBudget extends Pick<SharedQuota, "known" | "adopt"> {
  /** Hash of the tokens. */
  readonly identity: string;
}

export interface Hubs {
  readonly client: HubClient;
  /** The rate limits as this process knows them. */
  readonly budget: SourceBudget;
  /** The sources that the ingest copies from. */
  source(options: SourceOptions): (host: SourceHost) => Source;
  /** What ratings read; `registry` says what this registry knows of other repositories. */
  facts(policy: Policy, registry: Pick<Means, "parents" | "hasDataset">): FactSource;
  /** Single reads under the time limit of one gathering. */
  readGitHub(signal: AbortSignal, log: Log): SourceClient;
  readHuggingFace(signal: AbortSignal, log: Log): SourceClient;
  /** Closes idle connections and waits for the others. */
  close(): Promise<void>;
}

export function composeHubs(config: HubsConfig, tools: HubsTools): Hubs {
  const hub: HubEndpoint = { url: config.huggingFace.endpoint, token: config.huggingFace.token };
  const github: HubEndpoint = { url: config.gitHub.apiUrl, token: config.gitHub.token };
  const client = hubClient({ endpoints: [hub, github] });
  const quota = localQuota(() => tools.clock.now());
  const shared = { ...tools, client, quota };
  const cache: AnswerCache = answerCache();
  const identity = createHash("sha256")
    .update(JSON.stringify([hub.token, github.token]))
    .digest("hex")
    .slice(0, 32);
  return {
    client,
    budget: { identity, known: quota.known, adopt: quota.adopt },
    source: ({ limits, ...patience }) => {
      const http = sourceHttp({ ...shared, ...patience });
      const byHost: Record<SourceHost, Source> = {
        huggingface: huggingFace({ http, endpoint: hub.url, limits }),
        github: gitHub({ http, apiUrl: github.url, limits }),
      };
      return (host) => byHost[host];
    },
    facts: (policy, registry) =>
      factSource({ ...shared, ...registry, policy, cache, huggingFace: hub, gitHub: github }),
    readGitHub: (signal, log) =>
      sourceClient(githubSettings(github), { ...shared, log, signal, cache, limits: defaultLimits }),
    readHuggingFace: (signal, log) =>
      sourceClient(hubSettings(hub), { ...shared, log, signal, cache, limits: defaultLimits }),
    close: () => client.close(),
  };
}
