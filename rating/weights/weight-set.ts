/** One complete set of weights out of the many copies that a repository may hold. */
import { absent, type Fact, unknown, value } from "../fact.ts";
import type { Policy } from "../policy.ts";
import type { ShardIndex, Snapshot, TreeFile } from "../snapshot.ts";

/** Formats of weight files, in the order in which a complete set is looked for. */
const weightFormats = ["safetensors", "pytorch", "gguf", "onnx", "h5", "msgpack"] as const;
export type WeightFormat = (typeof weightFormats)[number];

const patterns: Record<WeightFormat, RegExp> = {
  safetensors: /\.safetensors$/i,
  pytorch: /\.(bin|pt|pth|ckpt|pkl|pickle|joblib)$/i,
  gguf: /\.gguf$/i,
  onnx: /\.onnx(_data)?$/i,
  h5: /\.(h5|hdf5|keras)$/i,
  msgpack: /\.msgpack$/i,
};

/** Files that have such an extension without being weights. */
const notWeights =
  /(^|\/)(training_args|optimizer|scheduler|scaler|rng_state(_\d+)?|random_states(_\d+)?|trainer_state|events?\.[\w.-]*)\.\w+$/i;

/** Format of a weight file by its path, or null for every other file. */
export function formatOf(path: string): WeightFormat | null {
  if (notWeights.test(path)) return null;
  return weightFormats.find((format) => patterns[format].test(path)) ?? null;
}

export interface WeightSize {
  readonly bytes: number;
  readonly format: WeightFormat | "parameters";
  /** Sorted paths; empty when computed from parameter counts. */
  readonly files: readonly string[];
  readonly fromParameters: boolean;
  /** Smaller variants of the same weights are there too. */
  readonly quantised: boolean;
  /** Shards that the repository lacks; without them the set does not load. */
  readonly missing: readonly string[];
  /** Shards that another copy of the weights lacks. */
  readonly missingElsewhere: readonly string[];
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
  if (sized.length < set.files.length && set.missing.length === 0) {
    return fromParameters(snapshot, policy) ?? unknown("malformed", "the file list has no sizes");
  }
  const bytes = sized.reduce((total, file) => total + file.bytes, 0);
  return value({ ...set, bytes, files: set.files.map(({ path }) => path), fromParameters: false });
}

function fromParameters(snapshot: Snapshot, policy: Policy): Fact<WeightSize> | null {
  const counts = snapshot.info.known === "value" ? snapshot.info.value.safetensors : null;
  const entries = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  const widths = entries.map(([dtype, count]) => ({ count, width: policy.size.dtypeBytes[dtype.toUpperCase()] }));
  if (entries.length === 0 || widths.some(({ width }) => width === undefined)) return null;
  const bytes = widths.reduce((total, { count, width = 0 }) => total + count * width, 0);
  const rest = { files: [], fromParameters: true, quantised: false, missing: [], missingElsewhere: [] };
  return value({ bytes, format: "parameters", ...rest });
}

interface Copy {
  readonly files: readonly TreeFile[];
  readonly missing: readonly string[];
}

interface WeightSet extends Copy {
  readonly format: WeightFormat;
  readonly quantised: boolean;
  readonly missingElsewhere: readonly string[];
}

/** Paths of shards that an index or a numbered name promises and the commit lacks, in any copy of the weights. */
export function shardsLacking({ tree, shardIndexes }: Pick<Snapshot, "tree" | "shardIndexes">): readonly string[] {
  const set = tree.known === "value" ? weightSet(tree.value, shardIndexes) : null;
  return set === null ? [] : [...new Set([...set.missing, ...set.missingElsewhere])].sort();
}

type Indexes = Readonly<Record<string, Fact<ShardIndex>>>;

/**
 * The first format with a complete copy, reduced to that copy; where no copy is complete the first one with what
 * it lacks. Null when the list has no weights.
 */
