import type { Commit } from "../../git/history.ts";
import { type Call, isOn } from "../../http/call.ts";
import { json, type Reply } from "../../http/reply.ts";
import type { RepositoryKind } from "../../sample.ts";
import { refusal } from "../refusals.ts";
import type { HubRepository } from "../repository.ts";
import type { Site } from "../site.ts";
import { type CardData, cardDataOf, configSummary, strings, tagsOf, textIn } from "./card.ts";
import { safetensorsSummary } from "./safetensors.ts";
import { securityOf } from "./security.ts";
import { visibleLfs } from "./tree.ts";

type Facts = Record<string, unknown>;

/** Properties that an answer has only when `expand` asks for them. */
const onRequest = ["downloadsAllTime", "trendingScore", "baseModels", "childrenModelCount", "xetEnabled", "mainSize"];

/** Properties that `expand` knows although this hub has nothing to tell about them. */
const unheld: Readonly<Record<RepositoryKind, readonly string[]>> = {
  model: ["evalResults", "gguf", "inference", "inferenceProviderMapping", "mask_token", "resourceGroup", "widgetData"],
  dataset: ["citation", "paperswithcode_id", "resourceGroup"],
  space: ["region", "resourceGroup"],
};

function siblings(call: Call, site: Site, repository: HubRepository, commit: Commit): Facts[] {
  const blobs = isOn(call.query.get("blobs"));
  return [...commit.tree.entries.values()].map((entry) => {
    if (!blobs) return { rfilename: entry.path };
    const lfs = visibleLfs(call, site, repository, entry);
    const sha = lfs === null ? {} : { lfs: { sha256: lfs.oid, size: lfs.size, pointerSize: lfs.pointerSize } };
    return { rfilename: entry.path, size: entry.content.bytes, blobId: entry.oid, ...sha };
  });
}

function shared(call: Call, site: Site, repository: HubRepository, commit: Commit): Facts {
  const { sample } = repository;
  const downloads = sample.downloads ?? 12;
  const first = [...(sample.commits ?? [])].map((one) => new Date(one.date).toISOString()).sort()[0];
  return {
    author: repository.namespace || undefined,
    sha: commit.id,
    lastModified: commit.date,
    createdAt: first ?? "2025-06-02T09:00:00.000Z",
    private: sample.private ?? false,
    gated: sample.gated ?? false,
    disabled: sample.disabled ?? false,
    downloads,
    downloadsAllTime: downloads * 10,
    likes: sample.likes ?? 3,
    trendingScore: 0,
    usedStorage: repository.usedStorage,
    siblings: siblings(call, site, repository, commit),
    xetEnabled: site.xetHeaders,
  };
}

function libraryOf(card: CardData | null, commit: Commit): string | null {
  const named = strings(card?.["library_name"])[0];
  return named ?? (commit.tree.entries.has("config.json") ? "transformers" : null);
}

