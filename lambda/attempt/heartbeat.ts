import { LeaseLost } from "../../domain/failure.ts";
import type { Log } from "../ports.ts";

export interface HeartbeatOptions {
  /** Renews a lease. Throws LeaseLost when it is lost. */
  readonly beat: () => Promise<void>;
  readonly everyMs: number;
  /** The lease is lost: the work must stop. */
  readonly onLost: (error: LeaseLost) => void;
  readonly log: Log;
}

/**
 * Renews a lease again and again until the returned function is called. Any fault but a lost lease waits for the next
 * beat, since a lease outlives two missed ones.
 */
export function startHeartbeat({ beat, everyMs, onLost, log }: HeartbeatOptions): () => void {
  let beating = false;
  const once = async (): Promise<void> => {
    if (beating) return;
    beating = true;
    try {
      await beat();
    } catch (error) {
      if (error instanceof LeaseLost) onLost(error);
      else log.warn("heartbeat failed", { error: String(error) });
    } finally {
      beating = false;
    }
  };
  const timer = setInterval(() => void once(), everyMs);
  return () => clearInterval(timer);
}

/** Milliseconds between two beats: three in a lease. */
export const beatMs = (leaseSeconds: number): number => (leaseSeconds * 1000) / 3;
