/**
 * Everything the metrics read about one model at one commit, frozen. Plain JSON: it is stored with the rating
 * and can be rated again under another policy without a single request. Fetchers fill it and never score;
 * metrics read it and never fetch. Lists may come in any order: metrics sort what they use.
 */
import type { Json, JsonObject } from "../domain/json.ts";
import type { Fact } from "./fact.ts";
import type { CodeFiles, LinkedRepository } from "./snapshot-code.ts";

export type { Json, JsonObject } from "../domain/json.ts";
export type { ChangedFile, CodeFiles, Commit, LinkedRepository, Person, PullRequest } from "./snapshot-code.ts";

export interface Snapshot {
  /** Version of this shape. */
  readonly schema: 2;
  /** Canonical Hub id as the source returned it: "owner/name", or "name" for a legacy id. */
  readonly repository: string;
  /** 40-hex commit that is rated. */
  readonly commit: string;
  /** ISO 8601 time of that commit: "now" for every time window. */
  readonly commitDate: string;
  /** ISO 8601 time of gathering; information only, never scored nor hashed. */
  readonly gatheredAt: string;
  /** Seconds waited for each group of facts; goes into latencies only. A missing group counts as 0. */
  readonly waits: Readonly<Partial<Record<FactGroup, number>>>;

  readonly info: Fact<ModelInfo>;
  /** Every file of the commit, all pages. */
  readonly tree: Fact<readonly TreeFile[]>;
  /** README.md as text, front matter included. Absent when the repository has none. */
  readonly readme: Fact<string>;
  /**
   * Parsed JSON of small configuration files by path: config.json, adapter_config.json, model_index.json,
   * modules.json, generation_config.json. A path that the tree lacks may be left out (same as absent).
   */
  readonly configs: Readonly<Record<string, Fact<JsonObject>>>;
  /** Shard indexes (`*.safetensors.index.json`, `*.bin.index.json`) by path; left out when the tree has none. */
  readonly shardIndexes: Readonly<Record<string, Fact<ShardIndex>>>;
  /** Texts of the top-level licence files (LICENSE, MODEL_LICENSE.md, COPYING …) by path; empty when there are none. */
  readonly licenseFiles: Readonly<Record<string, Fact<string>>>;
  /** The text behind the card's `license_link`. Absent without a link, and when it names one of `licenseFiles`. */
  readonly licenseLink: Fact<TextFile>;
  /** Every `.eval_results/*.yaml` file. Absent when the tree has none. */
  readonly evaluations: Fact<readonly TextFile[]>;
  /** Commits of the Hub repository, newest first, at most two pages. */
  readonly commits: Fact<readonly HubCommit[]>;
  /** Who owns the namespace. Absent for a legacy id without a namespace. */
  readonly owner: Fact<Owner>;
  /** One entry for each id of `declaredDatasets` in declared.ts, in that order, at most five. */
  readonly datasets: readonly DatasetFacts[];
  /** One entry for each id of `declaredParents` in declared.ts, in that order. */
  readonly parents: readonly ParentFacts[];
  /**
   * Source code kept inside the model repository (*.py, notebooks and the like) with the files that go with
   * it. Absent when the tree has no source file.
   */
  readonly ownCode: Fact<CodeFiles>;
  /** The GitHub repository found by `codeLink` in declared.ts. Absent when nothing is linked. */
  readonly code: Fact<LinkedRepository>;
}

/** Facts that are fetched together; a metric waits for the groups it needs. */
export type FactGroup =
  | "info"
  | "tree"
  | "readme"
  | "configs"
  | "license"
  | "evaluations"
  | "commits"
  | "owner"
  | "datasets"
  | "parents"
  | "ownCode"
  | "code";

