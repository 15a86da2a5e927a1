import { randomBytes } from "node:crypto";
import { type FaultPlan, faultPlan } from "./faults.ts";
import type { HubRequest } from "./http/call.ts";
import { type Listener, openListener, type Surroundings } from "./http/listener.ts";
import type { QuotaRule } from "./http/quota.ts";
import { signer } from "./http/signature.ts";
import { pathGuess } from "./huggingface/address.ts";
import { cdn, objectAt } from "./huggingface/cdn.ts";
import type { Changes } from "./huggingface/repository.ts";
import { hubHandler } from "./huggingface/routes.ts";
import type { Site } from "./huggingface/site.ts";
import { World } from "./huggingface/world.ts";
import type { RepositoryKind, SampleOrganization, SampleRepository } from "./sample.ts";

export interface HubOptions {
  readonly repositories: readonly SampleRepository[];
  /** By default a namespace with several committers counts as an organisation. */
  readonly organizations?: readonly SampleOrganization[];
  /** Host name or address of the hub; 127.0.0.1 by default. Names other than addresses are bound to 127.0.0.1. */
  readonly host?: string;
  /** The same for the CDN. Give the two different names to see where a client sends its token. */
  readonly cdnHost?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly cdnPort?: number;
  /** Bearer token of an account that may read everything; by default no token is valid. */
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
  readonly rateLimits?: { readonly api?: QuotaRule; readonly resolvers?: QuotaRule };
  /** Announce chunked storage as the Hub does; off by default, because clients then insist on it. */
  readonly xetHeaders?: boolean;
  readonly now?: () => Date;
}

export interface LocalHub {
  /** "http://host:port" of the hub, to be used as HF_ENDPOINT. */
  readonly endpoint: string;
  readonly cdn: string;
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

function siteOf(options: HubOptions, now: () => Date): Site {
  return {
    world: new World(options.repositories, options.organizations ?? null),
    endpoint: "",
    cdn: "",
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

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close()));
}

/** Starts the sample hub. Rejects when a port is taken; whatever was opened by then is closed again. */
export async function startHub(options: HubOptions): Promise<LocalHub> {
  const now = options.now ?? (() => new Date());
  const requests: HubRequest[] = [];
  const faults = faultPlan();
  const site = siteOf(options, now);
  const around: Surroundings = {
    requests,
    faults,
    now,
    latencyMs: options.latencyMs ?? 0,
    bytesPerSecond: options.bytesPerSecondPerConnection ?? null,
  };
  const host = options.host ?? "127.0.0.1";
  const opened: Listener[] = [];
  const open = async (...args: Parameters<typeof openListener>): Promise<string> => {
    const listener = await openListener(...args);
    opened.push(listener);
    return listener.origin;
  };
  try {
    const find = (kind: RepositoryKind, id: string) => site.world.find(kind, id);
    const hubService = {
      name: "hub",
      handle: hubHandler(site),
      fileOf: ({ segments }: { segments: readonly string[] }) => pathGuess(segments, find),
    } as const;
    site.endpoint = await open(hubService, around, { host, port: options.port ?? 0 });
    const cdnHost = options.cdnHost ?? host;
    const cdnService = {
      name: "cdn",
      handle: (call: Parameters<typeof cdn>[0]) => cdn(call, site),
      fileOf: ({ segments }: { segments: readonly string[] }) => objectAt(segments, site)?.path ?? null,
    } as const;
    site.cdn = await open(cdnService, around, { host: cdnHost, port: options.cdnPort ?? 0 });
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
  return {
    endpoint: site.endpoint,
    cdn: site.cdn,
    requests,
    faults,
    put: (repository) => site.world.put(repository),
    commit: (kind, id, changes) => site.world.commit(kind, id, changes, now()),
    close: () => closeAll(opened),
  };
}
