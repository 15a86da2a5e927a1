import { isImport, type Value } from "./values.ts";

const MAX_MEMO_TEXT = 16 * 1024 * 1024;
const MAX_MEMO_VALUES = 1_000_000;
const MAX_MEMO_GAPS = 100_000;

/**
 * What a pickle has stored for reuse. MEMOIZE numbers its entry by the count of keys in use, so that count is kept
 * exactly: a wrong one would show another name than the interpreter sees. Once it cannot be kept, every value is unknown.
 */
export class Memo {
  readonly #values = new Map<number, Value>();
  readonly #before: Memo | null;
  /** Every key below this one is in use, and beyond it those in #others. */
  #dense: number;
  readonly #others: Set<number>;
  #text = 0;
  #lost: boolean;

  /** @param before continues with what another memo holds at this moment, while that one rests */
  constructor(before: Memo | null = null) {
    this.#before = before;
    this.#dense = before === null ? 0 : before.#dense;
    this.#others = new Set(before === null ? [] : before.#others);
    this.#lost = before === null ? false : before.#lost;
  }

  get size(): number {
    return this.#dense + this.#others.size;
  }

  get(index: number): Value {
    if (this.#lost) return null;
    return this.#values.has(index) ? (this.#values.get(index) ?? null) : (this.#before?.get(index) ?? null);
  }

  put(index: number, value: Value): void {
    if (index > this.#dense) this.#others.add(index);
    else if (index === this.#dense) this.#dense++;
    while (this.#others.delete(this.#dense)) this.#dense++;
    this.#lost ||= this.#others.size > MAX_MEMO_GAPS;
    this.#text += typeof value === "string" ? value.length : 0;
    const full = this.#text > MAX_MEMO_TEXT || this.#values.size >= MAX_MEMO_VALUES;
    const kept = value !== null && typeof value !== "number";
    if (isImport(value) || (kept && !full)) this.#values.set(index, value);
    else if (this.#before !== null && !full) this.#values.set(index, null);
    else this.#values.delete(index);
    this.#lost ||= full && this.#before !== null;
  }
}