/** `GET /api/models/{id}/revision/{commit}`; null where the key is missing. */
export interface ModelInfo {
  /** The card's front matter as the Hub parsed it. */
  readonly cardData: JsonObject | null;
  readonly tags: readonly string[];
  readonly pipelineTag: string | null;
  readonly libraryName: string | null;
  /** The Hub's excerpt of config.json: architectures, model_type, auto_map and so on. */
  readonly config: JsonObject | null;
  /** Ids from the expanded key baseModels; empty when it is missing. */
  readonly baseModels: readonly string[];
  /** Element counts by dtype name ("F32", "BF16" …). */
  readonly safetensors: Readonly<Record<string, number>> | null;
  readonly gguf: JsonObject | null;
  /** The key "model-index" as it came. */
  readonly modelIndex: Json;
  /** The expanded key evalResults as it came. */
  readonly evalResults: Json;
  readonly gated: Gating;
  readonly private: boolean;
  readonly disabled: boolean;
  /** Information only: neither may change a score. */
  readonly likes: number | null;
  readonly downloads: number | null;
  /** securityRepoStatus; null when the Hub sent none. */
  readonly security: SecurityScan | null;
}

/** false: open to all; "auto": granted on request; "manual": granted by a person. */
export type Gating = false | "auto" | "manual";

export interface SecurityScan {
  /** false means that the scan has not ended: nothing is known, the repository is not clean. */
  readonly scansDone: boolean;
  readonly filesWithIssues: readonly { readonly path: string; readonly level: string }[];
}

export interface TreeFile {
  readonly path: string;
  /** Size of the content (the LFS object's, not its pointer's); null when the source sent none. */
  readonly bytes: number | null;
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface ShardIndex {
  /** Distinct file names of weight_map, relative to the folder of the index. */
  readonly files: readonly string[];
}

export interface HubCommit {
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  /** Hub user names; "system" and bots included, they are dropped by the metric. */
  readonly authors: readonly string[];
}

export interface Owner {
  readonly name: string;
  readonly isOrganisation: boolean;
  /** Members of the organisation; null when the Hub does not say. */
  readonly members: number | null;
}

export interface DatasetFacts {
  readonly id: string;
  /** True when this registry holds a completed dataset artifact of this id. */
  readonly stored: boolean;
  /** `GET /api/datasets/{id}`; absent when it answers 404. */
  readonly info: Fact<DatasetInfo>;
  /** README.md of the dataset with its front matter; absent when it has none. */
  readonly card: Fact<string>;
}

export interface DatasetInfo {
  /** Commit of the dataset that was read; null when the Hub sent none. */
  readonly commit: string | null;
  readonly cardData: JsonObject | null;
  readonly tags: readonly string[];
  readonly files: readonly string[];
  readonly gated: Gating;
  readonly private: boolean;
  readonly disabled: boolean;
}

export type ParentField = "base_model" | "api" | "adapter_config" | "config";

export interface ParentFacts {
  readonly id: string;
  /** Every place that names it. */
  readonly fields: readonly ParentField[];
  /** Absent when the Hub answers 404; unknown `not_followed` for a cycle or past the depth limit. */
  readonly rating: Fact<ParentRating>;
  /** Licence ids of its metadata, as written there. Absent when it states none. */
  readonly licenses: Fact<readonly string[]>;
  /** Bytes of one complete weight set (`weightSet` in weight-set.ts); read for adapters only. */
  readonly weightBytes: Fact<number>;
}

export interface ParentRating {
  /** Net score, 0..1. */
  readonly net: number;
  /** "stored": the registry's own rating; "metadata": computed from the Hub's metadata alone. */
  readonly basis: "stored" | "metadata";
}

/**
 * A snapshot as it was stored, in the present shape. Throws RangeError for anything that is no snapshot of a
 * version that this code knows.
 */
export function parseSnapshot(stored: unknown): Snapshot {
  const version = typeof stored === "object" && stored !== null && "schema" in stored ? stored.schema : undefined;
  if (version === 2) return stored as Snapshot;
  if (version !== 1) throw new RangeError(`A snapshot of the unknown version ${String(version)} cannot be rated`);
  const { licenseFile, ...rest } = stored as Omit<Snapshot, "schema"> & { readonly licenseFile: Fact<TextFile> };
  return { ...rest, schema: 2, licenseFiles: licenseFilesOf(licenseFile), licenseLink: { known: "absent" } };
}

/** Version 1 kept one licence file and, when it could not be read, not its name. */
function licenseFilesOf(file: Fact<TextFile>): Snapshot["licenseFiles"] {
  if (file.known === "absent") return {};
  return file.known === "unknown"
    ? { LICENSE: file }
    : { [file.value.path]: { known: "value", value: file.value.text } };
}
