/** What a name says about the program that loads the file. Content is judged by itself; a name adds readings to it. */

const COMPRESSED = /\.(gz|z|zlib|bz2|xz|lzma|zst|zstd|lz4)$/i;

/** The name without the suffix of a compression. */
export const uncompressedName = (name: string): string => name.replace(COMPRESSED, "");

const PICKLE =
  /\.(pkl|pickle|p|pk|pt|pth|ptl|bin|ckpt|joblib|jbl|dill|cloudpickle|sav|model|mdl|pdparams|pdopt|pdiparams|dat|data|db|npy|npz|pyd|pth\.tar|th|t7|pk5|pck|pb2)(\.\d+)?$/i;
const EXECUTABLE_ONLY =
  /\.(pkl|pickle|p|pk|pt|pth|ptl|ckpt|joblib|jbl|dill|cloudpickle|sav|pdparams|pdopt|npz|h5|hdf5|keras|skops|nemo|mar|pth\.tar|th)(\.\d+)?$/i;

/** True for names under which people unpickle, torch.load, numpy.load or joblib.load a file. */
export const isPickleName = (name: string): boolean => PICKLE.test(uncompressedName(name));

/** True for names whose usual loaders run code that the file carries: what is unknown in such a file is rejected. */
export const isExecutableName = (name: string): boolean =>
  EXECUTABLE_ONLY.test(uncompressedName(name)) || /\.(bin|model)$/i.test(uncompressedName(name));

/** True for names that promise a format whose loaders run code, so that any other content is a surprise. */
export const promisesExecutable = (name: string): boolean => EXECUTABLE_ONLY.test(uncompressedName(name));

/** True for files of numbers without any mark, whose description is in a file beside them. */
export const isRawName = (name: string): boolean =>
  /\.data-\d{5}-of-\d{5}$|\.onnx[._-]data$|\.onnx\.ext$|(^|\/)weights\/(weight|[\w-]+)\.bin$|(^|\/)params_shard_\d+\.bin$|(^|\/)group\d+-shard\d+of\d+\.bin$|\.(raw|f32|f16|u8|i8)$/i.test(
    name,
  );
