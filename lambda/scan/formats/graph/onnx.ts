import { isOutside } from "../../archives/paths.ts";
import { Cursor } from "../../bytes/cursor.ts";
import type { Subject } from "../../subject.ts";
import { nextField, type Schema, textOf, walkMessages } from "./protobuf.ts";

/** Where tensors, and so references to files outside, can be. */
const ONNX: Schema = {
  Model: { 7: "Graph", 8: "Import", 20: "Training", 25: "Function" },
  Training: { 1: "Graph", 2: "Graph" },
  Graph: { 1: "Node", 5: "Tensor", 15: "SparseTensor" },
  Function: { 7: "Node", 9: "Import", 11: "Attribute" },
  Node: { 5: "Attribute" },
  Attribute: { 5: "Tensor", 6: "Graph", 10: "Tensor", 11: "Graph", 22: "SparseTensor", 23: "SparseTensor" },
  SparseTensor: { 1: "Tensor", 2: "Tensor" },
  Tensor: { 13: "Entry" },
};
const DOMAIN =
  /^(|ai\.onnx(\.(ml|training|preview\.training|preview))?|com\.microsoft(\.(nchwc|experimental|extensions))?|com\.ms\.internal\.nhwc|pkg\.(onnxscript|torch)\..*|local|onnxscript.*)$/;

/** Reports tensors of an ONNX model that are read from outside its folder, and operators that need other libraries. */
export async function inspectOnnx(subject: Subject): Promise<void> {
  const { report, member } = subject;
  const isRead = await walkMessages(subject, ONNX, async (kind, { number, value }) => {
    if (value === null) return;
    if (kind === "Tensor" && number === 13) await reportLocation(subject, value);
    if (kind !== "Node" || number !== 7) return;
    const domain = await textOf(subject, value);
    if (DOMAIN.test(domain)) return;
    const text = `The graph uses operators of ${JSON.stringify(domain)}, a library that has to be loaded first.`;
    report.unknown(false, "GRAPH_OPERATION", text, member);
  });
  if (!isRead) report.unknown(false, "GRAPH_UNREADABLE", "The ONNX model is not a valid message.", member);
}

/** Of a key that occurs twice the last value counts, as in protocol buffers. */
async function reportLocation(subject: Subject, [start, end]: readonly [number, number]): Promise<void> {
  const entry: Record<number, string> = {};
  const cursor = new Cursor(subject.source, start);
  while (cursor.position < end) {
    const field = await nextField(cursor);
    if (field === null) break;
    if (field.value !== null) entry[field.number] = await textOf(subject, field.value);
  }
  const path = entry[1] === "location" ? (entry[2] ?? "") : "";
  if (!isOutside(path) && !path.includes("\0")) return;
  const text = `A tensor is read from ${JSON.stringify(path)}, outside the model's folder.`;
  subject.report.find("unsafe", "ONNX_EXTERNAL_PATH", text, subject.member);
}
