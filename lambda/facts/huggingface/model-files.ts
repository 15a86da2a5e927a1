/** Which files of the model repository a rating reads, and their content. */
import { absent, type Fact, value } from "../../../rating/fact.ts";
import type { JsonObject, ShardIndex, Snapshot, TextFile, TreeFile } from "../../../rating/snapshot.ts";
import type { SourceClient } from "../client.ts";
import { keepOr } from "../missing.ts";
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
/** LICENSE, LICENSE-MODEL.md, MODEL_LICENSE, COPYING.txt, TERMS_OF_USE.md and the like; nothing that is not text. */
const LICENSE =
  /^((model|weights?|code|data|software)[-_. ]?)?(licen[cs]es?|unlicen[cs]e|copying|terms([-_ ]of[-_ ]use)?)([-_. ][^/]*)?$/i;
const NOT_TEXT = /\.(pdf|docx?|odt|rtf|png|jpe?g|svg|html?|json|ya?ml|py)$/i;
/** A licence file that speaks of the model by its name is read first, then the shortest name. */
const OF_THE_MODEL = /model|weights?/i;
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

/** LICENSE-MODEL before LICENSE, LICENSE before LICENSE-third-party. */
export function licenseFiles(tree: readonly TreeFile[]): readonly TreeFile[] {
  const rank = ({ path }: TreeFile) => (OF_THE_MODEL.test(path) ? 0 : 1000) + path.length;
  const found = among(tree, (path) => LICENSE.test(path) && !NOT_TEXT.test(path));
  return [...found].sort((a, b) => rank(a) - rank(b)).slice(0, most.licenses);
}

export const evaluationFiles = (tree: readonly TreeFile[]): readonly TreeFile[] =>
  among(tree, (path) => EVALUATION.test(path)).slice(0, most.evaluations);

/** How many files of a tree a rating reads. */
export function requestsForFiles(tree: readonly TreeFile[]): number {
  const lists = [configFiles(tree), licenseFiles(tree), indexFiles(tree), evaluationFiles(tree)];
  const readmes = tree.some(({ path }) => path === "README.md") ? 1 : 0;
  return lists.reduce((sum, list) => sum + list.length, readmes);
}

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

export function licenses(model: ModelFiles, earlier?: Snapshot): Promise<Snapshot["licenseFiles"]> {
  const read = (file: TreeFile) => fileText(model.hub, hubFile(model, file), MAX_LICENSE_BYTES);
  return byFile(licenseFiles(model.tree), earlier?.licenseFiles, read);
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
