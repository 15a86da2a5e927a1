import { type Content, slice } from "../../content.ts";
import type { Tree } from "../../git/tree.ts";

/** Longest header that is looked at, in bytes. */
const MOST = 25_000_000;

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
}

const isTensor = (value: unknown): value is Tensor =>
  typeof value === "object" && value !== null && "dtype" in value && "shape" in value && Array.isArray(value.shape);

/** Parameters by data type according to the header; null when it is no safetensors file. */
function parametersIn(content: Content): Map<string, number> | null {
  if (content.bytes < 10) return null;
  const length = Number(slice(content, 0, 8).readBigUInt64LE());
  if (length > MOST || length + 8 > content.bytes) return null;
  const text = slice(content, 8, 8 + length).toString("utf8");
  if (!text.startsWith("{")) return null;
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const counts = new Map<string, number>();
  for (const tensor of Object.values(header as object).filter(isTensor)) {
    const parameters = tensor.shape.reduce((product, size) => product * size, 1);
    counts.set(tensor.dtype, (counts.get(tensor.dtype) ?? 0) + parameters);
  }
  return counts.size === 0 ? null : counts;
}

/** The Hub's summary of the weights: of model.safetensors, else of its numbered shards; null without any. */
export function safetensorsSummary(tree: Tree): { parameters: Record<string, number>; total: number } | null {
  const whole = tree.entries.get("model.safetensors");
  const shards = [...tree.entries.values()].filter((one) => /^model-\d{5}-of-\d{5}\.safetensors$/.test(one.path));
  const counted = (whole === undefined ? shards : [whole]).map((entry) => parametersIn(entry.content));
  const parameters: Record<string, number> = {};
  for (const counts of counted) {
    for (const [dtype, count] of counts ?? []) parameters[dtype] = (parameters[dtype] ?? 0) + count;
  }
  const total = Object.values(parameters).reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : { parameters, total };
}
