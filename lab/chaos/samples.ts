import type { components } from "../../generated/api.ts";
import { aCodeRepository, aDataset, aModel, aSpace } from "../../local/hub/builders.ts";
import { contentOf, digest } from "../../local/hub/content.ts";
import type { GitHubSampleRepository, SampleContent, SampleRepository } from "../../local/hub/sample.ts";
import { safetensors } from "../../local/hub/samples/weights.ts";
import type { LocalHub } from "../../local/hub.ts";
import type { Dice } from "./faults/random.ts";

type Schemas = components["schemas"];
export type Kind = "good" | "poor" | "gated" | "missing" | "dataset" | "space" | "github" | "shared content" | "large";

/** An artifact to be posted, and what may come of it. */
export interface Wanted {
  readonly kind: Kind;
  readonly type: Schemas["ArtifactType"];
  readonly url: string;
  /** The end that it has without faults. */
  readonly end: "completed" | "rejected" | Schemas["FailureCode"];
  /** SHA-256 by path of what the source holds; null when it can give nothing. */
  readonly files: ReadonlyMap<string, string> | null;
  /** What the source may come to hold in the course of the run; null when it stays as it is. */
  readonly later: Later | null;
}
export interface Later {
  readonly files: ReadonlyMap<string, string>;
  /** Makes the source hold that. */
  appear(hub: Pick<LocalHub, "put" | "commit">): void;
}
export interface SampleWorld {
  readonly repositories: readonly SampleRepository[];
  readonly github: readonly GitHubSampleRepository[];
  readonly wanted: readonly Wanted[];
}

/** Parts of a hundred. */
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
/** What good models are trained on and made with; ratings read it. */
const AROUND = {
  repositories: [aDataset("acme/corpus"), aDataset("acme/reviews")],
  github: [aCodeRepository("acme/clear-bert-code")],
};

/** A world of sample repositories with about the shares above, in an order drawn by the dice. */
export function worldOf(count: number, dice: Dice, largeBytes: number): SampleWorld {
  const kinds = SHARES.flatMap(([kind, share]) =>
    Array<Kind>(Math.max(1, Math.round((share * count) / 100))).fill(kind),
  );
  const repositories: SampleRepository[] = [...AROUND.repositories];
  const github: GitHubSampleRepository[] = [...AROUND.github];
  const wanted = shuffled(kinds, dice)
    .slice(0, Math.max(count, SHARES.length))
    .map((kind, index) => {
      const made = make(kind, index, dice, largeBytes);
      if (made.repository !== undefined) repositories.push(made.repository);
      if (made.code !== undefined) github.push(made.code);
      return made.wanted;
    });
  return { repositories, github, wanted };
}

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(dice.next() * left.length), 1)[0] as T);
}

interface Made {
  readonly wanted: Wanted;
  readonly repository?: SampleRepository;
  readonly code?: GitHubSampleRepository;
}

function make(kind: Kind, index: number, dice: Dice, largeBytes: number): Made {
  const id = `acme/${kind.replaceAll(" ", "-")}-${index}`;
  switch (kind) {
    case "good":
      return hubbed(kind, aModel(id, { weightBytes: Math.floor(dice.between(MIB / 8, 4 * MIB)) }), "completed");
    case "large":
      return hubbed(kind, aModel(id, { weightBytes: largeBytes }), "completed");
    case "shared content":
      return hubbed(
        kind,
        aModel(id, { weights: [{ path: "model.safetensors", content: SHARED_WEIGHTS }] }),
        "completed",
      );
    case "poor":
      return hubbed(kind, aModel(id, { readme: null, license: null, tokenizer: null, weightBytes: MIB }), "rejected");
    case "gated":
      return hubbed(kind, aModel(id, { gated: "manual" }), "source_gated");
    case "missing":
      return missing(id);
    case "dataset":
      return hubbed(kind, aDataset(id, { dataBytes: Math.floor(dice.between(MIB / 16, 3 * MIB)) }), "completed");
    case "space":
      return hubbed(kind, aSpace(id), "completed");
    case "github":
      return coded(kind, aCodeRepository(id));
  }
}

const PREFIX = { model: "", dataset: "datasets/", space: "spaces/" } as const;

function hubbed(kind: Kind, repository: SampleRepository, end: Wanted["end"]): Made {
  const type = repository.kind === "space" ? "code" : repository.kind;
  const url = `https://huggingface.co/${PREFIX[repository.kind]}${repository.id}`;
  const files = digests(repository.files);
  const later = end === "completed" ? grown(repository, files) : null;
  return { repository, wanted: { kind, type, url, end, files, later } };
}

/** A commit to the main branch that brings in one file more. */
function grown({ kind, id }: SampleRepository, files: ReadonlyMap<string, string>): Later {
  const news = { path: "notes/news.md", content: `What is new in ${id}.\n` };
  return {
    files: new Map([...files, ...digests([news])]),
    appear: (hub) => void hub.commit(kind, id, { files: [news], title: "Tell the news" }),
  };
}

/** A repository that is published only after its link was posted. */
function missing(id: string): Made {
  const repository = aModel(id, { weightBytes: MIB });
  const later = { files: digests(repository.files), appear: (hub: Pick<LocalHub, "put">) => hub.put(repository) };
  const url = `https://huggingface.co/${id}`;
  return { wanted: { kind: "missing", type: "model", url, end: "source_not_found", files: null, later } };
}

function coded(kind: Kind, code: GitHubSampleRepository): Made {
  const files = code.files.flatMap((file) => ("content" in file ? [file] : []));
  const url = `https://github.com/${code.name}`;
  return { code, wanted: { kind, type: "code", url, end: "completed", files: digests(files), later: null } };
}

const digests = (files: readonly { readonly path: string; readonly content: SampleContent }[]): Map<string, string> =>
  new Map(files.map(({ path, content }) => [path, digest("sha256", contentOf(content))]));
