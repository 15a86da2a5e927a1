import type { StoredFile } from "../ports.ts";

/** What can be downloaded by itself; "full" is everything. */
export type Component = "weights" | "config" | "full";

const WEIGHTS = new Set(
  (
    "safetensors bin pt pth ckpt gguf ggml onnx onnx_data onnx.data h5 hdf5 keras msgpack pb tflite npz npy " +
    "pkl pickle joblib ot mlmodel nemo engine pdparams pdiparams params index.json"
  ).split(" "),
);
/** TensorFlow checkpoints: name.data-00000-of-00001, name.index, name.meta. */
const TENSORFLOW_CHECKPOINT = /\.(data-\d{5}-of-\d{5}|ckpt[^/]*\.(index|meta))$|^variables\.index$/;

const CONFIG = new Set("json jsonc yaml yml toml cfg ini txt md jinja jinja2 vocab bpe tiktoken spm".split(" "));
/** Tokenizers and vocabularies whatever their extension, and the texts about a model. */
const CONFIG_NAME =
  /^(tokenizer|vocab|merges|spiece|sentencepiece|source|target|readme|licen[cs]e|notice|copying|citation|use_policy|modelfile|checkpoint$)/;

/** The last one and the last two extensions of a name: "index.json" and "json". */
const extensions = (name: string): string[] => {
  const steps = name.split(".").slice(1);
  return [steps.slice(-2).join("."), steps.at(-1) ?? ""];
};

/**
 * Which component a file belongs to, by its name alone: the weights with the index that names their shards; what is
 * needed to configure, tokenize for and understand the model; or neither, such as code and pictures.
 */
export function componentOf(path: string): "weights" | "config" | "other" {
  const name = (path.split("/").at(-1) ?? path).toLowerCase();
  const endings = extensions(name);
  if (/^(tokenizer|vocab|merges|spiece|sentencepiece)/.test(name)) return "config";
  if (endings.some((ending) => WEIGHTS.has(ending)) || TENSORFLOW_CHECKPOINT.test(name)) return "weights";
  if (endings.some((ending) => CONFIG.has(ending)) || CONFIG_NAME.test(name)) return "config";
  return "other";
}

/** The files of a component, in the order given. */
export const filesOf = (files: readonly StoredFile[], component: Component): StoredFile[] =>
  files.filter((file) => component === "full" || componentOf(file.path) === component);