export function weightSet(all: readonly TreeFile[], indexes: Indexes = {}): WeightSet | null {
  const files = [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
  const pipeline = files.some(({ path }) => path === "model_index.json");
  const copies = weightFormats.flatMap((format) => {
    const candidates = files.filter(({ path }) => formatOf(path) === format);
    if (candidates.length === 0) return [];
    const isGguf = format === "gguf";
    const chosen = isGguf ? chooseGguf(candidates) : (pipeline ? components : shallowest)(candidates, indexes);
    const quantised = isGguf ? candidates.length > 1 : files.some(({ path }) => formatOf(path) === "gguf");
    return [{ ...chosen, format, quantised }];
  });
  const chosen = copies.find(({ missing }) => missing.length === 0) ?? copies[0];
  if (chosen === undefined) return null;
  const missingElsewhere = copies.filter((copy) => copy !== chosen).flatMap(({ missing }) => missing);
  return { ...chosen, missingElsewhere };
}

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
const inFolder = (files: readonly TreeFile[], folder: string) => files.filter(({ path }) => folderOf(path) === folder);

/** A pipeline's parts lie in folders of their own; a whole checkpoint beside them is another copy. */
function components(files: readonly TreeFile[], indexes: Indexes): Copy {
  const parts = files.filter(({ path }) => path.split("/").length === 2);
  const folders = [...new Set(parts.map(({ path }) => folderOf(path)))];
  if (folders.length === 0) return shallowest(files, indexes);
  const copies = folders.map((folder) => oneCopy(inFolder(parts, folder), indexes));
  return { files: copies.flatMap((copy) => copy.files), missing: copies.flatMap(({ missing }) => missing) };
}

function shallowest(files: readonly TreeFile[], indexes: Indexes): Copy {
  const depth = Math.min(...files.map(({ path }) => path.split("/").length));
  const first = files.find(({ path }) => path.split("/").length === depth);
  return oneCopy(inFolder(files, folderOf(first?.path ?? "")), indexes);
}

const variant = /\.(fp16|fp32|bf16|non_ema|ema|int8|8bit|4bit|q\d)[.-]/i;
const canonical = /(^|\/)((pytorch_|tf_|flax_|adapter_|diffusion_pytorch_)?model|diffusion_flax_model)$/;

/** Files of one folder and format: an indexed set, else the usual name, else the largest; plain before fp16. */
function oneCopy(files: readonly TreeFile[], indexes: Indexes): Copy {
  const plain = files.filter(({ path }) => !variant.test(path));
  const half = files.filter(({ path }) => /\.fp16[.-]/i.test(path));
  const pool = plain.length > 0 ? plain : half.length > 0 ? half : files;
  const indexed = indexedCopies(pool, indexes);
  // A file that an index names is a part and no copy of its own.
  const parts = new Set(indexed.flatMap((copy) => copy.files));
  const named = namedCopies(pool.filter((file) => !parts.has(file)));
  const usual = named.filter(({ stem }) => canonical.test(stem));
  const bySize = [...named].sort((a, b) => total(b.files) - total(a.files));
  const copies: Copy[] = [...indexed, ...usual, ...bySize];
  return copies.find(({ missing }) => missing.length === 0) ?? copies[0] ?? { files: [], missing: [] };
}

const total = (files: readonly TreeFile[]): number => files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);

function indexedCopies(pool: readonly TreeFile[], indexes: Indexes): Copy[] {
  return Object.keys(indexes)
    .sort()
    .flatMap((path) => {
      const fact = indexes[path];
      if (fact?.known !== "value" || variant.test(path)) return [];
      const folder = folderOf(path);
      const names = fact.value.files.map((name) => (folder === "" ? name : `${folder}/${name}`));
      const files = pool.filter((file) => names.includes(file.path));
      const missing = names.filter((name) => !files.some((file) => file.path === name));
      return files.length === 0 ? [] : [{ files, missing }];
    });
}

const shard = /^(.*?[-_.])(\d{3,5})([-_]of[-_])(\d{3,5})(\.\w+)$/;

/** Files that belong together by their names; the parts of a numbered set say how many there are. */
function namedCopies(files: readonly TreeFile[]): (Copy & { readonly stem: string })[] {
  const sets = new Map<string, TreeFile[]>();
  for (const file of files) {
    const [, stem, , , count] = shard.exec(file.path) ?? [];
    const key = stem === undefined ? file.path.replace(/\.\w+$/, "") : `${stem.slice(0, -1)} of ${count}`;
    sets.set(key, [...(sets.get(key) ?? []), file]);
  }
  return [...sets].map(([key, set]) => ({ stem: key.replace(/ of \d+$/, ""), files: set, missing: missingParts(set) }));
}

/** The paths of a numbered set that are not there. Most sets count from 1, some from 0. */
function missingParts(set: readonly TreeFile[]): string[] {
  const [, stem, digits, of, count, extension] = shard.exec(set[0]?.path ?? "") ?? [];
  if (stem === undefined || digits === undefined || count === undefined) return [];
  const present = new Set(set.map(({ path }) => path));
  const path = (number: number) => `${stem}${String(number).padStart(digits.length, "0")}${of}${count}${extension}`;
  const first = present.has(path(0)) ? 0 : 1;
  return Array.from({ length: Math.min(Number(count), MOST_PARTS) }, (_, index) => path(first + index)).filter(
    (part) => !present.has(part),
  );
}

/** A number in a name is no reason to count further. */
const MOST_PARTS = 2000;

/** Q4_K_M where there is one, else the middle one by size; parts of one model count together. */
function chooseGguf(files: readonly TreeFile[]): Copy {
  const all = namedCopies(files);
  const whole = all.filter(({ missing }) => missing.length === 0);
  const sets = whole.length > 0 ? whole : all;
  const bySize = [...sets].sort((a, b) => total(a.files) - total(b.files));
  const usual = sets.find(({ stem }) => /q4_k_m/i.test(stem));
  return usual ?? bySize[Math.floor((bySize.length - 1) / 2)] ?? { files: [], missing: [] };
}