function lineage(site: Site, repository: HubRepository, card: CardData | null): Facts {
  const parents = strings(card?.["base_model"]);
  const relation = card?.["base_model_relation"] ?? "finetune";
  const models = parents.map((id) => ({ _id: site.world.find("model", id)?.objectId, id }));
  const counts: Record<string, number> = {};
  for (const other of site.world.all("model")) {
    const theirs = cardDataOf(other.head.tree);
    if (!strings(theirs?.["base_model"]).includes(repository.id)) continue;
    const how = String(theirs?.["base_model_relation"] ?? "finetune");
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return { baseModels: parents.length === 0 ? null : { relation, models }, childrenModelCount: counts };
}

function modelFacts(site: Site, repository: HubRepository, commit: Commit, card: CardData | null): Facts {
  const library = libraryOf(card, commit);
  const config = configSummary(commit.tree);
  const architecture = strings(config?.["architectures"])[0];
  const pipeline = strings(card?.["pipeline_tag"])[0];
  return {
    modelId: repository.id,
    pipeline_tag: pipeline,
    library_name: library ?? undefined,
    tags: tagsOf(card, commit.tree, library),
    cardData: card ?? undefined,
    "model-index": card?.["model-index"] ?? null,
    config: config ?? undefined,
    transformersInfo:
      library === "transformers" && architecture !== undefined
        ? { auto_model: autoModel(architecture), pipeline_tag: pipeline, ...processorOf(commit) }
        : undefined,
    safetensors: safetensorsSummary(commit.tree) ?? undefined,
    spaces: site.world
      .all("space")
      .filter((space) => usesModel(space, repository.id))
      .map((space) => space.id),
    ...lineage(site, repository, card),
  };
}

const processorOf = ({ tree }: Commit) =>
  tree.entries.has("tokenizer_config.json") ? { processor: "AutoTokenizer" } : {};
const autoModel = (architecture: string): string => `AutoModel${/For[A-Z]\w*$/.exec(architecture)?.[0] ?? ""}`;
const usesModel = (space: HubRepository, id: string): boolean =>
  strings(cardDataOf(space.head.tree)?.["models"]).includes(id);

function datasetFacts(commit: Commit, card: CardData | null): Facts {
  const prose = (textIn(commit.tree, "README.md") ?? "").replace(/^---[\s\S]*?\n---\n/, "");
  const description = prose
    .replaceAll(/^#.*$/gm, "")
    .trim()
    .split(/\n\s*\n/)[0]
    ?.slice(0, 500);
  const data = [...commit.tree.entries.values()].filter((one) => /\.(parquet|csv|jsonl?|arrow)$/.test(one.path));
  const mainSize = data.reduce((sum, one) => sum + one.content.bytes, 0);
  return { tags: tagsOf(card, commit.tree, null), cardData: card ?? undefined, description, mainSize };
}

function spaceFacts(site: Site, repository: HubRepository, commit: Commit, card: CardData | null): Facts {
  const subdomain = repository.id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return {
    tags: tagsOf(card, commit.tree, null),
    cardData: card ?? undefined,
    sdk: card?.["sdk"],
    subdomain,
    host: `${site.endpoint.replace("://", `://${subdomain}.`)}`,
    runtime: { stage: "RUNNING", hardware: { current: "cpu-basic", requested: "cpu-basic" }, replicas: { current: 1 } },
    models: strings(card?.["models"]),
    datasets: strings(card?.["datasets"]),
  };
}

function factsOf(call: Call, site: Site, repository: HubRepository, commit: Commit): Facts {
  const card = cardDataOf(commit.tree);
  const common = shared(call, site, repository, commit);
  const { kind } = repository.sample;
  if (kind === "model") return { ...common, ...modelFacts(site, repository, commit, card) };
  if (kind === "dataset") return { ...common, ...datasetFacts(commit, card) };
  return { ...common, ...spaceFacts(site, repository, commit, card) };
}

/** The info endpoint: everything by default, or only what `expand` names. */
export function info(call: Call, site: Site, repository: HubRepository, commit: Commit): Reply {
  const identity = { _id: repository.objectId, id: repository.id };
  const facts = factsOf(call, site, repository, commit);
  const asked = [...call.query.getAll("expand"), ...call.query.getAll("expand[]")];
  const { kind } = repository.sample;
  if (asked.length > 0) {
    const allowed = [...Object.keys(facts).filter((name) => name !== "modelId"), ...unheld[kind]].sort();
    const unknown = asked.find((name) => !allowed.includes(name));
    if (unknown !== undefined) throw refusal("malformed", `"expand" must be one of [${allowed.join(", ")}]`);
    return json({ ...identity, ...Object.fromEntries(asked.map((name) => [name, facts[name]])) });
  }
  for (const name of onRequest) delete facts[name];
  const security = kind === "model" && isOn(call.query.get("securityStatus"));
  return json({ ...identity, ...facts, ...(security ? { securityRepoStatus: securityOf(repository) } : {}) });
}
