import type { components } from "../../generated/api.ts";
import { aCodeRepository, aDataset, aModel, aSpace } from "../local/hub/builders.ts";
import { contentOf, digest } from "../local/hub/content.ts";
import type { GitHubSampleRepository, SampleContent, SampleRepository } from "../local/hub/sample.ts";
import { safetensors } from "../local/hub/samples/weights.ts";
import type { Dice } from "./dice.ts";

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
      return {
        wanted: { kind, type: "model", url: `https://huggingface.co/${id}`, end: "source_not_found", files: null },
      };
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
  return { repository, wanted: { kind, type, url, end, files: digests(repository.files) } };
}

function coded(kind: Kind, code: GitHubSampleRepository): Made {
  const files = code.files.flatMap((file) => ("content" in file ? [file] : []));
  const url = `https://github.com/${code.name}`;
  return { code, wanted: { kind, type: "code", url, end: "completed", files: digests(files) } };
}

const digests = (files: readonly { readonly path: string; readonly content: SampleContent }[]): Map<string, string> =>
  new Map(files.map(({ path, content }) => [path, digest("sha256", contentOf(content))]));
