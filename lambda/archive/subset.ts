import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { IngestFailure } from "../../domain/failure.ts";
import type { ObjectStore, StoredFile } from "../ports.ts";
import { type BlobReader, blobReader } from "../store/blobs.ts";
import { assemble } from "./assemble.ts";
import { type Layout, layOut, type Member } from "./layout.ts";
import { type Piece, SPLICE_FROM_BYTES } from "./plan.ts";

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
const filesOf = (files: readonly StoredFile[], component: Component): StoredFile[] =>
  files.filter((file) => component === "full" || componentOf(file.path) === component);

/** Small files packed at once: the memory a download needs. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Length in bytes of the zip that streamSubset sends: the Content-Length, known before a byte is read. */
export const subsetBytes = (files: readonly StoredFile[], component: Component): number =>
  layOut(filesOf(files, component)).bytes;

/**
 * A zip of one component, made while it is read: a file is opened when its turn comes and read no faster than its
 * consumer. The bytes are those that buildArchive would give for the same files.
 *
 * The stream fails with IngestFailure when content is missing or differs from what was verified. A zip that broke off
 * has no central directory, so no reader takes it for whole. Destroying the stream ends its reads.
 *
 * @throws IngestFailure source_untrusted as layOut does, before anything is read
 */
export function streamSubset(
  files: readonly StoredFile[],
  component: Component,
  store: ObjectStore,
  signal: AbortSignal,
): Readable {
  const closed = new AbortController();
  const layout = layOut(filesOf(files, component));
  const reader = blobReader(store, AbortSignal.any([signal, closed.signal]));
  const stream = Readable.from(zipBytes(layout, reader), { objectMode: false, signal });
  return stream.once("close", () => closed.abort());
}

async function* zipBytes(layout: Layout, reader: BlobReader): AsyncGenerator<Buffer, void, undefined> {
  let batch: Piece[] = [];
  let bytes = 0;
  for (const member of layout.members) {
    const small = member.bytes < SPLICE_FROM_BYTES;
    batch.push({ kind: small ? "entry" : "header", member });
    bytes += small ? member.bytes : 0;
    if (small && bytes < BATCH_BYTES) continue;
    yield await assemble(batch, layout, reader);
    if (!small) yield* checkedContent(member, reader);
    batch = [];
    bytes = 0;
  }
  yield await assemble([...batch, { kind: "directory" }], layout, reader);
}

async function* checkedContent(member: Member, reader: BlobReader): AsyncGenerator<Buffer, void, undefined> {
  let crc = 0;
  for await (const chunk of reader.stream(member.file, 0, member.bytes)) {
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== member.crc32) {
    throw new IngestFailure("integrity_mismatch", `the stored content of ${member.file.path} has another CRC-32`);
  }
}
