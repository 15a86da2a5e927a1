import { Cursor } from "../bytes.ts";
import type { Subject } from "../subject.ts";
import { reportTemplate } from "./template.ts";

const MAX_KEYS = 100_000;
const MAX_TENSORS = 10_000_000;
const MAX_STRING_BYTES = 10_000_000;
const MAX_ARRAY = 10_000_000;
/** Bytes of a value by its type: u8 i8 u16 i16 u32 i32 f32 bool string array u64 i64 f64. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;

/** Reads the key-value part of a GGUF file and looks at the chat template in it. */
export async function inspectGguf(subject: Subject): Promise<void> {
  const fault = await readKeys(subject);
  if (fault !== null)
    subject.report.find("suspicious", "GGUF_INVALID", `The GGUF header is not valid: ${fault}.`, subject.member);
}

async function readKeys(subject: Subject): Promise<string | null> {
  const cursor = new Cursor(subject.source, 4);
  if (!(await cursor.need(20))) return "it is cut off";
  const version = cursor.take(4).readUInt32LE(0);
  if (version < 2 || version > 3) {
    subject.report.skip(`GGUF version ${version} in this byte order is not read`, subject.member);
    return null;
  }
  const [tensors, keys] = [await number64(cursor), await number64(cursor)];
  if (tensors === null || keys === null) return "it is cut off";
  if (tensors > MAX_TENSORS || keys > MAX_KEYS) return `it announces ${tensors} tensors and ${keys} keys`;
  for (let index = 0; index < keys; index++) {
    const key = await string(cursor, 65_535);
    if (key === null || !(await cursor.need(4))) return `key ${index} is cut off`;
    const type = cursor.take(4).readUInt32LE(0);
    if (type === STRING && key.endsWith("chat_template")) {
      const template = await string(cursor, MAX_STRING_BYTES);
      if (template === null) return `the value of ${key} is cut off`;
      reportTemplate(subject, template);
    } else if (!(await skipValue(cursor, type, 0)))
      return `the value of ${JSON.stringify(key)} is cut off or of no known type`;
  }
  return null;
}

async function number64(cursor: Cursor): Promise<number | null> {
  return (await cursor.need(8)) ? Number(cursor.take(8).readBigUInt64LE(0)) : null;
}

async function string(cursor: Cursor, limit: number): Promise<string | null> {
  const bytes = await number64(cursor);
  if (bytes === null || bytes > limit || !(await cursor.need(bytes))) return null;
  return cursor.take(bytes).toString("utf8");
}

async function skipValue(cursor: Cursor, type: number, nesting: number): Promise<boolean> {
  if (type === STRING) {
    const bytes = await number64(cursor);
    return bytes !== null && bytes <= MAX_STRING_BYTES && cursor.skip(bytes);
  }
  if (type !== ARRAY) return VALUE_BYTES[type] !== undefined && cursor.skip(VALUE_BYTES[type]);
  if (nesting > 3 || !(await cursor.need(12))) return false;
  const element = cursor.take(4).readUInt32LE(0);
  const count = Number(cursor.take(8).readBigUInt64LE(0));
  if (count > MAX_ARRAY) return false;
  if (element !== STRING && element !== ARRAY) {
    return VALUE_BYTES[element] !== undefined && cursor.skip(count * VALUE_BYTES[element]);
  }
  for (let index = 0; index < count; index++) if (!(await skipValue(cursor, element, nesting + 1))) return false;
  return true;
}
