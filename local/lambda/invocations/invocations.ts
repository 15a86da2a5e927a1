/** The outcome of one invocation request. */
export interface InvocationRecord {
  readonly id: string;
  readonly function: string;
  /** As invoked: an alias, a version or "$LATEST". */
  readonly qualifier: string;
  readonly type: "Event" | "RequestResponse";
  /** Runs so far. */
  readonly attempts: number;
  /** "retrying": the last run failed and another one follows; "dropped": it never ran and never will. */
  readonly status: "queued" | "running" | "retrying" | "succeeded" | "failed" | "dropped";
  /** Of the last run, milliseconds. */
  readonly durationMs: number | null;
  readonly maxMemoryMb: number | null;
  readonly error?: { readonly type: string; readonly message: string };
}

const KEPT = 1000;

/** The last thousand invocations, oldest first. */
export class InvocationLog {
  readonly #records = new Map<string, InvocationRecord>();

  get all(): readonly InvocationRecord[] {
    return [...this.#records.values()];
  }

  put(record: InvocationRecord): void {
    this.#records.set(record.id, record);
    if (this.#records.size <= KEPT) return;
    for (const id of this.#records.keys()) {
      this.#records.delete(id);
      return;
    }
  }

  /**
   * Adds to what is known of an invocation; one that is no longer kept stays forgotten. A success takes the error of
   * an earlier run away.
   */
  update(id: string, changes: Partial<InvocationRecord>): void {
    const before = this.#records.get(id);
    if (before === undefined) return;
    const { error, ...rest } = { ...before, ...changes };
    this.#records.set(id, error === undefined || rest.status === "succeeded" ? rest : { ...rest, error });
  }
}
