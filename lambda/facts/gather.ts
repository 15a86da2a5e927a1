/** The one gathering step of a rating: every fact of a snapshot, in two waves of parallel small reads. */
import { orNull, value } from "../../rating/fact.ts";
import type { Policy } from "../../rating/policy.ts";
import type { ModelInfo, Snapshot } from "../../rating/snapshot.ts";
import type { Listing } from "../ports.ts";
import type { HubEndpoint } from "../source/http/client.ts";
import { defaultLimits, type EvidenceDeps, type EvidenceLimits, sourceClient } from "./client.ts";
import { githubSettings } from "./github/history.ts";
import { hubCommits, hubSettings, owner } from "./huggingface/hub.ts";
import * as files from "./huggingface/model-files.ts";
import { describeModel, lastModified } from "./huggingface/model-info.ts";
import { type Judge, metadataJudge } from "./huggingface/parents.ts";
import { keepOr } from "./missing.ts";
import { newestDate, stopwatch } from "./stopwatch.ts";
import { type Means, surroundings, type Target } from "./surroundings.ts";

export interface GatherInput {
  readonly listing: Listing;
  /** The source's description of the model as it came, null when there is none yet. */
  readonly info: unknown;
}

export interface GatherDeps extends Omit<EvidenceDeps, "limits">, Pick<Means, "parents" | "hasDataset"> {
  readonly huggingFace: HubEndpoint;
  readonly gitHub: HubEndpoint;
  readonly policy: Policy;
  /** How parents without a stored rating are judged; by the metrics themselves by default. */
  readonly judge?: Judge;
  readonly limits?: Partial<EvidenceLimits>;
  /** Uniform in [0, 1): spreads repeats. */
  readonly random: () => number;
}

/**
 * Reads everything that the metrics need. Remote faults become unknown facts with their reason.
 * @throws only the reason of an aborted `deps.signal`, what `deps.parents` or `deps.hasDataset` throw, and bugs.
 */
export function gatherFacts(input: GatherInput, deps: GatherDeps): Promise<Snapshot> {
  const { listing } = input;
  const tree = listing.files.map(({ path, bytes }) => ({ path, bytes }));
  return gather({ ...listing, tree, info: input.info }, deps);
}

/**
 * The same snapshot with another try at what is missing from it (`missingFacts`), and at what hangs on that;
 * everything that was found stays and is not read again.
 */
export function refreshFacts(snapshot: Snapshot, deps: GatherDeps): Promise<Snapshot> {
  const { repository, commit } = snapshot;
  const tree = orNull(snapshot.tree) ?? [];
  return gather({ repository, commit, tree, info: null }, deps, snapshot);
}

async function gather(target: Target, deps: GatherDeps, earlier?: Snapshot): Promise<Snapshot> {
  const over = new AbortController();
  const means = open(deps, AbortSignal.any([deps.signal, over.signal]));
  const { hub, github, watch } = means;
  try {
    const own = await modelFacts(target, means, earlier);
    const around = await surroundings(target, own, means, earlier);
    const { commit: date, ...facts } = own;
    const requests = { hub: hub.requests(), github: github.requests() };
    deps.log.info("facts gathered", { repository: target.repository, requests });
    return {
      schema: 2,
      repository: target.repository,
      commit: target.commit,
      commitDate: date ?? newestDate(around.code) ?? new Date(deps.clock.now()).toISOString(),
      gatheredAt: new Date(deps.clock.now()).toISOString(),
      waits: watch.seconds(),
      tree: earlier?.tree ?? value(target.tree),
      ...facts,
      ...around,
    };
  } finally {
    over.abort(new Error("The gathering ended"));
  }
}

/** The two sources of one gathering; each has its own time limit and parallelism. */
function open(deps: GatherDeps, signal: AbortSignal): Means {
  const limits = { ...defaultLimits, ...deps.limits };
  const shared: EvidenceDeps = { ...deps, signal, limits };
  return {
    hub: sourceClient(hubSettings(deps.huggingFace), shared),
    github: sourceClient(githubSettings(deps.gitHub), shared),
    watch: stopwatch(deps.clock),
    policy: deps.policy,
    parents: deps.parents,
    hasDataset: deps.hasDataset,
    judge: deps.judge ?? metadataJudge(deps.policy),
  };
}

type ModelFacts = Pick<
  Snapshot,
  "info" | "readme" | "configs" | "shardIndexes" | "licenseFiles" | "evaluations" | "commits" | "owner"
> & { readonly commit: string | null };

/** The first wave: what is in the model repository and who owns it. */
async function modelFacts(
  target: Target,
  { hub, watch }: Pick<Means, "hub" | "watch">,
  earlier?: Snapshot,
): Promise<ModelFacts> {
  const { repository, commit, info: given } = target;
  const model = { hub, ...target };
  let raw: unknown = given;
  const describe = async () => {
    const described = await describeModel(hub, repository, commit, given);
    raw = described.raw;
    return described.info;
  };
  const [info, readme, configs, shardIndexes, licenseFiles, evaluations, commits, owning] = await Promise.all([
    watch.time("info", keepOr<ModelInfo>(earlier?.info, describe)),
    watch.time("readme", files.readme(model, earlier)),
    watch.time("configs", files.configs(model, earlier)),
    watch.time("configs", files.shardIndexes(model, earlier)),
    watch.time("license", files.licenses(model, earlier)),
    watch.time("evaluations", files.evaluations(model, earlier)),
    watch.time(
      "commits",
      keepOr(earlier?.commits, () => hubCommits(hub, repository, commit)),
    ),
    watch.time(
      "owner",
      keepOr(earlier?.owner, () => owner(hub, repository)),
    ),
  ]);
  const head = orNull(commits)?.find(({ id }) => id === commit) ?? orNull(commits)?.[0];
  const date = head?.date ?? earlier?.commitDate ?? lastModified(raw);
  return { info, readme, configs, shardIndexes, licenseFiles, evaluations, commits, owner: owning, commit: date };
}
