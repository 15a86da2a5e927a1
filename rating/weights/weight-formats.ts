/** Formats of weight files, in the order in which a complete set is looked for. */
export const weightFormats = ["safetensors", "pytorch", "gguf", "onnx", "h5", "msgpack"] as const;
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

export const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
