import { Cursor } from "../bytes.ts";
import type { Subject } from "../subject.ts";

/** Which fields of a message hold messages worth entering, by the message's kind. */
type Schema = Readonly<Record<string, Readonly<Record<number, string>>>>;

/** ONNX: where tensors, and so references to files outside, can stand. */
const ONNX: Schema = {
  Model: { 7: "Graph", 25: "Function" },
  Graph: { 1: "Node", 5: "Tensor", 15: "SparseTensor" },
  Function: { 7: "Node" },
  Node: { 5: "Attribute" },
  Attribute: { 5: "Tensor", 6: "Graph", 10: "Tensor", 11: "Graph", 22: "SparseTensor", 23: "SparseTensor" },
  SparseTensor: { 1: "Tensor", 2: "Tensor" },
  Tensor: { 13: "Entry" },
};
/** TensorFlow's SavedModel: where operations can stand. */
const SAVED_MODEL: Schema = {
  Model: { 2: "MetaGraph" },
  MetaGraph: { 2: "Graph" },
  Graph: { 1: "Node", 2: "Library" },
  Library: { 1: "Function" },
  Function: { 3: "Node" },
};

const MAX_NESTING = 20;
const MAX_VALUE_BYTES = 4096;

interface Field {
  readonly number: number;
  /** Where a length-delimited value begins and ends; null for numbers. */
  readonly value: readonly [number, number] | null;
}

async function varint(cursor: Cursor): Promise<number | null> {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    if (!cursor.has(1) && !(await cursor.need(1))) return null;
    const byte = cursor.byte();
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  return null;
}

/** The next field; null at the end of the message or where it is not one. */
async function nextField(cursor: Cursor): Promise<Field | null> {
  const key = await varint(cursor);
  if (key === null) return null;
  const number = Math.floor(key / 8);
  const type = key % 8;
  if (number === 0) return null;
  if (type === 2) {
    const length = await varint(cursor);
    const start = cursor.position;
    return length !== null && cursor.skip(length) ? { number, value: [start, start + length] } : null;
  }
  const passed =
    type === 0 ? (await varint(cursor)) !== null : type === 1 ? cursor.skip(8) : type === 5 && cursor.skip(4);
  return passed ? { number, value: null } : null;
}

/** True when the whole content is a run of fields and some field is a message: neither format has a mark of its own. */
export async function looksLikeProtobuf(subject: Subject): Promise<"onnx" | "saved model" | null> {
  const head = await subject.source.read(0, 3);
  if (head[0] !== 0x08 || (head[1] ?? 0x80) >= 0x80) return null;
  const cursor = new Cursor(subject.source);
  const numbers = new Set<number>();
  while (cursor.position < cursor.end && (await cursor.need(1))) {
    const field = await nextField(cursor);
    if (field === null) return null;
    numbers.add(field.number);
  }
  if (numbers.has(7) && numbers.has(8)) return "onnx";
  return numbers.has(2) && [...numbers].every((number) => number <= 2) ? "saved model" : null;
}

type Visit = (kind: string, field: Field) => Promise<void>;

async function walk(
  subject: Subject,
  schema: Schema,
  kind: string,
  span: readonly [number, number],
  visit: Visit,
  nesting = 0,
) {
  const cursor = new Cursor(subject.source, span[0]);
  while (cursor.position < span[1] && (await cursor.need(1))) {
    const field = await nextField(cursor);
    if (field === null)
      return subject.report.skip(`a message could not be read beyond byte ${cursor.position}`, subject.member);
    if (field.value === null) continue;
    await visit(kind, field);
    const inner = schema[kind]?.[field.number];
    if (inner === undefined) continue;
    if (nesting >= MAX_NESTING) return subject.report.skip("its messages are nested too deeply", subject.member);
    await walk(subject, schema, inner, field.value, visit, nesting + 1);
  }
}

const textOf = async (subject: Subject, [start, end]: readonly [number, number]): Promise<string> =>
  (await subject.source.read(start, Math.min(end, start + MAX_VALUE_BYTES))).toString("utf8");

/** Reports tensors of an ONNX model that are to be read from files outside the model's folder. */
export async function inspectOnnx(subject: Subject): Promise<void> {
  await walk(subject, ONNX, "Model", [0, subject.source.size], async (kind, { number, value }) => {
    if (kind !== "Tensor" || number !== 13 || value === null) return;
    const entry: Record<number, string> = {};
    const cursor = new Cursor(subject.source, value[0]);
    while (cursor.position < value[1]) {
      const field = await nextField(cursor);
      if (field === null) break;
      if (field.value !== null) entry[field.number] = await textOf(subject, field.value);
    }
    const path = entry[1] === "location" ? (entry[2] ?? "") : "";
    if (!/^[\\/]|^[A-Za-z]:|\0|(^|[\\/])\.\.([\\/]|$)/.test(path)) return;
    const text = `A tensor is to be read from ${JSON.stringify(path)}, outside the model's folder.`;
    subject.report.find("unsafe", "ONNX_EXTERNAL_PATH", text, subject.member);
  });
}

const FILE_OPERATIONS = new Set(["ReadFile", "WriteFile", "PyFunc", "EagerPyFunc", "PyFuncStateless"]);

/** Reports operations of a SavedModel that reach files or Python. */
export async function inspectSavedModel(subject: Subject): Promise<void> {
  await walk(subject, SAVED_MODEL, "Model", [0, subject.source.size], async (kind, { number, value }) => {
    if (kind !== "Node" || number !== 2 || value === null) return;
    const operation = await textOf(subject, value);
    if (!FILE_OPERATIONS.has(operation)) return;
    const text = `The graph has the operation ${operation}, which reaches outside the model.`;
    subject.report.find("unsafe", "GRAPH_OPERATION", text, subject.member);
  });
}
