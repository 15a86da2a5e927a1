import type { GeneratedContent } from "../sample.ts";

const WIDTH = 32;

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

const size = (shape: readonly number[]): number => shape.reduce((product, one) => product * one, 1);

/** A BERT-like list of tensors with about this many parameters: as many layers as fit, the rest in embeddings. */
function tensorsOf(parameters: number): Tensor[] {
  const tensors: Tensor[] = [
    { name: "classifier.weight", shape: [3, WIDTH] },
    { name: "classifier.bias", shape: [3] },
  ];
  for (let layer = 0; layer < 6; layer += 1) {
    const at = `bert.encoder.layer.${layer}`;
    tensors.push({ name: `${at}.attention.self.query.weight`, shape: [WIDTH, WIDTH] });
    tensors.push({ name: `${at}.attention.output.dense.weight`, shape: [WIDTH, WIDTH] });
  }
  const used = tensors.reduce((sum, one) => sum + size(one.shape), 0);
  const rows = Math.max(1, Math.floor((parameters - used) / WIDTH));
  return [{ name: "bert.embeddings.word_embeddings.weight", shape: [rows, WIDTH] }, ...tensors];
}

/**
 * A valid safetensors file of about `bytes` (a few hundred more or less, at least 50 kB): a true header and
 * repeatable noise as its single-precision tensors.
 */
export function safetensors(bytes: number, seed: number): GeneratedContent {
  const tensors = tensorsOf(Math.floor(bytes / 4));
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  let offset = 0;
  for (const { name, shape } of tensors) {
    const end = offset + size(shape) * 4;
    header[name] = { dtype: "F32", shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8, " "));
  const head = Buffer.alloc(8 + padded.length);
  head.writeBigUInt64LE(BigInt(padded.length));
  padded.copy(head, 8);
  return { bytes: head.length + offset, seed, head };
}

/** An empty ordered dict as torch's oldest format pickles it, then noise: it loads code and so is no good sign. */
export function pickledWeights(bytes: number, seed: number): GeneratedContent {
  const head = Buffer.from("\x80\x02ccollections\nOrderedDict\nq\x00)Rq\x01.", "latin1");
  return { bytes: Math.max(bytes, head.length), seed, head };
}

/** Bytes framed like a parquet file: the magic number at both ends. Tables in it there are none. */
export function parquetLike(bytes: number, seed: number): GeneratedContent {
  const magic = Buffer.from("PAR1");
  return { bytes: Math.max(bytes, 16), seed, head: magic, tail: Buffer.concat([Buffer.from([4, 0, 0, 0]), magic]) };
}
