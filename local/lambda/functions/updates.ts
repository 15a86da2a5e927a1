import type { VersionRecord } from "./records.ts";

interface Update {
  /** Epoch milliseconds. */
  readonly until: number;
  /** What invocations of $LATEST still run; null while the function is being created. */
  readonly before: VersionRecord | null;
}

/**
 * Lambda takes a moment to bring an update into effect. Until then the function says Pending or InProgress, refuses
 * other updates, and runs what it ran before: a deployment that does not wait fails here as it does there.
 */
export class Updates {
  readonly #updates = new Map<string, Update>();
  readonly #lastsMs: number;
  readonly #now: () => number;

  constructor(lastsMs: number, now: () => number) {
    this.#lastsMs = lastsMs;
    this.#now = now;
  }

  begin(name: string, before: VersionRecord | null): void {
    this.#updates.set(name, { until: this.#now() + this.#lastsMs, before });
  }

  forget(name: string): void {
    this.#updates.delete(name);
  }

  /** The update that is under way, null when there is none. */
  of(name: string): Update | null {
    const update = this.#updates.get(name);
    if (update === undefined) return null;
    if (this.#now() < update.until) return update;
    this.#updates.delete(name);
    return null;
  }
}
