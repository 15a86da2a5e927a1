import { type Held, OutOfTime } from "../../domain/failure.ts";
import type { IngestTools } from "../compose.ts";
import type { Deadline, Log, Progress, StageContext } from "../ports.ts";
import { keepingRecent } from "../store/small-objects.ts";
import type { Telemetry } from "../telemetry.ts";

/** One delivery of an event to a worker. */
export interface Delivery {
  readonly artifactId: number;
  /** Request id of the invocation; the same when the service retries it. */
  readonly holder: string;
  /** Milliseconds that this invocation may still take. */
  readonly remainingMs: () => number;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly signal?: AbortSignal | undefined;
  /** Invokes the function that runs this delivery with another event; null where there is none to invoke. */
  readonly invoke: ((event: object) => Promise<void>) | null;
}

export interface ContextParts {
  readonly held: Held;
  readonly name: string;
  readonly delivery: Delivery;
  readonly tools: IngestTools;
  readonly progress: Progress;
  readonly abort: AbortController;
}

/** What the stages of one delivery work with. `abort` follows the signal of the delivery. */
export function contextOf({ held, name, delivery, tools, progress, abort }: ContextParts): StageContext {
  const { limitSeconds, marginSeconds } = tools.config.time;
  const startedAt = tools.clock.now();
  const configured = (): number =>
    limitSeconds === null ? Number.POSITIVE_INFINITY : startedAt + limitSeconds * 1000 - tools.clock.now();
  delivery.signal?.addEventListener("abort", () => abort.abort(delivery.signal?.reason), { once: true });
  return {
    artifactId: held.artifactId,
    name,
    clock: tools.clock,
    log: delivery.log,
    store: keepingRecent(tools.store),
    blobs: tools.ledger.blobs(held),
    progress,
    deadline: deadlineAt(() => Math.min(delivery.remainingMs(), configured()) - marginSeconds * 1000),
    signal: abort.signal,
  };
}

/**
 * The time budget of one invocation.
 * @param left milliseconds until the work must be handed over, margin already subtracted; may be negative or infinite
 */
export function deadlineAt(left: () => number): Deadline {
  const remaining = () => Math.max(0, left());
  return {
    remaining,
    check() {
      if (remaining() === 0) throw new OutOfTime();
    },
  };
}
