import { Memo } from "./memo.ts";
import type { Opcode } from "./opcodes.ts";
import {
  type Import,
  isArrayWrapper,
  isImport,
  isMade,
  MARK,
  type Raw,
  rawOf,
  type Slot,
  setItems,
  tuple,
  type Value,
} from "./values.ts";

const MAX_STACK = 200_000;
const MAX_FORKED_STACK = 1000;
/** More distinct imports than any honest pickle has; those beyond count as hidden. */
const MAX_IMPORTS = 10_000;

/** What can be no operand of an import: a mark or a number. An unknown value can. */
const isNoName = (slot: Slot): boolean => slot === MARK || typeof slot === "number";

/**
 * Follows a pickle without running it: which texts lie on the stack and in the memo, what is imported and what is
 * called. It holds a bounded part of both; what it had to forget counts as unknown, never as harmless.
 */
export class Machine {
  readonly imports: Import[] = [];
  readonly #known = new Map<string, Import>();
  readonly #memo: Memo;
  #stack: Slot[] = [];
  /** True once a part of the stack was let go: then an empty one proves nothing. */
  #forgot = false;
  #impossible = false;
  #raw: Raw | "unknown" | null = null;

  constructor(memo = new Memo()) {
    this.#memo = memo;
  }

  /** True when an import asked for names where nothing or no text can lie: every loader stops there, so this is noise. */
  get impossible(): boolean {
    return this.#impossible;
  }

  /** A machine that goes on from here by itself, while this one rests. */
  fork(): Machine {
    const fork = new Machine(new Memo(this.#memo));
    fork.#forgot = this.#forgot || this.#stack.length > MAX_FORKED_STACK;
    fork.#stack = this.#stack.slice(-MAX_FORKED_STACK);
    return fork;
  }

  /** What joblib would read past the opcodes at this place; asked for once. */
  takeRaw(): Raw | "unknown" | null {
    const raw = this.#raw;
    this.#raw = null;
    return raw;
  }

  push(value: string | number | null): void {
    this.#push(value);
  }

  import(module: string | null, name: string | null): void {
    this.#push(this.#imported(module, name));
  }

  /** INST: an import that is called with what lies above the mark. */
  instantiate(module: string, name: string): void {
    this.#popToMark();
    this.#push(this.#call(this.#imported(module, name), null));
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
      default:
        this.#collect(name);
    }
  }

  /** Tuples, dicts and what is gathered above a mark. */
  #collect(name: Opcode["name"]): void {
    switch (name) {
      case "EMPTY_TUPLE":
        this.#push([]);
        break;
      case "TUPLE1":
      case "TUPLE2":
      case "TUPLE3":
        this.#push(this.#popItems(Number(name.at(-1))));
        break;
      case "TUPLE":
        this.#push(tuple(this.#popToMark()));
        break;
      case "EMPTY_DICT":
        this.#push(new Map());
        break;
      case "SETITEM": {
        const items = this.#popItems(2);
        setItems(this.#stack.at(-1), items);
        break;
      }
      case "SETITEMS": {
        const items = this.#popToMark();
        setItems(this.#stack.at(-1), items);
        break;
      }
      case "POP_MARK":
      case "APPENDS":
      case "ADDITEMS":
        this.#popToMark();
        break;
      case "LIST":
      case "DICT":
      case "FROZENSET":
        this.#popToMark();
        this.#push(null);
        break;
    }
  }

  #push(value: Slot): void {
    this.#stack.push(value);
    if (this.#stack.length <= 2 * MAX_STACK) return;
    this.#stack = this.#stack.slice(-MAX_STACK);
    this.#forgot = true;
  }

  #pop(): Value {
    const value = this.#stack.pop();
    return value === MARK || value === undefined ? null : value;
  }

  #popItems(count: number): Value[] {
    const items: Value[] = [];
    for (let left = count; left > 0; left--) items.push(this.#pop());
    return items.reverse();
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
    if (found === undefined && this.imports.length >= MAX_IMPORTS && module !== null) return this.#imported(null, null);
    if (found === undefined) {
      found = { module, name, called: false };
      this.#known.set(key, found);
      this.imports.push(found);
    }
    return found;
  }

  #call(value: Value, args: Value): Value {
    if (!isImport(value)) return null;
    value.called = true;
    const first = Array.isArray(args) ? args[0] : null;
    return { by: value, first: typeof first === "string" ? first : null };
  }

  #stackGlobal(): void {
    if (this.#stack.slice(-2).some(isNoName) || (this.#stack.length < 2 && !this.#forgot)) {
      this.#impossible = true;
      return;
    }
    const name = this.#pop();
    const module = this.#pop();
    this.import(typeof module === "string" ? module : null, typeof name === "string" ? name : null);
  }

  #callBelow(args: number): void {
    const [first = null] = this.#popItems(args);
    this.#push(this.#call(this.#pop(), first));
  }

  #object(): void {
    this.#push(this.#call(this.#popToMark()[0] ?? null, null));
  }

  #build(): void {
    const state = this.#pop();
    const target = this.#stack.at(-1);
    if (!isMade(target)) return;
    target.by.called = true;
    if (isArrayWrapper(target)) this.#raw = rawOf(state) ?? "unknown";
  }
}
