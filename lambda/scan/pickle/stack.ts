import type { Value } from "./values.ts";

const MAX_STACK = 200_000;
const MAX_FORKED = 1000;

/**
 * The operand stack of an unpickler with its marks. It holds a bounded part of the values: of what it had to drop,
 * nothing is known.
 */
export class Stack {
  #values: Value[];
  /** Heights at which marks lie, the newest last. */
  #marks: number[];
  /** True once the bottom was dropped: then an empty stack proves nothing. */
  #forgot: boolean;
  #isUnderflown = false;

  constructor(values: Value[] = [], marks: number[] = [], forgot = false) {
    this.#values = values;
    this.#marks = marks;
    this.#forgot = forgot;
  }

  /** True once more values were taken than there were above the newest mark: every interpreter raises an error there. */
  get isUnderflown(): boolean {
    return this.#isUnderflown;
  }

  get top(): Value {
    return this.#values.at(-1) ?? null;
  }

  /** A copy of the upper part. */
  fork(): Stack {
    const dropped = Math.max(0, this.#values.length - MAX_FORKED);
    const marks = this.#marks.slice(-MAX_FORKED).map((height) => Math.max(0, height - dropped));
    return new Stack(this.#values.slice(dropped), marks, this.#forgot || dropped > 0);
  }

  push(value: Value): void {
    this.#values.push(value);
    if (this.#values.length <= 2 * MAX_STACK) return;
    const dropped = this.#values.length - MAX_STACK;
    this.#values = this.#values.slice(dropped);
    this.#marks = this.#marks.filter((height) => height > dropped).map((height) => height - dropped);
    this.#forgot = true;
  }

  mark(): void {
    this.#marks.push(this.#values.length);
    if (this.#marks.length <= 2 * MAX_STACK) return;
    this.#marks = this.#marks.slice(-MAX_STACK);
    this.#forgot = true;
  }

  /** True, and the stack underflown, when fewer values than these lie above the newest mark. */
  lacks(count: number): boolean {
    const floor = this.#marks.at(-1) ?? (this.#forgot ? Number.NEGATIVE_INFINITY : 0);
    const lacks = this.#values.length - floor < count;
    this.#isUnderflown ||= lacks;
    return lacks;
  }

  /** POP takes the newest mark when no value lies above it. */
  pop(): void {
    if (this.#marks.at(-1) === this.#values.length) this.#marks.pop();
    else this.take(1);
  }

  /** The upper values, the topmost last; unknown ones where they were dropped. */
  take(count: number): Value[] {
    if (count === 0 || this.lacks(count)) return Array<Value>(count).fill(null);
    const taken = this.#values.splice(Math.max(0, this.#values.length - count));
    while (taken.length < count) taken.unshift(null);
    return taken;
  }

  /** The values above the newest mark, which goes too. */
  takeToMark(): Value[] {
    const height = this.#marks.pop();
    if (height === undefined && !this.#forgot) this.#isUnderflown = true;
    return this.#values.splice(height ?? 0);
  }
}
