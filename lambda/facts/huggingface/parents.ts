/** The models that a model was made from: rated by this registry, else judged from their metadata. */

import { asCommit, asString, asStrings } from "../../../domain/json.ts";
import { isHubId, sameId } from "../../../domain/repository-id.ts";
import { cardFact, codeLink, declaredDatasets, declaredParents, metadataFact } from "../../../rating/card/declared.ts";
import { absent, type Fact, orNull, type Unknown, unknown, value } from "../../../rating/fact.ts";
import { type Policy, policy } from "../../../rating/policy.ts";
import { rate } from "../../../rating/rate.ts";
import type {
  JsonObject,
  ModelInfo,
  ParentFacts,
  ParentField,
  ParentRating,
  Snapshot,
  TreeFile,
} from "../../../rating/snapshot.ts";
import { weightSet } from "../../../rating/weights/weight-set.ts";
import type { SourceClient } from "../client.ts";
import { isMissing } from "../missing.ts";
import { shares } from "../plan.ts";
import { fileText, MAX_README_BYTES, repositoryInfo } from "./hub.ts";
import { evaluationFiles, licenseFiles } from "./model-files.ts";
import { lastModified, modelInfo, siblingFiles } from "./model-info.ts";

/** Generations above the rated model that are read. */
const MAX_DEPTH = 3;

/** Net score of a parent's snapshot, made from metadata alone; null when too little of it is known to say. */
export type Judge = (snapshot: Snapshot) => number | null;

export interface ParentDeps {
  readonly hub: SourceClient;
  /** Net score of the registry's own rating of a Hub id, null when it has none. */
  readonly stored: (repository: string) => Promise<number | null>;
  readonly judge: Judge;
}

export interface Declared {
  readonly id: string;
  readonly fields: readonly ParentField[];
}

export interface Descent {
  /** Requests that may be spent on this parent and its ancestors. */
  readonly budget: number;
  /** 1 for a parent of the rated model. */
  readonly depth: number;
  /** Ids between the rated model and this one, lower case. */
  readonly below: readonly string[];
  /** True when the rated model is an adapter, which is as large as itself and its base. */
  readonly isAdapter: boolean;
}

/** An earlier reading of which nothing is missing; null otherwise. */
export const keptParent = (earlier: ParentFacts | undefined): ParentFacts | null =>
  earlier === undefined || [earlier.rating, earlier.licenses, earlier.weightBytes].some(isMissing) ? null : earlier;

/** One description of the parent; its README and ancestors only when the registry has no rating of it. */
export async function parentFacts(declared: Declared, descent: Descent, deps: ParentDeps): Promise<ParentFacts> {
  const { id } = declared;
  const refused = notFollowed(id, descent);
  if (refused !== null) return everywhere(declared, refused);
  const net = await deps.stored(id);
  const stored: Fact<ParentRating> | null = net === null ? null : value({ net, basis: "stored" });
  if (!isHubId(id)) return everywhere(declared, absent, stored);
  if (descent.budget < 1)
    return everywhere(declared, unknown("not_followed", `${id} is over the request limit of a rating`), stored);
  const raw = await repositoryInfo(deps.hub, "model", id, { query: "blobs=true" });
  if (raw.known !== "value") return everywhere(declared, raw, stored);
  const snapshot = await described(
    id,
    raw.value,
    { ...descent, budget: descent.budget - 1, isRated: stored !== null },
    deps,
  );
  return {
    ...declared,
    rating: stored ?? ratingOf(snapshot, deps.judge),
    licenses: licensesOf(snapshot),
    weightBytes: descent.isAdapter
      ? parentWeightBytes(snapshot)
      : unknown("not_followed", "the size of a parent counts for adapters only"),
  };
}

function notFollowed(id: string, { depth, below }: Descent): Unknown | null {
  if (below.some((other) => sameId(other, id))) return unknown("not_followed", `${id} is an ancestor of itself`);
  return depth > MAX_DEPTH ? unknown("not_followed", `${id} is more than ${MAX_DEPTH} generations away`) : null;
}

const everywhere = (
  declared: Declared,
  fact: Unknown | typeof absent,
  stored: Fact<ParentRating> | null = null,
): ParentFacts => ({
  ...declared,
  rating: stored ?? fact,
  licenses: fact,
  weightBytes: fact,
});

/** A transient fault makes the rating unknown: without what it hides, the parent would be judged too low. */
function ratingOf(parent: Snapshot, judge: Judge): Fact<ParentRating> {
  const hidden = [parent.readme, ...parent.parents.map(({ rating }) => rating)].find(isMissing);
  if (hidden?.known === "unknown") return hidden;
  const net = judge(parent);
  return net === null
    ? unknown("not_followed", `the metadata of ${parent.repository} alone says too little for a rating`)
    : value({ net, basis: "metadata" });
}

