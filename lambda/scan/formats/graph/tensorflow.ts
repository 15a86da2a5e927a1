import { parseFileJson } from "../../../../domain/json.ts";
import type { Subject } from "../../subject.ts";
import { reportKeras } from "../config/keras.ts";
import { reportOperation } from "./operations.ts";
import { type Schema, textOf, walkMessages } from "./protobuf.ts";

/** SavedModel: where operations and the metadata of Keras objects can be. */
const SAVED_MODEL: Schema = {
  Model: { 2: "MetaGraph" },
  MetaGraph: { 2: "Graph", 7: "Objects" },
  Graph: { 1: "Node", 2: "Library" },
  Library: { 1: "Function" },
  Function: { 3: "Node" },
  Objects: { 1: "Object" },
  Object: { 4: "UserObject" },
};
/** keras_metadata.pb: a configuration per object. */
const KERAS_METADATA: Schema = { Model: { 1: "KerasObject" } };
/** A graph alone, as "frozen" models are. */
const GRAPH: Schema = { Model: { 1: "Node", 2: "Library" }, Library: { 1: "Function" }, Function: { 3: "Node" } };

const MAX_METADATA_BYTES = 8 * 1024 * 1024;

/** Where a message's name of an operation or JSON of Keras is: [kind, field]. */
const isOperation = (kind: string, field: number): boolean => kind === "Node" && field === 2;
const isMetadata = (kind: string, field: number): boolean =>
  (kind === "UserObject" && field === 3) || (kind === "KerasObject" && field === 5);

async function inspectMessages(subject: Subject, schema: Schema): Promise<void> {
  const seen = new Set<string>();
  const isRead = await walkMessages(subject, schema, async (kind, { number, value }) => {
    if (value === null) return;
    if (isMetadata(kind, number)) reportMetadata(subject, await textOf(subject, value, MAX_METADATA_BYTES));
    if (!isOperation(kind, number)) return;
    const operation = await textOf(subject, value);
    if (!seen.has(operation)) reportOperation(subject, operation);
    seen.add(operation);
  });
  if (isRead) return;
  subject.report.unknown(false, "GRAPH_UNREADABLE", "The TensorFlow message is not valid.", subject.member);
}

function reportMetadata(subject: Subject, text: string): void {
  const json = text.trim() === "" ? null : parseFileJson(text);
  if (json !== undefined) {
    reportKeras(subject, json);
    return;
  }
  subject.report.unknown(true, "KERAS_UNREADABLE", "The metadata of a Keras object is not valid JSON.", subject.member);
}

export const inspectSavedModel = (subject: Subject): Promise<void> => inspectMessages(subject, SAVED_MODEL);
export const inspectKerasMetadata = (subject: Subject): Promise<void> => inspectMessages(subject, KERAS_METADATA);
export const inspectGraph = (subject: Subject): Promise<void> => inspectMessages(subject, GRAPH);
