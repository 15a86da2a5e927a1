import type { OpcodeName } from "./opcodes.ts";

/** A name that a pickle asks the interpreter to import; null where it cannot be known without running the pickle. */
export interface Import {
  readonly module: string | null;
  readonly name: string | null;
  called: boolean;
}

/** What the machine knows of a value: a short text, an import, something made by calling one, or nothing. */
type Value = string | Import | Made | null;
/** The result of calling an import: kept because setting its state (BUILD) calls into it again. */
interface Made {
  readonly by: Import;
}
const MARK = Symbol("mark");

const isImport = (value: Value | typeof MARK | undefined): value is Import =>
  typeof value === "object" && value !== null && "module" in value;
const isMade = (value: Value | typeof MARK | undefined): value is Made =>
  typeof value === "object" && value !== null && "by" in value;

const MAX_STACK = 200_000;
const MAX_MEMO_TEXT = 16 * 1024 * 1024;
const MAX_MEMO_GAPS = 100_000;

/**
 * What a pickle has put aside. MEMOIZE numbers by the count of keys in use, so that count is kept exactly: a wrong one
 * would let a pickle show another name than the interpreter sees. Once it cannot be kept, every value is unknown.
 */
class Memo {
  readonly #values = new Map<number, Value>();
  /** Every key below this one is in use, and beyond it those in #others. */
  #dense = 0;
  readonly #others = new Set<number>();
  #text = 0;
  #lost = false;

  get size(): number {
    return this.#dense + this.#others.size;
  }

  get(index: number): Value {
    return this.#lost ? null : (this.#values.get(index) ?? null);
  }

  put(index: number, value: Value): void {
    if (index > this.#dense) this.#others.add(index);
    else if (index === this.#dense) this.#dense++;
    while (this.#others.delete(this.#dense)) this.#dense++;
    this.#lost ||= this.#others.size > MAX_MEMO_GAPS;
    this.#text += typeof value === "string" ? value.length : 0;
    if (value === null || this.#lost || this.#text > MAX_MEMO_TEXT) this.#values.delete(index);
    else this.#values.set(index, value);
  }
}

/**
 * Follows a pickle without running it: which texts lie on the stack and in the memo, what is imported and what is
 * called. It holds a bounded part of both; what it had to forget counts as unknown, never as harmless.
 */
export class Machine {
  readonly imports: Import[] = [];
  readonly #known = new Map<string, Import>();
  readonly #memo = new Memo();
  #stack: (Value | typeof MARK)[] = [];

  push(value: string | null): void {
    this.#push(value);
  }

  import(module: string | null, name: string | null): void {
    this.#push(this.#imported(module, name));
  }

  /** INST: an import that is called with what lies above the mark. */
  instantiate(module: string, name: string): void {
    this.#popToMark();
    this.#push(this.#call(this.#imported(module, name)));
  }

  get(index: number): void {
    this.#push(this.#memo.get(index));
  }

  put(index: number): void {
    const top = this.#stack.at(-1);
    this.#memo.put(index, top === MARK || top === undefined ? null : top);
  }

  /** Everything whose argument does not matter or that has none. */
  apply(opcode: OpcodeName): void {
    const effect = EFFECTS[opcode];
    if (effect !== undefined) {
      this.#popAndPush(effect);
      return;
    }
    switch (opcode) {
      case "MARK":
        this.#push(MARK);
        break;
      case "DUP":
        this.#push(this.#stack.at(-1) ?? null);
        break;
      case "MEMOIZE":
        this.put(this.#memo.size);
        break;
      case "STACK_GLOBAL":
        this.#stackGlobal();
        break;
      case "OBJ":
        this.#object();
        break;
      case "REDUCE":
      case "NEWOBJ":
        this.#callBelow(1);
        break;
      case "NEWOBJ_EX":
        this.#callBelow(2);
        break;
      case "BUILD":
        this.#build();
        break;
      case "POP_MARK":
      case "APPENDS":
      case "SETITEMS":
      case "ADDITEMS":
        this.#popToMark();
        break;
      case "LIST":
      case "DICT":
      case "TUPLE":
      case "FROZENSET":
        this.#popToMark();
        this.#push(null);
        break;
    }
  }

  #push(value: Value | typeof MARK): void {
    this.#stack.push(value);
    if (this.#stack.length > 2 * MAX_STACK) this.#stack = this.#stack.slice(-MAX_STACK);
  }

  #pop(): Value {
    const value = this.#stack.pop();
    return value === MARK || value === undefined ? null : value;
  }

  #popAndPush([pops, pushes]: readonly [number, boolean]): void {
    for (let left = pops; left > 0; left--) this.#pop();
    if (pushes) this.#push(null);
  }

  #popToMark(): Value[] {
    const above: Value[] = [];
    for (let value = this.#stack.pop(); value !== MARK && value !== undefined; value = this.#stack.pop()) {
      above.push(value);
    }
    return above.reverse();
  }

  #imported(module: string | null, name: string | null): Import {
    const key = `${module ?? ""}\n${name ?? ""}\n${module === null || name === null}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = { module, name, called: false };
      this.#known.set(key, found);
      this.imports.push(found);
    }
    return found;
  }

  #call(value: Value): Value {
    if (!isImport(value)) return null;
    value.called = true;
    return { by: value };
  }

  #stackGlobal(): void {
    const name = this.#pop();
    const module = this.#pop();
    this.import(typeof module === "string" ? module : null, typeof name === "string" ? name : null);
  }

  #callBelow(args: number): void {
    for (let left = args; left > 0; left--) this.#pop();
    this.#push(this.#call(this.#pop()));
  }

  #object(): void {
    this.#push(this.#call(this.#popToMark()[0] ?? null));
  }

  #build(): void {
    this.#pop();
    const target = this.#stack.at(-1);
    if (isMade(target)) target.by.called = true;
  }
}

/** How many values an opcode takes and whether it leaves one that the machine need not know. */
const EFFECTS: Partial<Record<OpcodeName, readonly [number, boolean]>> = {
  POP: [1, false],
  BINPERSID: [1, true],
  PERSID: [0, true],
  APPEND: [1, false],
  SETITEM: [2, false],
  NONE: [0, true],
  NEWTRUE: [0, true],
  NEWFALSE: [0, true],
  INT: [0, true],
  BININT: [0, true],
  BININT1: [0, true],
  BININT2: [0, true],
  LONG: [0, true],
  LONG1: [0, true],
  LONG4: [0, true],
  FLOAT: [0, true],
  BINFLOAT: [0, true],
  BINBYTES: [0, true],
  SHORT_BINBYTES: [0, true],
  BINBYTES8: [0, true],
  BYTEARRAY8: [0, true],
  NEXT_BUFFER: [0, true],
  EMPTY_LIST: [0, true],
  EMPTY_DICT: [0, true],
  EMPTY_TUPLE: [0, true],
  EMPTY_SET: [0, true],
  TUPLE1: [1, true],
  TUPLE2: [2, true],
  TUPLE3: [3, true],
};
