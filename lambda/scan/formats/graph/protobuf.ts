/** Reads the wire format of protocol buffers, as strictly as its own parsers: what they refuse is not a message. */
import { Cursor } from "../../bytes/cursor.ts";
import { sliceSource } from "../../bytes/source.ts";
import type { Subject } from "../../subject.ts";

/** Which fields of a message hold messages worth entering, by the message's kind. */
export type Schema = Readonly<Record<string, Readonly<Record<number, string>>>>;

export interface Field {
  readonly number: number;
  /** Where a length-delimited value begins and ends; null for numbers and groups. */
  readonly value: readonly [number, number] | null;
}

const MAX_NESTING = 100;
const MAX_VALUE_BYTES = 4096;
const MAX_NUMBER = 2 ** 29 - 1;

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

/** The next field; null where the bytes are no field. */
export async function nextField(cursor: Cursor, nesting = 0): Promise<Field | null> {
  const key = await varint(cursor);
  if (key === null) return null;
  const [number, type] = [Math.floor(key / 8), key % 8];
  if (number === 0 || number > MAX_NUMBER || nesting > MAX_NESTING) return null;
  if (type === 2) {
    const length = await varint(cursor);
    const start = cursor.position;
    return length !== null && cursor.skip(length) ? { number, value: [start, start + length] } : null;
  }
  const isRead =
    type === 0
      ? (await varint(cursor)) !== null
      : type === 1
        ? cursor.skip(8)
        : type === 5
          ? cursor.skip(4)
          : type === 3 && (await skipGroup(cursor, number, nesting + 1));
  return isRead ? { number, value: null } : null;
}

/** Parsers skip groups, which no format here has; their fields must not be taken for others. */
async function skipGroup(cursor: Cursor, number: number, nesting: number): Promise<boolean> {
  for (;;) {
    const start = cursor.position;
    const key = await varint(cursor);
    if (key === null) return false;
    if (key % 8 === 4) return Math.floor(key / 8) === number;
    const back = cursor.rewind(start);
    if (!back || (await nextField(cursor, nesting)) === null) return false;
  }
}

/** The field numbers of the whole content; null when it is not one message. */
export async function fieldNumbers(subject: Subject): Promise<ReadonlySet<number> | null> {
  const cursor = new Cursor(subject.source);
  const numbers = new Set<number>();
  while (cursor.position < cursor.end && (await cursor.need(1))) {
    const field = await nextField(cursor);
    if (field === null) return null;
    numbers.add(field.number);
  }
  return numbers;
}

export type Visit = (kind: string, field: Field) => Promise<void>;

/**
 * Visits every field of the messages that a schema names.
 * @returns false when a message is not readable, as its own parser would find
 */
export async function walkMessages(subject: Subject, schema: Schema, visit: Visit): Promise<boolean> {
  const walk = async (kind: string, [start, end]: readonly [number, number], nesting: number): Promise<boolean> => {
    if (nesting > MAX_NESTING) return false;
    const cursor = new Cursor(sliceSource(subject.source, 0, end), start);
    while (cursor.position < end && (await cursor.need(1))) {
      const field = await nextField(cursor);
      if (field === null) return false;
      if (field.value === null) continue;
      await visit(kind, field);
      const inner = schema[kind]?.[field.number];
      if (inner !== undefined && !(await walk(inner, field.value, nesting + 1))) return false;
    }
    return true;
  };
  return walk("Model", [0, subject.source.size], 0);
}

/** A text field, of which the first bytes suffice. */
export const textOf = async (
  { source }: Subject,
  [start, end]: readonly [number, number],
  limit = MAX_VALUE_BYTES,
): Promise<string> => (await source.read(start, Math.min(end, start + limit))).toString("utf8");