/** The parent as its description, its README and its own parents describe it. */
async function described(
  id: string,
  raw: JsonObject,
  { isRated, ...descent }: Descent & { readonly isRated: boolean },
  deps: ParentDeps,
): Promise<Snapshot> {
  const info = modelInfo(raw);
  const commit = asCommit(raw["sha"]) ?? "";
  const tree = siblingFiles(raw) ?? [];
  const spare = isRated ? 0 : descent.budget;
  const repository = asString(raw["id"]) ?? id;
  const place = { repository: isHubId(repository) ? repository : id, commit, tree };
  const readme = await parentReadme(deps.hub, place, spare);
  const parents = isRated
    ? []
    : await ancestors({ repository: id, info, readme }, { ...descent, budget: Math.max(0, spare - 1) }, deps);
  return metadataSnapshot({ repository, commit, commitDate: lastModified(raw) ?? "", info, tree, readme, parents });
}

async function parentReadme(
  hub: SourceClient,
  { repository, commit, tree }: Pick<ParentMetadata, "repository" | "commit" | "tree">,
  budget: number,
): Promise<Fact<string>> {
  const file = tree.find(({ path }) => path === "README.md");
  if (file === undefined) return absent;
  if (budget < 1 || commit === "") return unknown("not_followed", `the README of ${repository} was not asked for`);
  return fileText(hub, { kind: "model", repository, commit, ...file }, MAX_README_BYTES);
}

async function ancestors(
  parent: Pick<ParentMetadata, "repository" | "info" | "readme">,
  descent: Descent,
  deps: ParentDeps,
): Promise<readonly ParentFacts[]> {
  const declared = declaredParents({ ...parent, configs: {} });
  const budgets = shares(descent.budget, declared.length);
  const below = [...descent.below, parent.repository.toLowerCase()];
  const follow = (one: Declared, index: number) =>
    parentFacts(one, { depth: descent.depth + 1, below, budget: budgets[index] ?? 0, isAdapter: false }, deps);
  return Promise.all(declared.map(follow));
}

/** Licence ids as the metadata or the computed tags state them. */
function licensesOf(snapshot: Snapshot): Fact<readonly string[]> {
  const metadata = metadataFact(snapshot);
  const stated = metadata.known === "value" ? asStrings(metadata.value["license"]) : [];
  if (stated.length > 0) return value(stated);
  const tags = snapshot.info.known === "value" ? snapshot.info.value.tags : [];
  const tagged = tags.filter((tag) => tag.startsWith("license:")).map((tag) => tag.slice("license:".length));
  return tagged.length > 0 ? value(tagged) : absent;
}

interface ParentMetadata {
  readonly repository: string;
  readonly commit: string;
  /** ISO 8601, empty when the Hub does not say. */
  readonly commitDate: string;
  readonly info: Fact<ModelInfo>;
  readonly tree: readonly TreeFile[];
  readonly readme: Fact<string>;
  readonly parents: readonly ParentFacts[];
}

/** A snapshot of a parent for a rating from metadata alone: what was not asked for is unknown, and never absent. */
function metadataSnapshot(parent: ParentMetadata): Snapshot {
  const unread = unknown("not_followed", "only the metadata of a parent is read");
  const { repository, info, tree, readme } = parent;
  const declaring = { repository, info, readme, configs: {} };
  const datasets = declaredDatasets(declaring, policy);
  const link = codeLink(declaring, orNull(cardFact(readme, policy)), policy);
  return {
    schema: 2,
    repository,
    commit: parent.commit,
    commitDate: parent.commitDate,
    gatheredAt: parent.commitDate,
    waits: {},
    info,
    tree: value(tree),
    readme,
    configs: Object.fromEntries(
      tree.filter(({ path }) => /^[^/]*config\.json$/.test(path)).map(({ path }) => [path, unread]),
    ),
    shardIndexes: {},
    licenseFiles: Object.fromEntries(licenseFiles(tree).map(({ path }) => [path, unread])),
    licenseLink: unread,
    evaluations: evaluationFiles(tree).length === 0 ? absent : unread,
    commits: unread,
    owner: unread,
    datasets: datasets.map((id) => ({ id, stored: false, info: unread, card: unread })),
    parents: parent.parents,
    ownCode: unread,
    code: linkOf(readme, link, unread),
  };
}

function linkOf(readme: Fact<string>, link: ReturnType<typeof codeLink>, unread: Unknown): Snapshot["code"] {
  if (link === null) return readme.known === "unknown" ? readme : absent;
  return value({ ...link, facts: unread, tree: unread, files: unread, contributors: unread, history: unread });
}

/** Bytes of one complete weight set of a parent, by its file list. */
function parentWeightBytes(parent: Snapshot): Fact<number> {
  if (parent.tree.known !== "value") return parent.tree;
  const set = weightSet(parent.tree.value);
  if (set === null) return absent;
  const sizes = set.files.map(({ bytes }) => bytes);
  const known = sizes.filter((bytes) => bytes !== null);
  return known.length < sizes.length
    ? unknown("malformed", `the file list of ${parent.repository} has no sizes`)
    : value(known.reduce((sum, bytes) => sum + bytes, 0));
}

/**
 * Rates a parent from its metadata with the metrics themselves. What was not read counts as unknown, so the result stays
 * near neutral while the metadata says little.
 */
export const metadataJudge =
  (rules: Policy): Judge =>
  (parent) =>
    rate(parent, { policy: rules, threshold: rules.net.threshold, strict: false, clock: () => 0 }).net;
