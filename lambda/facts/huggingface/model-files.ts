/** Which files of the model repository a rating reads, and their content. */
import { absent, type Fact, value } from "../../../rating/fact.ts";
import type { JsonObject, ShardIndex, Snapshot, TextFile, TreeFile } from "../../../rating/snapshot.ts";
import type { SourceClient } from "../http/fetch.ts";
import { keepOr } from "../keep.ts";
import { most } from "../plan.ts";
import { fileJson, fileText, type HubFile, MAX_LICENSE_BYTES, MAX_README_BYTES, shardIndex } from "./hub.ts";

export interface ModelFiles {
  readonly hub: SourceClient;
  readonly repository: string;
  readonly commit: string;
  readonly tree: readonly TreeFile[];
}

/** Generation settings say nothing that a metric reads. */
const CONFIGS = ["config.json", "adapter_config.json", "model_index.json", "modules.json"];
const LICENSE = /^(licen[cs]e|copying)([.\-_][^/]*)?$/i;
const EVALUATION = /^\.eval_results\/[^/]+\.ya?ml$/i;
const INDEX = /\.(safetensors|bin)\.index\.json$/;
/** An evaluation or licence file longer than this holds more than results or terms. */
const MAX_EVALUATION_BYTES = 256 * 1024;

const byPath = (a: TreeFile, b: TreeFile): number => (a.path < b.path ? -1 : Number(a.path > b.path));
const among = (tree: readonly TreeFile[], fits: (path: string) => boolean): readonly TreeFile[] =>
  tree.filter(({ path }) => fits(path)).sort(byPath);

export const configFiles = (tree: readonly TreeFile[]): readonly TreeFile[] =>
  among(tree, (path) => CONFIGS.includes(path)).slice(0, most.configs);

/** Indexes of sharded weights: safetensors before pickles, the top folder before components. */
export function indexFiles(tree: readonly TreeFile[]): readonly TreeFile[] {
  const rank = ({ path }: TreeFile) => (path.includes(".safetensors.") ? 0 : 1) + 2 * path.split("/").length;
  const found = among(tree, (path) => INDEX.test(path));
  return [...found].sort((a, b) => rank(a) - rank(b)).slice(0, most.indexes);
}

/** The shortest name wins: LICENSE before LICENSE-third-party. */
export function licenseFile(tree: readonly TreeFile[]): TreeFile | undefined {
  const found = among(tree, (path) => LICENSE.test(path));
  return [...found].sort((a, b) => a.path.length - b.path.length)[0];
}

export const evaluationFiles = (tree: readonly TreeFile[]): readonly TreeFile[] =>
  among(tree, (path) => EVALUATION.test(path)).slice(0, most.evaluations);

export const hubFile = (model: ModelFiles, { path, bytes }: TreeFile): HubFile => ({
  kind: "model",
  repository: model.repository,
  commit: model.commit,
  path,
  bytes,
});

/** README.md; absent without a request when the tree has none. */
export async function readme(model: ModelFiles, earlier?: Snapshot): Promise<Fact<string>> {
  const file = model.tree.find(({ path }) => path === "README.md");
  if (file === undefined) return absent;
  return keepOr(earlier?.readme, () => fileText(model.hub, hubFile(model, file), MAX_README_BYTES));
}

export function configs(model: ModelFiles, earlier?: Snapshot): Promise<Readonly<Record<string, Fact<JsonObject>>>> {
  return byFile(configFiles(model.tree), earlier?.configs, (file) => fileJson(model.hub, hubFile(model, file)));
}

export function shardIndexes(
  model: ModelFiles,
  earlier?: Snapshot,
): Promise<Readonly<Record<string, Fact<ShardIndex>>>> {
  return byFile(indexFiles(model.tree), earlier?.shardIndexes, (file) => shardIndex(model.hub, hubFile(model, file)));
}

async function byFile<T>(
  files: readonly TreeFile[],
  earlier: Readonly<Record<string, Fact<T>>> | undefined,
  read: (file: TreeFile) => Promise<Fact<T>>,
): Promise<Readonly<Record<string, Fact<T>>>> {
  const one = async (file: TreeFile) => [file.path, await keepOr(earlier?.[file.path], () => read(file))] as const;
  return Object.fromEntries(await Promise.all(files.map(one)));
}

export async function license(model: ModelFiles, earlier?: Snapshot): Promise<Fact<TextFile>> {
  const file = licenseFile(model.tree);
  if (file === undefined) return absent;
  return keepOr(earlier?.licenseFile, () => textFile(model, file, MAX_LICENSE_BYTES));
}

/** All of them, or the reason why one of them could not be read. */
export async function evaluations(model: ModelFiles, earlier?: Snapshot): Promise<Fact<readonly TextFile[]>> {
  const files = evaluationFiles(model.tree);
  if (files.length === 0) return absent;
  return keepOr(earlier?.evaluations, async () => {
    const read = await Promise.all(files.map((file) => textFile(model, file, MAX_EVALUATION_BYTES)));
    const texts: TextFile[] = [];
    for (const one of read) {
      if (one.known === "unknown") return one;
      if (one.known === "value") texts.push(one.value);
    }
    return texts.length === 0 ? absent : value(texts);
  });
}

async function textFile(model: ModelFiles, file: TreeFile, maxBytes: number): Promise<Fact<TextFile>> {
  const text = await fileText(model.hub, hubFile(model, file), maxBytes);
  return text.known === "value" ? value({ path: file.path, text: text.value }) : text;
}
