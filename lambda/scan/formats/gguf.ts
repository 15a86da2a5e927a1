import { Cursor } from "../bytes/cursor.ts";
import type { Subject } from "../subject.ts";
import { reportTemplate } from "./config/template.ts";

const MAX_KEYS = 100_000;
const MAX_TENSORS = 10_000_000;
const MAX_STRING_BYTES = 10_000_000;
const MAX_ARRAY = 10_000_000;
const MAX_NESTING = 3;
/** Bytes of a value by its type: u8 i8 u16 i16 u32 i32 f32 bool string array u64 i64 f64. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;

/** True for the mark with a version that exists, in either byte order: a text may begin with "GGUF" as well. */
export function isGguf(head: Buffer): boolean {
  if (head.length < 8 || head.toString("latin1", 0, 4) !== "GGUF") return false;
  return [head.readUInt32LE(4), head.readUInt32BE(4)].some((version) => version >= 1 && version <= 3);
}

/** Reads every key of a GGUF file and judges the chat templates, whatever their keys are called. */
export async function inspectGguf(subject: Subject): Promise<void> {
  const fault = await new GgufReader(subject).keys();
  if (fault === null) return;
  subject.report.unknown(false, "GGUF_INVALID", `The GGUF header is not valid: ${fault}.`, subject.member);
}

class GgufReader {
  readonly #subject: Subject;
  readonly #cursor: Cursor;
  #isBig = false;
  #isShort = false;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#cursor = new Cursor(subject.source, 4);
  }

  /** Reads all keys; returns what is wrong with them, null when nothing is. */
  async keys(): Promise<string | null> {
    const cursor = this.#cursor;
    if (!(await cursor.need(20))) return "it is cut off";
    const version = cursor.take(4);
    this.#isBig = version.readUInt32LE(0) > 3;
    this.#isShort = (this.#isBig ? version.readUInt32BE(0) : version.readUInt32LE(0)) === 1;
    const [tensors, keys] = [await this.#size(), await this.#size()];
    if (tensors === null || keys === null) return "it is cut off";
    if (tensors > MAX_TENSORS || keys > MAX_KEYS) return `it states ${tensors} tensors and ${keys} keys`;
    for (let index = 0; index < keys; index++) {
      const key = await this.#string(65_535);
      const type = await this.#number(4);
      if (key === null || type === null) return `key ${index} is cut off`;
      if (!(await this.#value(type, 0, /template/i.test(key))))
        return `the value of ${JSON.stringify(key)} is cut off or of no known type`;
    }
    return null;
  }

  async #number(bytes: 4 | 8): Promise<number | null> {
    if (!(await this.#cursor.need(bytes))) return null;
    const taken = this.#cursor.take(bytes);
    if (bytes === 4) return this.#isBig ? taken.readUInt32BE(0) : taken.readUInt32LE(0);
    return Number(this.#isBig ? taken.readBigUInt64BE(0) : taken.readBigUInt64LE(0));
  }

  /** Counts and lengths have 4 bytes in the first version and 8 in later ones. */
  #size(): Promise<number | null> {
    return this.#number(this.#isShort ? 4 : 8);
  }

  async #string(limit: number): Promise<string | null> {
    const bytes = await this.#size();
    if (bytes === null || bytes > limit || !(await this.#cursor.need(bytes))) return null;
    return this.#cursor.take(bytes).toString("utf8");
  }

  async #value(type: number, nesting: number, isTemplate: boolean): Promise<boolean> {
    if (type === ARRAY) return this.#array(nesting, isTemplate);
    if (type !== STRING) return VALUE_BYTES[type] !== undefined && this.#cursor.skip(VALUE_BYTES[type]);
    if (!isTemplate) {
      const bytes = await this.#size();
      return bytes !== null && bytes <= MAX_STRING_BYTES && this.#cursor.skip(bytes);
    }
    const template = await this.#string(MAX_STRING_BYTES);
    if (template !== null) reportTemplate(this.#subject, template);
    return template !== null;
  }

  async #array(nesting: number, isTemplate: boolean): Promise<boolean> {
    const [element, count] = [await this.#number(4), await this.#size()];
    if (nesting > MAX_NESTING || element === null || count === null || count > MAX_ARRAY) return false;
    const bytes = VALUE_BYTES[element];
    if (bytes === undefined) return false;
    if (bytes > 0) return this.#cursor.skip(count * bytes);
    for (let index = 0; index < count; index++)
      if (!(await this.#value(element, nesting + 1, isTemplate))) return false;
    return true;
  }
}
