import { type GatherDeps, gatherFacts } from "../../../lambda/facts/gather.ts";
import { undiciHttp } from "../../../lambda/facts/http/transport.ts";
import type { Clock, Listing } from "../../../lambda/ports.ts";
import { sourceHttp } from "../../../lambda/source/http.ts";
import { huggingFace } from "../../../lambda/source/huggingface.ts";
import { trustIn } from "../../../lambda/source/trust.ts";
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

export interface SampleWorld {
  readonly hub: LocalHub;
  readonly deps: GatherDeps;
  resolve(repository?: string): Promise<{ readonly listing: Listing; readonly info: unknown }>;
  /** Resolves and gathers. */
  gather(repository?: string, more?: Partial<GatherDeps>): Promise<Snapshot>;
  close(): Promise<void>;
}

export async function sampleWorld(
  options: HubOptions = wellKept(),
  more: Partial<GatherDeps> = {},
): Promise<SampleWorld> {
  const hub = await startHub(options);
  const endpoint = new URL(hub.endpoint);
  const source = sourceHttp({ clock, log: silentLog, random: () => 0, endpoints: [{ url: endpoint, token: null }] });
  const owned = undiciHttp(trustIn([endpoint, new URL(hub.github)], []));
  const deps: GatherDeps = {
    http: owned.http,
    clock,
    log: silentLog,
    signal: new AbortController().signal,
    hfEndpoint: hub.endpoint,
    githubApiUrl: hub.github,
    githubToken: options.token,
    parents: async () => null,
    hasDataset: async () => false,
    policy,
    random: () => 0,
    ...more,
  };
  const resolve = (repository = MODEL) =>
    huggingFace({ http: source, endpoint, limits: { maxBytes: 1e12, maxFiles: 1e5 } }).resolve(
      { host: "huggingface", type: "model", repository, revision: "main" },
      { signal: deps.signal },
    );
  return {
    hub,
    deps,
    resolve,
    gather: async (repository, others) => gatherFacts(await resolve(repository), { ...deps, ...others }),
    async close() {
      await Promise.all([source.close(), owned.close()]);
      await hub.close();
    },
  };
}
