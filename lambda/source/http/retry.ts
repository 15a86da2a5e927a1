import { backoffMs } from "../../../domain/backoff.ts";
import { IngestFailure } from "../../../domain/failure.ts";
import type { Clock } from "../../ports.ts";

export interface Pauses {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Upper bound of the first pause and of any pause, milliseconds. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Waits before try `failures + 1`: the bound doubles with every failure, the wait is random below it. */
export function pause(pauses: Pauses, failures: number, signal: AbortSignal): Promise<void> {
  return pauses.clock.sleep(backoffMs(failures, pauses, pauses.random), signal);
}

/** True when the same request may succeed a moment later. */
export const isPassing = (error: unknown): boolean =>
  error instanceof IngestFailure && error.code === "source_unavailable";

/**
 * Runs `attempt` until it succeeds, fails for good or has failed `tries` times with source_unavailable.
 * Rethrows the last failure.
 */
export async function withRetries<T>(
  pauses: Pauses,
  tries: number,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || failures >= tries) throw error;
      await pause(pauses, failures, signal);
    }
  }
}
