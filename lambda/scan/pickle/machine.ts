import { Memo } from "./memo.ts";
import type { Opcode } from "./opcodes.ts";
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

const MAX_STACK = 200_000;
const MAX_FORKED_STACK = 1000;
/** More distinct imports than any honest pickle has; those beyond count as hidden. */
const MAX_IMPORTS = 10_000;

/**
 * Follows a pickle without running it, by the rules of CPython's unpickler: which texts lie on the stack and in the
 * memo, what is imported and what is called. It holds a bounded part of both; what it had to forget counts as unknown,
 * never as harmless.
 */
export class Machine {
  readonly imports: Import[] = [];
  readonly #known = new Map<string, Import>();
  readonly #memo: Memo;
  #stack: Value[] = [];
  /** Stack heights at which marks lie, the newest last. */
  #marks: number[] = [];
  /** True once the bottom of the stack was dropped: then an empty one proves nothing. */
  #forgot = false;
  #impossible = false;
  #raw: Raw | "unknown" | null = null;

  constructor(memo = new Memo()) {
    this.#memo = memo;
  }

  /** True when every interpreter raises an error at this place: nothing after it is loaded. */
  get impossible(): boolean {
    return this.#impossible;
  }

  /** A machine that continues from here on its own, while this one rests. */
  fork(): Machine {
    const fork = new Machine(new Memo(this.#memo));
    fork.#forgot = this.#forgot || this.#stack.length > MAX_FORKED_STACK;
    const dropped = Math.max(0, this.#stack.length - MAX_FORKED_STACK);
    fork.#stack = this.#stack.slice(dropped);
    fork.#marks = this.#marks.slice(-MAX_FORKED_STACK).map((height) => Math.max(0, height - dropped));
    return fork;
  }

  /** What joblib would read past the opcodes at this place; asked for once. */
  takeRaw(): Raw | "unknown" | null {
    const raw = this.#raw;
    this.#raw = null;
    return raw;
  }

  push(value: Value): void {
    this.#stack.push(value);
    if (this.#stack.length <= 2 * MAX_STACK) return;
    const dropped = this.#stack.length - MAX_STACK;
    this.#stack = this.#stack.slice(dropped);
    this.#marks = this.#marks.filter((height) => height > dropped).map((height) => height - dropped);
    this.#forgot = true;
  }

  import(module: string | null, name: string | null): void {
    this.push(this.#imported(module, name));
  }

  /** INST: an import that is called with what lies above the mark. */
  instantiate(module: string, name: string): void {
    const args = this.#popToMark();
    if (!this.#impossible) this.push(this.#call(this.#imported(module, name), args));
  }

  get(index: number): void {
    this.push(this.#memo.get(index));
  }

  put(index: number): void {
    if (this.#lacks(1)) return;
    this.#memo.put(index, this.#stack.at(-1) ?? null);
  }

  /** Executes an opcode whose argument does not matter or that has none. */
  apply({ name, effect }: Opcode): void {
    if (effect !== null) {
      if (this.#lacks(effect[0] + (name === "APPEND" ? 1 : 0))) return;
      const taken = this.#popItems(effect[0]);
      if (name === "APPEND") this.#addTo(taken);
      if (name === "BINPERSID") this.push(persistent(taken[0] ?? null));
      else if (effect[1]) this.push(null);
      return;
    }
    switch (name) {
      case "MARK":
        this.#mark();
        break;
      case "POP":
        if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
        else this.#popItems(1);
        break;
      case "DUP":
        if (!this.#lacks(1)) this.push(this.#stack.at(-1) ?? null);
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
        this.#lacks(1);
        break;
      default:
        this.#collect(name);
    }
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
        this.push(tuple(this.#popItems(Number(name.at(-1)))));
        break;
      case "TUPLE":
        this.push(tuple(this.#popToMark()));
        break;
      case "EMPTY_DICT":
        this.push(new Map());
        break;
      case "SETITEM":
        this.#setBelow(this.#popItems(2));
        break;
      case "SETITEMS":
        this.#setBelow(this.#popToMark());
        break;
      case "POP_MARK":
        this.#popToMark();
        break;
      case "APPENDS":
      case "ADDITEMS":
        this.#addTo(this.#popToMark());
        break;
      case "DICT":
        setItems(undefined, this.#popToMark());
        this.push(null);
        break;
      case "LIST":
      case "FROZENSET":
        this.#popToMark();
        this.push(null);
        break;
    }
  }

  #mark(): void {
    this.#marks.push(this.#stack.length);
    if (this.#marks.length > 2 * MAX_STACK) {
      this.#marks = this.#marks.slice(-MAX_STACK);
      this.#forgot = true;
    }
  }

  /** True, and the pickle impossible, when fewer values than these lie above the newest mark. */
  #lacks(count: number): boolean {
    const floor = this.#marks.at(-1) ?? (this.#forgot ? Number.NEGATIVE_INFINITY : 0);
    const lacks = this.#stack.length - floor < count;
    this.#impossible ||= lacks;
    return lacks;
  }

  #popItems(count: number): Value[] {
    if (count === 0 || this.#lacks(count)) return Array<Value>(count).fill(null);
    const items = this.#stack.splice(Math.max(0, this.#stack.length - count));
    while (items.length < count) items.unshift(null);
    return items;
  }

  #popToMark(): Value[] {
    const height = this.#marks.pop();
    if (height === undefined && !this.#forgot) this.#impossible = true;
    return this.#stack.splice(height ?? 0);
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
    if (this.#impossible) return null;
    const by = isImport(callee) ? callee : this.#imported(null, null);
    by.called = true;
    const known = Array.isArray(args) ? (args as readonly Value[]) : [];
    markHandedOver(known);
    return { by, args: known, state: null };
  }

  #stackGlobal(): void {
    const [module = null, name = null] = this.#popItems(2);
    this.#impossible ||= typeof module === "number" || typeof name === "number";
    if (this.#impossible) return;
    this.import(typeof module === "string" ? module : null, typeof name === "string" ? name : null);
  }

  #callBelow(operands: number): void {
    const [callee = null, args = null] = this.#popItems(operands + 1);
    if (typeof args === "string" || typeof args === "number") this.#impossible = true;
    else this.push(this.#call(callee, args));
  }

  #object(): void {
    const [callee, ...args] = this.#popToMark();
    if (callee === undefined) this.#impossible = true;
    else this.push(this.#call(callee, args));
  }

  #setBelow(items: readonly Value[]): void {
    if (this.#lacks(1)) return;
    const target = this.#stack.at(-1) ?? null;
    setItems(target, items);
    this.#patch(target);
  }

  #addTo(items: readonly Value[]): void {
    if (!this.#lacks(1) && items.length > 0) this.#patch(this.#stack.at(-1) ?? null);
  }

  /** Items and attributes set on an import change the program, not the data, through methods of the import. */
  #patch(target: Value): void {
    if (!isImport(target)) return;
    target.called = true;
    target.patched = true;
  }

  #build(): void {
    const [target = null, state = null] = this.#popItems(2);
    if (this.#impossible) return;
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
