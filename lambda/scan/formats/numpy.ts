import { sliceSource } from "../bytes/source.ts";
import { inspectPickles } from "../pickle/pickles.ts";
import type { Subject } from "../subject.ts";
import { type Literal, NotALiteral, parseLiteral } from "./python-literal.ts";

const MAX_HEADER_BYTES = 1024 * 1024;
const MAGIC = Buffer.from("\x93NUMPY", "latin1");
const MAX_ARRAYS = 10_000;

interface Header {
  /** Where the elements begin. */
  readonly start: number;
  /** Bytes of an element when it is proven to be a plain number or text; else null. */
  readonly itemBytes: number | null;
  readonly count: number;
}

/**
 * Inspects arrays saved by numpy. numpy unpickles the elements of an array that holds objects, and decides so from the
 * type in the header: only a type that is proven to be numbers or text is passed over.
 */
export async function inspectNpy(subject: Subject): Promise<void> {
  const { source, report, member } = subject;
  let at = 0;
  for (let arrays = 0; arrays < MAX_ARRAYS; arrays++) {
    const header = await readHeader(subject, at);
    if (header.fault !== null) {
      report.unknown(true, "NPY_HEADER", `The header of the array is not understood: ${header.fault}.`, member);
      return inspectPickles(subject, header.start);
    }
    if (header.itemBytes === null) return inspectPickles(subject, header.start);
    at = header.start + header.count * header.itemBytes;
    if (at > source.size && Number.isFinite(source.size))
      return report.unknown(false, "NPY_CUT_OFF", "The array has fewer elements than its header says.", member);
    const next = await source.read(at, at + MAGIC.length);
    if (next.length === 0) return;
    if (!next.equals(MAGIC)) {
      report.unknown(false, "NPY_TRAILING", `After the array, from byte ${at} on, there is other data.`, member);
      return subject.inspect({ ...subject, source: sliceSource(source, at, source.size), depth: subject.depth + 1 });
    }
  }
}

type Read = (Header & { readonly fault: null }) | { readonly fault: string; readonly start: number };

async function readHeader({ source }: Subject, at: number): Promise<Read> {
  const head = await source.read(at, at + 12);
  const version = head[6] ?? 0;
  if (head.length < 12 || version < 1 || version > 3) return { fault: "its version is not known", start: at + 10 };
  const isWide = version >= 2;
  const bytes = isWide ? head.readUInt32LE(8) : head.readUInt16LE(8);
  const start = at + (isWide ? 12 : 10);
  if (bytes > MAX_HEADER_BYTES) return { fault: "it is too long", start: start + bytes };
  const text = (await source.read(start, start + bytes)).toString(version === 3 ? "utf8" : "latin1");
  const fields = literalOf(text);
  if (!(fields instanceof Map) || [...fields.keys()].sort().join() !== "descr,fortran_order,shape")
    return { fault: "it is not the dict that numpy writes", start: start + bytes };
  const shape = fields.get("shape");
  if (!Array.isArray(shape) || !shape.every((side) => Number.isSafeInteger(side) && (side as number) >= 0))
    return { fault: "its shape is not a tuple of sizes", start: start + bytes };
  const count = shape.reduce<number>((product, side) => product * (side as number), 1);
  return { fault: null, start: start + bytes, itemBytes: itemBytesOf(fields.get("descr") ?? null, 0), count };
}

function literalOf(text: string): Literal | undefined {
  try {
    return parseLiteral(text);
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

/** The types that numpy writes for numbers, texts, times and gaps; names such as "f" or "float64" are not proven. */
const PLAIN =
  /^([<>|=])(?:([?bB])1?|([iufc])(1|2|4|8|10|12|16|20|24|32)|([SaVU])(\d{1,9})|([mM])8(?:\[[\w/]{1,20}\])?)$/;
const MAX_FIELDS = 10_000;
const MAX_NESTING = 10;

/** Bytes of an element of a type that is proven to hold no objects; else null. */
function itemBytesOf(descr: Literal, depth: number): number | null {
  if (typeof descr === "string") return plainBytes(descr);
  if (!Array.isArray(descr) || depth > MAX_NESTING) return null;
  // A pair is a type and the shape of a sub-array, or a list of fields is a record.
  const fields = descr as readonly Literal[];
  if (fields.length === 2 && typeof fields[0] === "string" && isShape(fields[1]))
    return timesShape(fields[0], fields[1], depth);
  if (fields.length === 0 || fields.length > MAX_FIELDS) return null;
  let sum = 0;
  for (const field of fields) {
    const bytes = fieldBytes(field, depth);
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}

/** A field: its name, or title and name, then its type and perhaps a shape. */
function fieldBytes(field: Literal, depth: number): number | null {
  if (!Array.isArray(field) || field.length < 2 || field.length > 3) return null;
  const [name, type, shape] = field as readonly Literal[];
  const isNamed = typeof name === "string" || (Array.isArray(name) && name.every((part) => typeof part === "string"));
  if (!isNamed || type === undefined) return null;
  return shape === undefined ? itemBytesOf(type, depth + 1) : timesShape(type, shape, depth);
}

function timesShape(type: Literal, shape: Literal | undefined, depth: number): number | null {
  const one = itemBytesOf(type, depth + 1);
  const sides = typeof shape === "number" ? [shape] : shape;
  if (one === null || !isShape(sides)) return null;
  return sides.reduce((product, side) => product * side, one);
}

const isShape = (value: Literal | undefined): value is readonly number[] =>
  Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && (side as number) >= 0);

function plainBytes(type: string): number | null {
  const [whole, , flag, , number, text, length] = PLAIN.exec(type) ?? [];
  if (whole === undefined) return null;
  if (flag !== undefined) return 1;
  if (number !== undefined) return Number(number);
  if (text !== undefined) return Number(length) * (text === "U" ? 4 : 1);
  return 8;
}
