/** Reads the Hub's description of a model field by field; a field of a wrong type counts as missing. */

import { asCount, asList, asObject, asString, asStrings, asTime } from "../../../domain/json.ts";
import { type Fact, unknown, value } from "../../../rating/fact.ts";
import type { Gating, ModelInfo, SecurityScan } from "../../../rating/snapshot.ts";
import type { SourceClient } from "../client.ts";
import { repositoryInfo } from "./hub.ts";

export interface Described {
  readonly info: Fact<ModelInfo>;
  /** The answer that it was read from, as it came. */
  readonly raw: unknown;
}

/**
 * Uses the given description if it includes the security scan, else requests one that does. If that fails, the given
 * description is used without the scan.
 */
export async function describeModel(
  hub: SourceClient,
  repository: string,
  commit: string,
  given: unknown,
): Promise<Described> {
  const held = asObject(given);
  if (held !== null && held["securityRepoStatus"] !== undefined) return { info: modelInfo(held), raw: held };
  const asked = await repositoryInfo(hub, "model", repository, { revision: commit, query: "securityStatus=true" });
  if (asked.known === "value") return { info: modelInfo(asked.value), raw: asked.value };
  return held === null ? { info: asked, raw: null } : { info: modelInfo(held), raw: held };
}

/** Facts from the response of `GET /api/models/{id}`; every field is optional. */
export function modelInfo(raw: unknown): Fact<ModelInfo> {
  const info = asObject(raw);
  if (info === null) return unknown("malformed", "Hugging Face's description of the model is not an object");
  return value({
    cardData: asObject(info["cardData"]),
    tags: asStrings(info["tags"]),
    pipelineTag: asString(info["pipeline_tag"]),
    libraryName: asString(info["library_name"]),
    config: asObject(info["config"]),
    baseModels: baseModelIds(info["baseModels"]),
    safetensors: elementCounts(info["safetensors"]),
    gguf: asObject(info["gguf"]),
    modelIndex: info["model-index"] ?? null,
    evalResults: info["evalResults"] ?? null,
    gated: gating(info["gated"]),
    private: info["private"] === true,
    disabled: info["disabled"] === true,
    likes: asCount(info["likes"]),
    downloads: asCount(info["downloads"]),
    security: securityScan(info["securityRepoStatus"]),
  });
}

export function gating(it: unknown): Gating {
  if (it === true) return "manual";
  return it === "auto" || it === "manual" ? it : false;
}

/** `{relation, models: [{id}]}`, a list of such entries, or plain ids. */
function baseModelIds(it: unknown): readonly string[] {
  const listed = asObject(it)?.["models"] ?? it;
  const ids = asList(listed).map((entry) => asString(entry) ?? asString(asObject(entry)?.["id"]));
  return [...new Set(ids.filter((id): id is string => id !== null))];
}

/** `{parameters: {F32: 123}, total}`: elements, not bytes. */
function elementCounts(it: unknown): Readonly<Record<string, number>> | null {
  const parameters = asObject(asObject(it)?.["parameters"]);
  if (parameters === null) return null;
  const counts = Object.entries(parameters).flatMap(([dtype, held]) => {
    const count = asCount(held);
    return count === null ? [] : [[dtype, count] as const];
  });
  return counts.length === 0 ? null : Object.fromEntries(counts);
}

function securityScan(it: unknown): SecurityScan | null {
  const status = asObject(it);
  if (status === null) return null;
  const filesWithIssues = asList(status["filesWithIssues"]).flatMap((entry) => {
    const path = asString(asObject(entry)?.["path"]);
    const level = asString(asObject(entry)?.["level"]);
    return path === null || level === null ? [] : [{ path, level }];
  });
  return { scansDone: status["scansDone"] === true, filesWithIssues };
}

/** Paths and sizes from `siblings`; sizes are there only when they were requested. */
export function siblingFiles(raw: unknown): readonly { readonly path: string; readonly bytes: number | null }[] | null {
  const siblings = asObject(raw)?.["siblings"];
  if (!Array.isArray(siblings)) return null;
  return siblings.flatMap((entry) => {
    const path = asString(asObject(entry)?.["rfilename"]);
    return path === null ? [] : [{ path, bytes: asCount(asObject(entry)?.["size"]) }];
  });
}

/** The time of the described commit, null when the answer does not say. */
export const lastModified = (raw: unknown): string | null => asTime(asObject(raw)?.["lastModified"]);
