import type { Opcode } from "./opcodes.ts";

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
const MAX_MEMO_VALUES = 500_000;
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
    const full = this.#text > MAX_MEMO_TEXT || this.#values.size >= MAX_MEMO_VALUES;
    if (value === null || this.#lost || full) this.#values.delete(index);
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
  apply({ name, effect }: Opcode): void {
    if (effect !== null) {
      for (let left = effect[0]; left > 0; left--) this.#pop();
      if (effect[1]) this.#push(null);
      return;
    }
    switch (name) {
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
