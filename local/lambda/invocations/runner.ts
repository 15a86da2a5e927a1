import type { Outcome } from "../execution/outcome.ts";
import type { EnvironmentPool } from "../execution/pool.ts";
import type { CodeStore } from "../functions/code.ts";
import { LATEST } from "../functions/names.ts";
import type { VersionRecord } from "../functions/records.ts";
import type { Resolved } from "../functions/store.ts";
import type { Updates } from "../functions/updates.ts";
import { Refusal, type ThrottleReason } from "../http/refusal.ts";
import type { Slots } from "./slots.ts";

/** Runs a version when the limits allow it. */
export class Runner {
  readonly #pool: EnvironmentPool;
  readonly #codes: CodeStore;
  readonly #slots: Slots;
  readonly #updates: Updates;
  /** Called whenever a slot becomes free. */
  onFree: () => void = () => undefined;

  constructor(pool: EnvironmentPool, codes: CodeStore, slots: Slots, updates: Updates) {
    this.#pool = pool;
    this.#codes = codes;
    this.#slots = slots;
    this.#updates = updates;
  }

  get full(): boolean {
    return this.#slots.full;
  }

  /** What runs now: during an update of $LATEST still the state before. @throws Refusal while it is being created */
  effective({ record, version }: Resolved): VersionRecord {
    const update = this.#updates.of(record.name);
    if (update === null || version.version !== LATEST) return version;
    if (update.before !== null) return update.before;
    throw new Refusal(
      "ResourceConflictException",
      "The operation cannot be performed at this time. The function is currently in the following state: Pending",
    );
  }

  /** Starts the invocation and returns its outcome to come, or the limit that forbids it now. */
  start(
    resolved: Resolved,
    request: { readonly requestId: string; readonly payload: Uint8Array },
  ): { readonly outcome: Promise<Outcome>; readonly version: string } | ThrottleReason {
    const { record, arn } = resolved;
    const version = this.effective(resolved);
    const refused = this.#slots.take(record.name, record.reservedConcurrency);
    if (refused !== null) return refused;
    const taskRoot = this.#codes.folderOf(version.code);
    const outcome = this.#pool.run(record.name, version, taskRoot, { ...request, functionArn: arn }).finally(() => {
      this.#slots.release(record.name);
      queueMicrotask(() => this.onFree());
    });
    return { outcome, version: version.version };
  }
}
