/** One complete set of weights out of the many copies that a repository may hold. */
import { absent, type Fact, unknown, value } from "../fact.ts";
import type { Policy } from "../policy.ts";
import type { ShardIndex, Snapshot, TreeFile } from "../snapshot.ts";
import { folderOf, formatOf, type WeightFormat, weightFormats } from "./weight-formats.ts";

export interface WeightSize {
  readonly bytes: number;
  readonly format: WeightFormat | "parameters";
  /** Sorted paths; empty when computed from parameter counts. */
  readonly files: readonly string[];
  readonly fromParameters: boolean;
  /** Smaller variants of the same weights are there too. */
  readonly quantised: boolean;
}

type Sized = { readonly path: string; readonly bytes: number };

/**
 * Size of one complete set, for adapters with the base model. Absent when the tree was read and holds no
 * weights; unknown when sizes could not be read.
 */
export function weightSize(snapshot: Snapshot, policy: Policy): Fact<WeightSize> {
  const own = ownWeights(snapshot, policy);
  if (own.known !== "value" || !isAdapter(snapshot)) return own;
  const base = snapshot.parents[0]?.weightBytes;
  if (base === undefined || base.known === "absent") return own;
  if (base.known === "unknown") return base;
  return value({ ...own.value, bytes: own.value.bytes + base.value });
}

const isAdapter = (snapshot: Snapshot): boolean =>
  snapshot.tree.known === "value" && snapshot.tree.value.some(({ path }) => path === "adapter_config.json");

function ownWeights(snapshot: Snapshot, policy: Policy): Fact<WeightSize> {
  if (snapshot.tree.known === "unknown") {
    return fromParameters(snapshot, policy) ?? snapshot.tree;
  }
  const files = snapshot.tree.known === "value" ? snapshot.tree.value : [];
  const set = weightSet(files, snapshot.shardIndexes);
  if (set === null) return fromParameters(snapshot, policy) ?? absent;
  const sized = set.files.filter((file): file is Sized => file.bytes !== null);
  if (sized.length < set.files.length) {
    return fromParameters(snapshot, policy) ?? unknown("malformed", "the file list has no sizes");
  }
  const bytes = sized.reduce((total, file) => total + file.bytes, 0);
  const paths = sized.map(({ path }) => path);
  return value({ bytes, format: set.format, files: paths, fromParameters: false, quantised: set.quantised });
}

function fromParameters(snapshot: Snapshot, policy: Policy): Fact<WeightSize> | null {
  const counts = snapshot.info.known === "value" ? snapshot.info.value.safetensors : null;
  const entries = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  const widths = entries.map(([dtype, count]) => ({ count, width: policy.size.dtypeBytes[dtype.toUpperCase()] }));
  if (entries.length === 0 || widths.some(({ width }) => width === undefined)) return null;
  const bytes = widths.reduce((total, { count, width = 0 }) => total + count * width, 0);
  return value({ bytes, format: "parameters", files: [], fromParameters: true, quantised: false });
}

interface WeightSet {
  readonly format: WeightFormat;
  readonly files: readonly TreeFile[];
  readonly quantised: boolean;
}

/** The first format with files, reduced to one complete copy; null when the list has no weights. */
export function weightSet(
  all: readonly TreeFile[],
  indexes: Readonly<Record<string, Fact<ShardIndex>>> = {},
): WeightSet | null {
  const files = [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
  const pipeline = files.some(({ path }) => path === "model_index.json");
  for (const format of weightFormats) {
    const candidates = files.filter(({ path }) => formatOf(path) === format);
    if (candidates.length === 0) continue;
    if (format === "gguf") return { format, files: chooseGguf(candidates), quantised: candidates.length > 1 };
    const chosen = pipeline ? components(candidates, indexes) : shallowest(candidates, indexes);
    return { format, files: chosen, quantised: files.some(({ path }) => formatOf(path) === "gguf") };
  }
  return null;
}

/** A pipeline's parts lie in folders of their own; a whole checkpoint beside them is another copy. */
function components(files: readonly TreeFile[], indexes: Readonly<Record<string, Fact<ShardIndex>>>): TreeFile[] {
  const inFolders = files.filter(({ path }) => path.split("/").length === 2);
  const folders = [...new Set(inFolders.map(({ path }) => folderOf(path)))];
  if (folders.length === 0) return shallowest(files, indexes);
  return folders.flatMap((folder) =>
    oneCopy(
      inFolders.filter(({ path }) => folderOf(path) === folder),
      indexes,
    ),
  );
}

function shallowest(files: readonly TreeFile[], indexes: Readonly<Record<string, Fact<ShardIndex>>>): TreeFile[] {
  const depth = Math.min(...files.map(({ path }) => path.split("/").length));
  const first = files.find(({ path }) => path.split("/").length === depth);
  const folder = first === undefined ? "" : folderOf(first.path);
  return oneCopy(
    files.filter(({ path }) => folderOf(path) === folder),
    indexes,
  );
}

const variant = /\.(fp16|fp32|bf16|non_ema|ema|int8|8bit|4bit|q\d)[.-]/i;
const shard = /^(.*?)[-_.]\d{3,5}[-_]of[-_]\d{3,5}\.\w+$/;
const canonical = /(^|\/)((pytorch_|tf_|flax_|adapter_|diffusion_pytorch_)?model|diffusion_flax_model)$/;

/** Files of one folder and format: an indexed set, else the usual name, else the largest; plain before fp16. */
function oneCopy(files: readonly TreeFile[], indexes: Readonly<Record<string, Fact<ShardIndex>>>): TreeFile[] {
  const plain = files.filter(({ path }) => !variant.test(path));
  const half = files.filter(({ path }) => /\.fp16[.-]/i.test(path));
  const pool = plain.length > 0 ? plain : half.length > 0 ? half : files;
  const indexed = indexedFiles(pool, indexes);
  if (indexed.length > 0) return indexed;
  const sets = new Map<string, TreeFile[]>();
  for (const file of pool) {
    const stem = shard.exec(file.path)?.[1] ?? file.path.replace(/\.\w+$/, "");
    sets.set(stem, [...(sets.get(stem) ?? []), file]);
  }
  const usual = [...sets].find(([stem]) => canonical.test(stem));
  if (usual !== undefined) return usual[1];
  return [...sets.values()].reduce((best, set) => (total(set) > total(best) ? set : best));
}

const total = (files: readonly TreeFile[]): number => files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);

function indexedFiles(pool: readonly TreeFile[], indexes: Readonly<Record<string, Fact<ShardIndex>>>): TreeFile[] {
  for (const path of Object.keys(indexes).sort()) {
    const fact = indexes[path];
    if (fact?.known !== "value" || variant.test(path)) continue;
    const names = new Set(fact.value.files.map((name) => (folderOf(path) === "" ? name : `${folderOf(path)}/${name}`)));
    const files = pool.filter((file) => names.has(file.path));
    if (files.length > 0 && files.length === names.size) return files;
  }
  return [];
}

/** Q4_K_M where there is one, else the middle one by size; parts of one model count together. */
function chooseGguf(files: readonly TreeFile[]): TreeFile[] {
  const sets = new Map<string, TreeFile[]>();
  for (const file of files) {
    const stem = shard.exec(file.path)?.[1] ?? file.path;
    sets.set(stem, [...(sets.get(stem) ?? []), file]);
  }
  const usual = [...sets].find(([stem]) => /q4_k_m/i.test(stem));
  if (usual !== undefined) return usual[1];
  const bySize = [...sets.values()].sort((a, b) => total(a) - total(b));
  return bySize[Math.floor((bySize.length - 1) / 2)] ?? [];
}
