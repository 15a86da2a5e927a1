import type { Claim } from "../../db/ingest/claim.ts";
import type { Ledger } from "../../db/ingest/ledger.ts";
import { LeaseLost } from "../../domain/failure.ts";
import type { Log } from "../ports.ts";

export interface Heartbeat {
  stop(): void;
}

/**
 * Keeps the lease of a claim while its worker lives, three times per lease. A lost lease aborts the work; any other
 * fault is tried again at the next beat, since the lease outlives two missed ones.
 */
export function startHeartbeat(
  ledger: Pick<Ledger, "renew">,
  claim: Claim,
  options: { leaseSeconds: number; abort: AbortController; log: Log },
): Heartbeat {
  let beating = false;
  const beat = async (): Promise<void> => {
    if (beating) return;
    beating = true;
    try {
      await ledger.renew(claim);
    } catch (error) {
      if (error instanceof LeaseLost) options.abort.abort(error);
      else options.log.warn("a heartbeat failed", { error: String(error) });
    } finally {
      beating = false;
    }
  };
  const timer = setInterval(() => void beat(), (options.leaseSeconds * 1000) / 3);
  return { stop: () => clearInterval(timer) };
}
