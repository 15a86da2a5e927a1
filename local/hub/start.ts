import { randomBytes } from "node:crypto";
import { type FaultPlan, faultPlan } from "./faults.ts";
import { codeload, githubHandler } from "./github/routes.ts";
import { byName, type GitHubSite } from "./github/site.ts";
import type { HubRequest } from "./http/call.ts";
import { type Listener, openListener, type Service, type Surroundings } from "./http/listener.ts";
import type { QuotaRule } from "./http/quota.ts";
import { signer } from "./http/signature.ts";
import { pathGuess } from "./huggingface/address.ts";
import { cdn, objectAt } from "./huggingface/cdn.ts";
import type { Changes } from "./huggingface/repository.ts";
import { hubHandler } from "./huggingface/routes.ts";
import type { Site } from "./huggingface/site.ts";
import { World } from "./huggingface/world.ts";
import type { GitHubSampleRepository, RepositoryKind, SampleOrganization, SampleRepository } from "./sample.ts";

export interface HubOptions {
  readonly repositories: readonly SampleRepository[];
  readonly github?: readonly GitHubSampleRepository[];
  /** By default a namespace with several committers counts as an organisation. */
  readonly organizations?: readonly SampleOrganization[];
  /** Host name or address of the hub; 127.0.0.1 by default. Names other than addresses are bound to 127.0.0.1. */
  readonly host?: string;
  /** The same for the CDN. Give the two different names to see where a client sends its token. */
  readonly cdnHost?: string;
  /** Links to the CDN name it by the host under which the hub was asked: for clients that reach both through a relay. */
  readonly cdnAtHubHost?: boolean;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly cdnPort?: number;
  /** Bearer token that may read everything, on the Hub and on GitHub; by default no token is valid. */
  readonly token?: string;
  /** Bearer token of an account without access to private or gated repositories. */
  readonly outsiderToken?: string;
  /** Entries on a page of the tree; 1000 by default. */
  readonly pageSize?: number;
  /** Whether a plain file is answered at once or by a relative 307; "redirect" by default. */
  readonly plainFiles?: "direct" | "redirect";
  /** Redirects before the bytes of an LFS file; 1 by default. */
  readonly hops?: 1 | 2;
  /** Life of a CDN link; 3600 by default. */
  readonly signedUrlSeconds?: number;
  readonly bytesPerSecondPerConnection?: number;
  readonly latencyMs?: number;
  /** By default far above what a test needs: 10,000, 100,000 (in five minutes) and 5,000 (in an hour). */
  readonly rateLimits?: { readonly api?: QuotaRule; readonly resolvers?: QuotaRule; readonly github?: QuotaRule };
  /** Announce chunked storage as the Hub does; off by default, because clients then insist on it. */
  readonly xetHeaders?: boolean;
  readonly now?: () => Date;
}

export interface LocalHub {
  /** "http://host:port" of the hub, to be used as HF_ENDPOINT. */
  readonly endpoint: string;
  readonly cdn: string;
  /** Base of GitHub's API. */
  readonly github: string;
  readonly codeload: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly HubRequest[];
  readonly faults: FaultPlan;
  /** Adds or replaces a repository. */
  put(repository: SampleRepository): void;
  /** Adds a commit (to main unless a branch is named) and returns its id. */
  commit(kind: RepositoryKind, id: string, changes: Changes): string;
  close(): Promise<void>;
}

const WINDOW = { windowSeconds: 300 };

function hubSite(options: HubOptions, now: () => Date): Site {
  return {
    world: new World(options.repositories, options.organizations ?? null),
    endpoint: "",
    cdn: "",
    cdnAtHubHost: options.cdnAtHubHost ?? false,
    token: options.token ?? null,
    outsiderToken: options.outsiderToken ?? null,
    pageSize: options.pageSize ?? 1000,
    plainFiles: options.plainFiles ?? "redirect",
    hops: options.hops ?? 1,
    signedUrlSeconds: options.signedUrlSeconds ?? 3600,
    xetHeaders: options.xetHeaders ?? false,
    rateLimits: {
      api: options.rateLimits?.api ?? { limit: 10_000, ...WINDOW },
      resolvers: options.rateLimits?.resolvers ?? { limit: 100_000, ...WINDOW },
    },
    signer: signer(randomBytes(32)),
    now,
  };
}

function githubSite(options: HubOptions, now: () => Date): GitHubSite {
  return {
    repositories: byName(options.github ?? []),
    api: "",
    codeload: "",
    token: options.token ?? null,
    limit: options.rateLimits?.github ?? { limit: 5000, windowSeconds: 3600 },
    signer: signer(randomBytes(32)),
    now,
  };
}

/** The four listeners' services; a fault may be aimed at a file wherever it is served. */
function servicesOf(site: Site, github: GitHubSite): Readonly<Record<"hub" | "cdn" | "github" | "codeload", Service>> {
  const nowhere = () => null;
  return {
    hub: {
      name: "hub",
      handle: hubHandler(site),
      fileOf: ({ segments }) => pathGuess(segments, (kind, id) => site.world.find(kind, id)),
    },
    cdn: {
      name: "cdn",
      handle: (call) => cdn(call, site),
      fileOf: ({ segments }) => objectAt(segments, site)?.path ?? null,
    },
    github: { name: "github", handle: githubHandler(github), fileOf: nowhere },
    codeload: { name: "codeload", handle: (call) => codeload(call, github), fileOf: nowhere },
  };
}

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close()));
}

/** Opens the listeners and tells the sites where they are. */
async function openAll(options: HubOptions, site: Site, github: GitHubSite, around: Surroundings): Promise<Listener[]> {
  const { hub, cdn, github: api, codeload } = servicesOf(site, github);
  const host = options.host ?? "127.0.0.1";
  const opened: Listener[] = [];
  const open = async (service: Service, at: { readonly host: string; readonly port: number }): Promise<string> => {
    const listener = await openListener(service, around, at);
    opened.push(listener);
    return listener.origin;
  };
  try {
    site.endpoint = await open(hub, { host, port: options.port ?? 0 });
    site.cdn = await open(cdn, { host: options.cdnHost ?? host, port: options.cdnPort ?? 0 });
    github.api = await open(api, { host, port: 0 });
    github.codeload = await open(codeload, { host: options.cdnHost ?? host, port: 0 });
    return opened;
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Starts the sample hub. Rejects when a port is taken; whatever was opened by then is closed again. */
export async function startHub(options: HubOptions): Promise<LocalHub> {
  const now = options.now ?? (() => new Date());
  const requests: HubRequest[] = [];
  const faults = faultPlan();
  const site = hubSite(options, now);
  const github = githubSite(options, now);
  const pace = { latencyMs: options.latencyMs ?? 0, bytesPerSecond: options.bytesPerSecondPerConnection ?? null };
  const opened = await openAll(options, site, github, { requests, faults, now, ...pace });
  return {
    endpoint: site.endpoint,
    cdn: site.cdn,
    github: github.api,
    codeload: github.codeload,
    requests,
    faults,
    put: (repository) => site.world.put(repository),
    commit: (kind, id, changes) => site.world.commit(kind, id, changes, now()),
    close: () => closeAll(opened),
  };
}
