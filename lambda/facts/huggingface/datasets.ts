/** The datasets that a model declares, as Hugging Face describes them. */

import { asCommit, asObject, asString, asStrings } from "../../../domain/json.ts";
import { isHubId } from "../../../domain/repository-id.ts";
import { absent, type Fact, unknown, value } from "../../../rating/fact.ts";
import type { DatasetFacts, DatasetInfo, JsonObject } from "../../../rating/snapshot.ts";
import type { SourceClient } from "../client.ts";
import { isMissing } from "../missing.ts";
import { fileText, MAX_README_BYTES, repositoryInfo } from "./hub.ts";
import { gating, siblingFiles } from "./model-info.ts";

export interface DatasetDeps {
  readonly hub: SourceClient;
  /** True when this registry holds a completed dataset artifact of this id. */
  readonly isStored: (id: string) => Promise<boolean>;
  /** False leaves the card unread to stay within the request limit. */
  readonly readsCard: boolean;
}

/** An earlier reading of which nothing is missing; null otherwise. */
export const keptDataset = (earlier: DatasetFacts | undefined): DatasetFacts | null =>
  earlier === undefined || isMissing(earlier.info) || isMissing(earlier.card) ? null : earlier;

/** Description and card of one declared dataset: at most two fetches, none for an id that cannot exist. */
export async function datasetFacts(id: string, deps: DatasetDeps): Promise<DatasetFacts> {
  const stored = await deps.isStored(id);
  if (!isHubId(id)) return { id, stored, info: absent, card: absent };
  const raw = await repositoryInfo(deps.hub, "dataset", id, {});
  if (raw.known !== "value") return { id, stored, info: raw, card: raw };
  return { id, stored, info: value(datasetInfo(raw.value)), card: await card(id, raw.value, deps) };
}

function datasetInfo(raw: JsonObject): DatasetInfo {
  return {
    commit: asCommit(raw["sha"]),
    cardData: asObject(raw["cardData"]),
    tags: asStrings(raw["tags"]),
    files: (siblingFiles(raw) ?? []).map(({ path }) => path),
    gated: gating(raw["gated"]),
    private: raw["private"] === true,
    disabled: raw["disabled"] === true,
  };
}

async function card(id: string, raw: JsonObject, { hub, readsCard }: DatasetDeps): Promise<Fact<string>> {
  const files = siblingFiles(raw);
  if (files !== null && !files.some(({ path }) => path === "README.md")) return absent;
  if (!readsCard) return unknown("not_followed", `the card of ${id} is over the request limit of a rating`);
  const named = asString(raw["id"]);
  const repository = named !== null && isHubId(named) ? named : id;
  const commit = asCommit(raw["sha"]);
  if (commit === null) return unknown("malformed", `Hugging Face names no commit of the dataset ${id}`);
  return fileText(hub, { kind: "dataset", repository, commit, path: "README.md", bytes: null }, MAX_README_BYTES);
}
