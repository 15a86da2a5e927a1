import type { ByteSource } from "../../bytes/source.ts";
import type { Subject } from "../../subject.ts";
import { reportOperation } from "./operations.ts";

const MAX_OPERATORS = 10_000;
const MAX_NAME = 1000;
/** Custom operators that TensorFlow Lite's own tools write and its interpreters carry. */
const OWN =
  /^(TFLite_\w+|MaxPoolingWithArgmax2D|MaxUnpooling2D|Convolution2DTransposeBias|AudioSpectrogram|Mfcc|RandomUniform|RandomStandardNormal|Multinomial|Landmarks\w+|TransformLandmarks|TransformTensorBilinear|edgetpu-custom-op|NumericVerify|BesselI0e?|Irfft2d|Roll)$/;

export const isTflite = (head: Buffer): boolean => head.length >= 8 && head.toString("latin1", 4, 8) === "TFL3";

/** Reports the custom operators of a TensorFlow Lite model: those with the prefix Flex run any TensorFlow operation. */
export async function inspectTflite(subject: Subject): Promise<void> {
  const { report, member } = subject;
  const names = await customOperators(subject.source);
  if (names === null) {
    report.unknown(false, "GRAPH_UNREADABLE", "The TensorFlow Lite model is not readable.", member);
    return;
  }
  for (const name of names) {
    if (name.startsWith("Flex")) reportOperation(subject, name.slice(4));
    else if (!OWN.test(name)) {
      const text = `The model uses the custom operator ${JSON.stringify(name)}, which its program has to bring.`;
      report.unknown(false, "GRAPH_OPERATION", text, member);
    }
  }
}

/** Names of custom operators, found by the offsets of the flatbuffer; null when they lead nowhere. */
async function customOperators(source: ByteSource): Promise<string[] | null> {
  const u32 = async (at: number): Promise<number> => {
    const bytes = await source.read(at, at + 4);
    return bytes.length === 4 ? bytes.readUInt32LE(0) : Number.NaN;
  };
  /** Where a field of a table is; null when the table leaves it out. */
  const field = async (table: number, index: number): Promise<number | null> => {
    const lead = await source.read(table, table + 4);
    if (lead.length < 4) return Number.NaN;
    const offset = table - lead.readInt32LE(0);
    const entry = await source.read(offset + 4 + index * 2, offset + 6 + index * 2);
    const size = await source.read(offset, offset + 2);
    if (size.length < 2 || 4 + index * 2 >= size.readUInt16LE(0) || entry.length < 2) return null;
    return entry.readUInt16LE(0) === 0 ? null : table + entry.readUInt16LE(0);
  };
  const follow = async (at: number): Promise<number> => at + (await u32(at));

  const codes = await field(await u32(0), 1);
  if (codes === null) return [];
  const vector = await follow(codes);
  const count = await u32(vector);
  if (!(count <= MAX_OPERATORS)) return null;
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    const custom = await field(await follow(vector + 4 + index * 4), 1);
    if (custom === null) continue;
    const string = await follow(custom);
    const length = await u32(string);
    if (!(length <= MAX_NAME)) return null;
    names.push((await source.read(string + 4, string + 4 + length)).toString("utf8"));
  }
  return names;
}
