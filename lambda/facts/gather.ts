/** The one gathering step of a rating: every fact of a snapshot, in two waves of parallel small reads. */
import { cardFact, codeLink, declaredDatasets, declaredParents } from "../../rating/card/declared.ts";
import { absent, type Fact, orNull, value } from "../../rating/fact.ts";
import type { DatasetFacts, ModelInfo, ParentFacts, Snapshot, TreeFile } from "../../rating/snapshot.ts";
import type { LinkRule } from "../../rating/snapshot-code.ts";
import type { GatherDeps, GatherInput } from "./gather-types.ts";
import { ownCode, ownSources } from "./github/code-texts.ts";
import { linkedRepository } from "./github/linked-repository.ts";
import { type Clients, openClients } from "./http/clients.ts";
import { datasetFacts, keptDataset } from "./huggingface/datasets.ts";
import { hubCommits, owner } from "./huggingface/hub.ts";
import { licensePlace, linkedLicense } from "./huggingface/license-link.ts";
import * as files from "./huggingface/model-files.ts";
import { describeModel, lastModified } from "./huggingface/model-info.ts";
import { keptParent, parentFacts } from "./huggingface/parents.ts";
import { metadataJudge } from "./judge.ts";
import { keepFilesOr, keepOr } from "./keep.ts";
import { most, type Plan, planRequests } from "./plan.ts";
import { newestDate, type Stopwatch, stopwatch } from "./stopwatch.ts";

export type { GatherDeps, GatherInput } from "./gather-types.ts";

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

interface Target {
  readonly repository: string;
  readonly commit: string;
  readonly tree: readonly TreeFile[];
  readonly info: unknown;
}

async function gather(target: Target, deps: GatherDeps, earlier?: Snapshot): Promise<Snapshot> {
  const over = new AbortController();
  const clients = openClients(deps, AbortSignal.any([deps.signal, over.signal]));
  const watch = stopwatch(deps.clock);
  try {
    const own = await modelFacts(target, clients, watch, earlier);
    const around = await surroundings(target, own, { clients, watch, deps }, earlier);
    const { commit: date, ...facts } = own;
    deps.log.info("facts gathered", { repository: target.repository, requests: clients.requests() });
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

type ModelFacts = Pick<
  Snapshot,
  "info" | "readme" | "configs" | "shardIndexes" | "licenseFiles" | "evaluations" | "commits" | "owner"
> & { readonly commit: string | null };

/** The first wave: what stands in the model repository and who owns it. */
async function modelFacts(target: Target, clients: Clients, watch: Stopwatch, earlier?: Snapshot): Promise<ModelFacts> {
  const { repository, commit, info: given } = target;
  const { hub } = clients;
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

interface Means {
  readonly clients: Clients;
  readonly watch: Stopwatch;
  readonly deps: GatherDeps;
}

type Surroundings = Pick<Snapshot, "licenseLink" | "datasets" | "parents" | "ownCode" | "code">;

/** The second wave: what the card points to. */
async function surroundings(target: Target, own: ModelFacts, means: Means, earlier?: Snapshot): Promise<Surroundings> {
  const { clients, watch, deps } = means;
  const { policy } = deps;
  const declaring = { ...own, repository: target.repository };
  const datasets = declaredDatasets(declaring, policy);
  const parents = declaredParents(declaring);
  const link = linkOf(own.readme, codeLink(declaring, orNull(cardFact(own.readme, policy)), policy));
  const model = { hub: clients.hub, ...target };
  const terms = licensePlace(own, target);
  const plan = planRequests({
    model: requestsForModel(target) + (terms.known === "value" ? 1 : 0),
    github: link.known !== "value" ? "none" : clients.github.authenticated ? "graphql" : "lists",
    datasets: datasets.length,
    parents: parents.length,
    ownCode: ownSources(target.tree, policy, most.ownCode).length,
  });
  const [licenseLink, datasetList, parentList, sources, code] = await Promise.all([
    watch.time(
      "license",
      keepOr(earlier?.licenseLink, () => linkedLicense(terms, model, clients.github)),
    ),
    watch.time("datasets", allDatasets(datasets, plan, means, earlier)),
    watch.time("parents", allParents(target, parents, plan, means, earlier)),
    watch.time(
      "ownCode",
      keepFilesOr(earlier?.ownCode, () => ownCode(model, own.readme, plan.ownCode, policy)),
    ),
    watch.time("code", linkedCode(link, plan, means, earlier)),
  ]);
  return { licenseLink, datasets: datasetList, parents: parentList, ownCode: sources, code };
}

/** Two pages of history, one description, one owner, and the files that the tree holds. */
function requestsForModel({ tree }: Target): number {
  const readme = tree.some(({ path }) => path === "README.md") ? 1 : 0;
  const lists = [
    files.configFiles(tree),
    files.licenseFiles(tree),
    files.indexFiles(tree),
    files.evaluationFiles(tree),
  ];
  return 4 + readme + lists.reduce((sum, list) => sum + list.length, 0);
}

type Link = { readonly name: string; readonly rule: LinkRule };

/** An unread README may hold a link: whether there is one is then as unknown as the README. */
const linkOf = (readme: Fact<string>, found: Link | null): Fact<Link> =>
  found !== null ? value(found) : readme.known === "unknown" ? readme : absent;

async function linkedCode(link: Fact<Link>, plan: Plan, means: Means, earlier?: Snapshot): Promise<Snapshot["code"]> {
  if (link.known !== "value") return link;
  const before =
    earlier?.code.known === "value" && earlier.code.value.name === link.value.name ? earlier.code.value : undefined;
  const { github } = means.clients;
  return value(
    await linkedRepository(link.value, { github, policy: means.deps.policy, details: plan.details }, before),
  );
}

function allDatasets(ids: readonly string[], plan: Plan, means: Means, earlier?: Snapshot): Promise<DatasetFacts[]> {
  const { deps, clients } = means;
  return Promise.all(
    ids.map(async (id, index) => {
      const kept = keptDataset(earlier?.datasets.find((it) => it.id === id));
      if (kept !== null) return kept;
      return datasetFacts(id, { hub: clients.hub, isStored: deps.hasDataset, readsCard: index < plan.datasetCards });
    }),
  );
}

function allParents(
  target: Target,
  declared: ReturnType<typeof declaredParents>,
  plan: Plan,
  means: Means,
  earlier?: Snapshot,
): Promise<ParentFacts[]> {
  const { deps, clients } = means;
  const isAdapter = target.tree.some(({ path }) => path === "adapter_config.json");
  const below = [target.repository.toLowerCase()];
  return Promise.all(
    declared.map(async (parent, index) => {
      const kept = keptParent(earlier?.parents.find(({ id }) => id === parent.id));
      if (kept !== null) return { ...kept, fields: parent.fields };
      const descent = { budget: plan.parents[index] ?? 0, depth: 1, below, isAdapter };
      return parentFacts(parent, descent, {
        hub: clients.hub,
        stored: deps.parents,
        judge: deps.judge ?? metadataJudge(deps.policy),
      });
    }),
  );
}
