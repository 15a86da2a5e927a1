/** What a repository says about itself, in the fields of the Hub. */

import type { StoredDescription } from "../../../db/catalogue/descriptions.ts";
import type { JsonObject } from "../../../domain/json.ts";
import { asStrings, asText, asTime } from "../../../domain/json.ts";
import { splitFrontMatter } from "../../../rating/card/front-matter.ts";
import type { ModelInfo } from "../../../rating/snapshot.ts";

export interface Description extends Pick<StoredDescription, "owner" | "verdict"> {
  readonly cardData: JsonObject | null;
  readonly tags: readonly string[];
  readonly pipelineTag: string | null;
  readonly libraryName: string | null;
  readonly config: JsonObject | null;
  readonly safetensors: { readonly parameters: Readonly<Record<string, number>>; readonly total: number } | null;
  /** ISO 8601, null when not known. */
  readonly commitDate: string | null;
}

/** From the README, and of models from what the source said when they were rated. */
export function describe({ readme, info: stored, commitDate, owner, verdict }: StoredDescription): Description {
  const info = stored as ModelInfo | null;
  const cardData = info?.cardData ?? (readme === null ? null : splitFrontMatter(readme).data);
  const parameters = info?.safetensors ?? null;
  return {
    owner,
    verdict,
    cardData,
    tags: info?.tags ?? tagsOf(cardData),
    pipelineTag: info?.pipelineTag ?? asText(cardData?.["pipeline_tag"]),
    libraryName: info?.libraryName ?? asText(cardData?.["library_name"]),
    config: info?.config ?? null,
    safetensors:
      parameters === null
        ? null
        : { parameters, total: Object.values(parameters).reduce((sum, count) => sum + count, 0) },
    commitDate: asTime(commitDate),
  };
}

/** Fields of a card that the Hub turns into tags, and what it puts before each value. */
const TAGGED = {
  license: "license",
  language: "language",
  task_categories: "task_categories",
  base_model: "base_model",
};

function tagsOf(card: JsonObject | null): readonly string[] {
  if (card === null) return [];
  const fields = Object.entries(TAGGED).flatMap(([field, tag]) => asStrings(card[field]).map((one) => `${tag}:${one}`));
  return [...asStrings(card["tags"]), ...fields];
}
