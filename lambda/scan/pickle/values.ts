/** A name that a pickle asks the interpreter to import; null where it cannot be known without running the pickle. */
export interface Import {
  readonly module: string | null;
  readonly name: string | null;
  /** True once it is called, or handed to something that may call it. */
  called: boolean;
  /** True once the pickle changes the imported thing itself, which every later user of it sees. */
  patched: boolean;
}

/** The result of calling an import: kept because setting its state (BUILD) calls into it again. */
export interface Made {
  readonly by: Import;
  readonly args: readonly Value[];
  state: Value;
}

/** What is known of a value: texts, numbers, imports, what they made, short tuples and dicts; null is unknown. */
export type Value = string | number | Import | Made | readonly Value[] | Map<string, Value> | null;

const isRecord = (value: Value | undefined): value is Import | Made =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
export const isImport = (value: Value | undefined): value is Import => isRecord(value) && "module" in value;
export const isMade = (value: Value | undefined): value is Made => isRecord(value) && "by" in value;

/** What the interpreter cannot call: trying ends the load. */
export const isUncallable = (value: Value): boolean =>
  typeof value === "string" || typeof value === "number" || Array.isArray(value) || value instanceof Map;

const MAX_ITEMS = 32;

/** A tuple; one that is too long to be of interest is unknown. */
export const tuple = (items: readonly Value[]): Value => (items.length <= MAX_ITEMS ? items : null);

/** Marks the imports among values that are handed to a call: the callee may call them. */
export function markHandedOver(values: readonly Value[]): void {
  for (const value of values) {
    if (isImport(value)) value.called = true;
    else if (Array.isArray(value)) markHandedOver(value as readonly Value[]);
  }
}

/**
 * Attributes that the interpreter itself calls while it continues with a pickle: an import stored under such a name, or
 * under one that is not known, may be called without a call in the pickle.
 */
const CALLED_ATTRIBUTE = /^(__\w*|append|extend|add)$/;

/** Sets keys and values, which alternate; a dict that is no longer wholly known is emptied for good. */
export function setItems(dict: Value | undefined, items: readonly Value[]): void {
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [key = null, value = null] = [items[at], items[at + 1]];
    const isCalled = typeof key === "string" ? CALLED_ATTRIBUTE.test(key) : key === null || isMade(key);
    if (isCalled && isImport(value)) value.called = true;
    if (!(dict instanceof Map)) continue;
    if (typeof key === "string" && dict.size < MAX_ITEMS && !dict.has(UNKNOWN)) dict.set(key, value);
    else {
      dict.clear();
      dict.set(UNKNOWN, null);
    }
  }
}
const UNKNOWN = "";

/** What joblib puts into the stream behind the description of an array: raw numbers, or another pickle. */
export interface Raw {
  /** Bytes of the numbers; null for a pickle. */
  readonly bytes: number | null;
  readonly padded: boolean;
}

export const isArrayWrapper = ({ by }: Made): boolean =>
  by.module === "joblib.numpy_pickle" && by.name === "NumpyArrayWrapper";

/** What follows the description of an array; null when that cannot be told. */
export function rawOf(state: Value): Raw | null {
  if (!(state instanceof Map)) return null;
  const [dtype, shape] = [state.get("dtype"), state.get("shape")];
  if (!isMade(dtype) || dtype.by.module !== "numpy" || dtype.by.name !== "dtype") return null;
  const itemBytes = itemBytesOf(dtype);
  if (itemBytes === "pickle") return { bytes: null, padded: false };
  if (itemBytes === null || !Array.isArray(shape)) return null;
  if (!shape.every((side) => typeof side === "number" && side >= 0)) return null;
  const bytes = shape.reduce<number>((product, side) => product * (side as number), itemBytes);
  return { bytes, padded: typeof state.get("numpy_array_alignment_bytes") === "number" };
}

/** Bytes of an element; "pickle" for one that holds objects. */
function itemBytesOf({ args: [type], state }: Made): number | "pickle" | null {
  if (typeof type !== "string") return null;
  if (/^[<>|=]?O\d*$/.test(type)) return "pickle";
  const [, kind, size] = /^[<>|=]?([fiucbSUmMV])(\d{1,6})$/.exec(type) ?? [];
  if (kind === undefined) return null;
  if (kind !== "V" || !Array.isArray(state)) return Number(size) * (kind === "U" ? 4 : 1);
  // The state of a structured type ends with its size, alignment and flags; the lowest flag says that it holds objects.
  const [bytes, , flags] = (state as readonly Value[]).slice(5, 8);
  if (typeof bytes !== "number" || typeof flags !== "number") return null;
  return (flags & 1) === 1 ? "pickle" : bytes;
}
