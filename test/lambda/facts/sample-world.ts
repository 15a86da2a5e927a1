import { answerCache } from "../../../lambda/facts/client.ts";
import { type GatherDeps, gatherFacts } from "../../../lambda/facts/gather.ts";
import type { Clock, Listing } from "../../../lambda/ports.ts";
import { type HubClient, type HubEndpoint, hubClient } from "../../../lambda/source/http/client.ts";
import { sourceHttp } from "../../../lambda/source/http/content.ts";
import { localQuota } from "../../../lambda/source/http/quota.ts";
import { huggingFace } from "../../../lambda/source/huggingface.ts";
import { aCodeRepository, aDataset, aModel } from "../../../local/hub/builders.ts";
import { type HubOptions, type LocalHub, startHub } from "../../../local/hub.ts";
import { policy } from "../../../rating/policy.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { silentLog } from "./fake-http.ts";

export const TOKEN = "sample-token";
export const MODEL = "acme/clear-bert";

/** A model with a parent, two datasets and linked code; everything about it is well kept. */
export const wellKept = (): HubOptions => ({
  token: TOKEN,
  repositories: [
    aModel(MODEL, { baseModel: "acme/base" }),
    aModel("acme/base"),
    aDataset("acme/corpus"),
    aDataset("acme/reviews"),
  ],
  organizations: [{ name: "acme", members: ["anna-lind", "chidi-okafor", "jo-berg"] }],
  github: [aCodeRepository("acme/clear-bert-code")],
});

/** Time as it is, but pauses pass at once: what is tested is what is asked, not when. */
const clock: Clock = {
  now: () => Date.now(),
  async sleep(_milliseconds, signal) {
    signal?.throwIfAborted();
  },
};

/** Longer than any stall of the machine: what is unknown afterwards is so because of a fault that the test made. */
const PATIENT = { sourceMs: 3_600_000, attemptMs: 3_600_000 };
const PATIENT_CLIENT = { connect: 3_600_000, firstByte: 3_600_000, stall: 3_600_000 };

/** What the two hosts are asked with; null for nothing. */
export interface Tokens {
  readonly hub?: string | null;
  readonly github?: string | null;
}

type More = Partial<GatherDeps> & { readonly tokens?: Tokens };

export interface SampleWorld {
  readonly hub: LocalHub;
  /** Those of every gathering, which has a quota and a cache of its own. */
  readonly deps: GatherDeps;
  /** The same with other tokens. */
  depsWith(tokens: Tokens): GatherDeps;
  resolve(repository?: string): Promise<{ readonly listing: Listing; readonly info: unknown }>;
  /** Resolves and gathers. */
  gather(repository?: string, more?: More): Promise<Snapshot>;
  close(): Promise<void>;
}

export async function sampleWorld(options: HubOptions = wellKept(), more: More = {}): Promise<SampleWorld> {
  const hub = await startHub(options);
  const clients: HubClient[] = [];
  const opened = (...endpoints: readonly HubEndpoint[]): HubClient => {
    const client = hubClient({ endpoints, timeouts: PATIENT_CLIENT });
    clients.push(client);
    return client;
  };
  const { tokens: usual = {}, ...others } = more;
  const depsWith = ({ hub: token = null, github = options.token ?? null }: Tokens): GatherDeps => {
    const huggingFaceHub = { url: new URL(hub.endpoint), token };
    const gitHub = { url: new URL(hub.github), token: github };
    return { ...gatherDeps(opened(huggingFaceHub, gitHub), huggingFaceHub, gitHub), ...others };
  };
  const deps = depsWith(usual);
  const resolve = resolver(new URL(hub.endpoint), opened);
  return {
    hub,
    deps,
    depsWith,
    resolve,
    gather: async (repository, { tokens, ...rest } = {}) =>
      gatherFacts(await resolve(repository), {
        ...(tokens === undefined ? deps : depsWith(tokens)),
        ...fresh(),
        ...rest,
      }),
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await hub.close();
    },
  };
}

/** What one gathering must not learn from another. */
const fresh = () => ({ quota: localQuota(() => clock.now()), cache: answerCache() });

const gatherDeps = (client: HubClient, huggingFaceHub: HubEndpoint, gitHub: HubEndpoint): GatherDeps => ({
  client,
  ...fresh(),
  clock,
  log: silentLog,
  signal: new AbortController().signal,
  huggingFace: huggingFaceHub,
  gitHub,
  parents: async () => null,
  hasDataset: async () => false,
  policy,
  random: () => 0,
  limits: PATIENT,
});

/** Resolves anonymously. */
function resolver(endpoint: URL, opened: (endpoint: HubEndpoint) => HubClient): SampleWorld["resolve"] {
  const client = opened({ url: endpoint, token: null });
  const quota = localQuota(() => clock.now());
  const http = sourceHttp({ client, quota, clock, log: silentLog, random: () => 0 });
  const source = huggingFace({ http, endpoint, limits: { maxBytes: 1e12, maxFiles: 1e5 } });
  return (repository = MODEL) =>
    source.resolve(
      { host: "huggingface", type: "model", repository, revision: "main" },
      { signal: new AbortController().signal },
    );
}
