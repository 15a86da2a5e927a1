import type { components } from "../../generated/api.ts";
import { aCodeRepository, aDataset, aModel, aSpace } from "../../local/hub/builders.ts";
import { contentOf, digest } from "../../local/hub/content.ts";
import type { GitHubSampleRepository, SampleContent, SampleRepository } from "../../local/hub/sample.ts";
import { safetensors } from "../../local/hub/samples/weights.ts";
import type { LocalHub } from "../../local/hub.ts";
import type { Random } from "./faults/random.ts";

type Schemas = components["schemas"];
export type Kind = "good" | "poor" | "gated" | "missing" | "dataset" | "space" | "github" | "shared content" | "large";

/** A link to post, and its expected outcome. */
export interface Sample {
  readonly kind: Kind;
  readonly type: Schemas["ArtifactType"];
  readonly url: string;
  /** The outcome without faults. */
  readonly outcome: "completed" | "rejected" | Schemas["FailureCode"];
  /** SHA-256 by path of the source's files; null when the source serves none. */
  readonly files: ReadonlyMap<string, string> | null;
  /** A later revision of the source; null when it never changes. */
  readonly later: LaterRevision | null;
}
export interface LaterRevision {
  readonly files: ReadonlyMap<string, string>;
  publish(hub: Pick<LocalHub, "put" | "commit">): void;
}
export interface SampleWorld {
  readonly repositories: readonly SampleRepository[];
  readonly github: readonly GitHubSampleRepository[];
  readonly samples: readonly Sample[];
}

/** Percent of the artifacts. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ["good", 18],
  ["poor", 12],
  ["gated", 8],
  ["missing", 8],
  ["dataset", 14],
  ["space", 10],
  ["github", 10],
  ["shared content", 12],
  ["large", 8],
];
const MIB = 1024 * 1024;
const SHARED_WEIGHTS = safetensors(9 * MIB, 4_711);
/** Datasets and code that the good models name; their ratings read them. */
const LINKED = {
  repositories: [aDataset("acme/corpus"), aDataset("acme/reviews")],
  github: [aCodeRepository("acme/clear-bert-code")],
};

/** Sample repositories with about the shares above, in random order. */
export function worldOf(count: number, random: Random, largeBytes: number): SampleWorld {
  const kinds = SHARES.flatMap(([kind, share]) =>
    Array<Kind>(Math.max(1, Math.round((share * count) / 100))).fill(kind),
  );
  const repositories: SampleRepository[] = [...LINKED.repositories];
  const github: GitHubSampleRepository[] = [...LINKED.github];
  const samples = shuffled(kinds, random)
    .slice(0, Math.max(count, SHARES.length))
    .map((kind, index) => {
      const made = make(kind, index, random, largeBytes);
      if (made.repository !== undefined) repositories.push(made.repository);
      if (made.code !== undefined) github.push(made.code);
      return made.sample;
    });
  return { repositories, github, samples };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const remaining = [...items];
  return items.map(() => remaining.splice(Math.floor(random.next() * remaining.length), 1)[0] as T);
}

interface Made {
  readonly sample: Sample;
  readonly repository?: SampleRepository;
  readonly code?: GitHubSampleRepository;
}

function make(kind: Kind, index: number, random: Random, largeBytes: number): Made {
  const id = `acme/${kind.replaceAll(" ", "-")}-${index}`;
  switch (kind) {
    case "good":
      return onHub(kind, aModel(id, { weightBytes: Math.floor(random.between(MIB / 8, 4 * MIB)) }), "completed");
    case "large":
      return onHub(kind, aModel(id, { weights: shards(largeBytes, index) }), "completed");
    case "shared content":
      return onHub(
        kind,
        aModel(id, { weights: [{ path: "model.safetensors", content: SHARED_WEIGHTS }] }),
        "completed",
      );
    case "poor":
      return onHub(kind, aModel(id, { readme: null, license: null, tokenizer: null, weightBytes: MIB }), "rejected");
    case "gated":
      return onHub(kind, aModel(id, { gated: "manual" }), "source_gated");
    case "missing":
      return missing(id);
    case "dataset":
      return onHub(kind, aDataset(id, { dataBytes: Math.floor(random.between(MIB / 16, 3 * MIB)) }), "completed");
    case "space":
      return onHub(kind, aSpace(id), "completed");
    case "github":
      return onGitHub(kind, aCodeRepository(id));
  }
}

/** Weights in several files, which several functions move. */
const shards = (bytes: number, seed: number) =>
  [1, 2, 3].map((number) => ({
    path: `model-0000${number}-of-00003.safetensors`,
    content: safetensors(Math.floor(bytes / 3), 10 * seed + number),
  }));

const PREFIX = { model: "", dataset: "datasets/", space: "spaces/" } as const;

function onHub(kind: Kind, repository: SampleRepository, outcome: Sample["outcome"]): Made {
  const type = repository.kind === "space" ? "code" : repository.kind;
  const url = `https://huggingface.co/${PREFIX[repository.kind]}${repository.id}`;
  const files = digests(repository.files);
  const later = outcome === "completed" ? extended(repository, files) : null;
  return { repository, sample: { kind, type, url, outcome, files, later } };
}

/** A commit to the main branch that adds one file. */
function extended({ kind, id }: SampleRepository, files: ReadonlyMap<string, string>): LaterRevision {
  const news = { path: "notes/news.md", content: `What is new in ${id}.\n` };
  return {
    files: new Map([...files, ...digests([news])]),
    publish: (hub) => void hub.commit(kind, id, { files: [news], title: "Tell the news" }),
  };
}

/** A repository that is published only after its link was posted. */
function missing(id: string): Made {
  const repository = aModel(id, { weightBytes: MIB });
  const later = { files: digests(repository.files), publish: (hub: Pick<LocalHub, "put">) => hub.put(repository) };
  const url = `https://huggingface.co/${id}`;
  return { sample: { kind: "missing", type: "model", url, outcome: "source_not_found", files: null, later } };
}

function onGitHub(kind: Kind, code: GitHubSampleRepository): Made {
  const files = code.files.flatMap((file) => ("content" in file ? [file] : []));
  const url = `https://github.com/${code.name}`;
  return { code, sample: { kind, type: "code", url, outcome: "completed", files: digests(files), later: null } };
}

const digests = (files: readonly { readonly path: string; readonly content: SampleContent }[]): Map<string, string> =>
  new Map(files.map(({ path, content }) => [path, digest("sha256", contentOf(content))]));
