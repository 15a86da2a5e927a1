import type { ThrottleReason } from "../http/refusal.ts";

/** Counts the invocations that run, in all and for each function. */
export class Slots {
  readonly #limit: number;
  readonly #running = new Map<string, number>();
  #total = 0;

  /** @param limit how many may run at the same time. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  get full(): boolean {
    return this.#total >= this.#limit;
  }

  /** Takes a slot and returns null, or says which limit forbids it. */
  take(name: string, reserved: number | null): ThrottleReason | null {
    const running = this.#running.get(name) ?? 0;
    if (reserved !== null && running >= reserved) return "ReservedFunctionConcurrentInvocationLimitExceeded";
    if (this.full) return "ConcurrentInvocationLimitExceeded";
    this.#running.set(name, running + 1);
    this.#total += 1;
    return null;
  }

  release(name: string): void {
    const running = (this.#running.get(name) ?? 0) - 1;
    if (running > 0) this.#running.set(name, running);
    else this.#running.delete(name);
    this.#total -= 1;
  }
}
