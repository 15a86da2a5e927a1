import { aCodeRepository, aDataset, aModel, aSpace } from "./builders.ts";
import type { GitHubSampleRepository, SampleOrganization, SampleRepository } from "./sample.ts";
import { pickledWeights } from "./samples/weights.ts";

export interface SampleWorld {
  readonly repositories: readonly SampleRepository[];
  readonly organizations: readonly SampleOrganization[];
  readonly github: readonly GitHubSampleRepository[];
}

/**
 * A small world for trying things out: two models that a careful reader would take, one that nobody should, the
 * datasets and the code behind them, and a space. Nothing is read or downloaded; sizes are in bytes.
 */
export function sampleRepositories(options: { readonly weightBytes?: number } = {}): SampleWorld {
  const { weightBytes = 48_000_000 } = options;
  return {
    organizations: [
      {
        name: "acme",
        fullname: "Acme",
        members: ["anna-lind", "chidi-okafor", "elise-moreau", "jo-berg", "mira-sato"],
      },
    ],
    repositories: [
      aModel("acme/clear-bert", { weightBytes, downloads: 18_200, likes: 64 }),
      aModel("acme/clear-bert-finetuned", { weightBytes, baseModel: "acme/clear-bert", downloads: 940, likes: 11 }),
      aModel("someone/test-upload", {
        readme: null,
        license: null,
        tokenizer: null,
        weights: [{ path: "pytorch_model.bin", content: pickledWeights(Math.floor(weightBytes / 4), 7) }],
        commits: [{ authors: ["someone"], title: "upload", date: "2025-08-01T22:14:00Z" }],
        downloads: 2,
        likes: 0,
      }),
      aDataset("acme/corpus", { dataBytes: 6_000_000 }),
      aDataset("acme/reviews"),
      aSpace("acme/plain-space"),
    ],
    github: [aCodeRepository("acme/clear-bert-code")],
  };
}
