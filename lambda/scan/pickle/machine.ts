import { Memo } from "./memo.ts";
import type { Opcode } from "./opcodes.ts";
import { Stack } from "./stack.ts";
import {
  type Import,
  isArrayWrapper,
  isImport,
  isMade,
  isUncallable,
  markHandedOver,
  type Raw,
  rawOf,
  setItems,
  tuple,
  type Value,
} from "./values.ts";

/** More distinct imports than any honest pickle has; those beyond count as hidden. */
const MAX_IMPORTS = 10_000;

/**
 * Follows a pickle without running it, by the rules of CPython's unpickler: which texts lie on the stack and in the
 * memo, what is imported and what is called. What it had to forget counts as unknown, never as harmless.
 */
export class Machine {
  readonly imports: Import[] = [];
  readonly #known = new Map<string, Import>();
  readonly #memo: Memo;
  readonly #stack: Stack;
  #impossible = false;
  #raw: Raw | "unknown" | null = null;

  constructor(memo = new Memo(), stack = new Stack()) {
    this.#memo = memo;
    this.#stack = stack;
  }

  /** True when every interpreter raises an error at this place: nothing after it is loaded. */
  get impossible(): boolean {
    return this.#impossible || this.#stack.isUnderflown;
  }

  /** A machine that continues from here on its own, while this one rests. */
  fork(): Machine {
    return new Machine(new Memo(this.#memo), this.#stack.fork());
  }

  /** What joblib would read past the opcodes at this place; asked for once. */
  takeRaw(): Raw | "unknown" | null {
    const raw = this.#raw;
    this.#raw = null;
    return raw;
  }

  push(value: Value): void {
    this.#stack.push(value);
  }

  import(module: string | null, name: string | null): void {
    this.push(this.#imported(module, name));
  }

  /** INST: an import that is called with what lies above the mark. */
  instantiate(module: string, name: string): void {
    const args = this.#stack.takeToMark();
    if (!this.impossible) this.push(this.#call(this.#imported(module, name), args));
  }

  get(index: number): void {
    this.push(this.#memo.get(index));
  }

  put(index: number): void {
    if (this.#stack.lacks(1)) return;
    this.#memo.put(index, this.#stack.top);
  }

  /** Executes an opcode whose argument does not matter or that has none. */
  apply({ name, effect }: Opcode): void {
    if (effect !== null) {
      this.#effect(name, effect[0], effect[1]);
      return;
    }
    switch (name) {
      case "MARK":
        this.#stack.mark();
        break;
      case "POP":
        this.#stack.pop();
        break;
      case "DUP":
        if (!this.#stack.lacks(1)) this.push(this.#stack.top);
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
      case "STOP":
        this.#stack.lacks(1);
        break;
      default:
        this.#collect(name);
    }
  }

  #effect(name: Opcode["name"], takes: number, leavesValue: boolean): void {
    if (takes > 0) {
      if (this.#stack.lacks(takes + (name === "APPEND" ? 1 : 0))) return;
      const taken = this.#stack.take(takes);
      if (name === "APPEND") this.#addTo(taken);
      if (name === "BINPERSID") {
        this.push(persistent(taken[0] ?? null));
        return;
      }
    }
    if (leavesValue) this.push(null);
  }

  /** Tuples, dicts and what is gathered above a mark. */
  #collect(name: Opcode["name"]): void {
    switch (name) {
      case "EMPTY_TUPLE":
        this.push([]);
        break;
      case "TUPLE1":
      case "TUPLE2":
      case "TUPLE3":
        this.push(tuple(this.#stack.take(Number(name.at(-1)))));
        break;
      case "TUPLE":
        this.push(tuple(this.#stack.takeToMark()));
        break;
      case "EMPTY_DICT":
        this.push(new Map());
        break;
      case "SETITEM":
        this.#setBelow(this.#stack.take(2));
        break;
      case "SETITEMS":
        this.#setBelow(this.#stack.takeToMark());
        break;
      case "POP_MARK":
        this.#stack.takeToMark();
        break;
      case "APPENDS":
      case "ADDITEMS":
        this.#addTo(this.#stack.takeToMark());
        break;
      case "DICT":
        setItems(undefined, this.#stack.takeToMark());
        this.push(null);
        break;
      case "LIST":
      case "FROZENSET":
        this.#stack.takeToMark();
        this.push(null);
        break;
    }
  }

  #imported(module: string | null, name: string | null): Import {
    const key = `${module ?? ""}\n${name ?? ""}\n${module === null || name === null}`;
    let found = this.#known.get(key);
    if (found === undefined && this.imports.length >= MAX_IMPORTS && module !== null) return this.#imported(null, null);
    if (found === undefined) {
      found = { module, name, called: false, patched: false };
      this.#known.set(key, found);
      this.imports.push(found);
    }
    return found;
  }

  /** What is no import is called under a name that it hides, unless it cannot be called at all. */
  #call(callee: Value, args: Value): Value {
    if (isUncallable(callee)) this.#impossible = true;
    if (this.impossible) return null;
    const by = isImport(callee) ? callee : this.#imported(null, null);
    by.called = true;
    const known = Array.isArray(args) ? (args as readonly Value[]) : [];
    markHandedOver(known);
    return { by, args: known, state: null };
  }

  #stackGlobal(): void {
    const [module = null, name = null] = this.#stack.take(2);
    this.#impossible ||= typeof module === "number" || typeof name === "number";
    if (this.impossible) return;
    this.import(typeof module === "string" ? module : null, typeof name === "string" ? name : null);
  }

  #callBelow(operands: number): void {
    const [callee = null, args = null] = this.#stack.take(operands + 1);
    if (typeof args === "string" || typeof args === "number") this.#impossible = true;
    else this.push(this.#call(callee, args));
  }

  #object(): void {
    const [callee, ...args] = this.#stack.takeToMark();
    if (callee === undefined) this.#impossible = true;
    else this.push(this.#call(callee, args));
  }

  #setBelow(items: readonly Value[]): void {
    if (this.#stack.lacks(1)) return;
    const target = this.#stack.top;
    setItems(target, items);
    this.#patch(target);
  }

  #addTo(items: readonly Value[]): void {
    if (!this.#stack.lacks(1) && items.length > 0) this.#patch(this.#stack.top);
  }

  /** Items and attributes set on an import change the program, not the data, through methods of the import. */
  #patch(target: Value): void {
    if (!isImport(target)) return;
    target.called = true;
    target.patched = true;
  }

  #build(): void {
    const [target = null, state = null] = this.#stack.take(2);
    if (this.impossible) return;
    this.push(target);
    this.#patch(target);
    if (!isMade(target)) return;
    target.by.called = true;
    target.state = state;
    if (isArrayWrapper(target)) this.#raw = rawOf(state) ?? "unknown";
  }
}

/** The older torch format marks a class of the model as ("module", class, …) and gets the class back. */
const persistent = (id: Value): Value =>
  Array.isArray(id) && id[0] === "module" ? ((id as readonly Value[])[1] ?? null) : null;
