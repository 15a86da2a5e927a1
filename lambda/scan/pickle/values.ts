/** A name that a pickle asks the interpreter to import; null where it cannot be known without running the pickle. */
export interface Import {
  readonly module: string | null;
  readonly name: string | null;
  called: boolean;
}

/** The result of calling an import: kept because setting its state (BUILD) calls into it again. */
export interface Made {
  readonly by: Import;
  /** Its first argument when that is a text. */
  readonly first: string | null;
}

/** What is known of a value: texts, numbers, imports, what they made, short tuples and dicts; null is unknown. */
export type Value = string | number | Import | Made | readonly Value[] | Map<string, Value> | null;

export const MARK = Symbol("mark");
export type Slot = Value | typeof MARK;

export const isImport = (value: Slot | undefined): value is Import =>
  typeof value === "object" && value !== null && "module" in value;
export const isMade = (value: Slot | undefined): value is Made =>
  typeof value === "object" && value !== null && "by" in value;

const MAX_ITEMS = 32;

/** A tuple; one that is too long to be of interest is unknown. */
export const tuple = (items: readonly Value[]): Value => (items.length <= MAX_ITEMS ? items : null);

/** Sets keys and values, which alternate; a dict that is no longer wholly known is emptied for good. */
export function setItems(dict: Slot | undefined, items: readonly Value[]): void {
  if (!(dict instanceof Map)) return;
  for (let at = 0; at + 1 < items.length; at += 2) {
    const key = items[at];
    const known = typeof key === "string" && dict.size < MAX_ITEMS && !dict.has(UNKNOWN);
    if (known) dict.set(key, items[at + 1] ?? null);
    else {
      dict.clear();
      dict.set(UNKNOWN, null);
    }
  }
}
const UNKNOWN = "";

/** Raw numbers, or another pickle, that joblib puts into the stream behind the description of an array. */
export type Raw =
  | { readonly kind: "numbers"; readonly bytes: number; readonly padded: boolean }
  | { readonly kind: "pickle" };

export const isArrayWrapper = ({ by }: Made): boolean =>
  by.module === "joblib.numpy_pickle" && by.name === "NumpyArrayWrapper";

/** What follows the description of an array; null when that cannot be told. */
export function rawOf(state: Value): Raw | null {
  if (!(state instanceof Map)) return null;
  const [dtype, shape] = [state.get("dtype"), state.get("shape")];
  const type = isMade(dtype) && dtype.by.module === "numpy" && dtype.by.name === "dtype" ? dtype.first : null;
  if (type !== null && /^[<>|=]?O\d*$/.test(type)) return { kind: "pickle" };
  const size = /^[<>|=]?([fiucbSUmM])(\d{1,6})$/.exec(type ?? "");
  if (size === null || !Array.isArray(shape) || !shape.every((side) => typeof side === "number" && side >= 0))
    return null;
  const itemBytes = Number(size[2]) * (size[1] === "U" ? 4 : 1);
  const bytes = shape.reduce<number>((product, side) => product * side, itemBytes);
  return { kind: "numbers", bytes, padded: typeof state.get("numpy_array_alignment_bytes") === "number" };
}
