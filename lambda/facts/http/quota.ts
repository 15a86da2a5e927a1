/**
 * What is left of a source's rate limits, as its own answers tell. Unlike a transfer, a rating never waits for
 * quota: what cannot be asked now is left unknown, with the time at which it can.
 */
import { allowanceIn, retryAfterIn } from "../../source/quota.ts";
import type { Headers } from "./transport.ts";

export interface FactQuota {
  /** Reads the headers of an answer. One that refuses for lack of quota empties the bucket until it resets. */
  observe(bucket: string, headers: Headers, refused: boolean): void;
  /**
   * The time (epoch milliseconds) until which a request must wait, null when it may go now. An optional
   * request leaves some of the bucket to those that matter more.
   */
  blockedUntil(bucket: string, optional: boolean): number | null;
}

interface Window {
  readonly left: number;
  readonly resetsAt: number;
}

/** The pause after a refusal that names none, milliseconds: the least that the sources' rules ask for. */
const UNNAMED_PAUSE_MS = 60_000;

/** @param reserve requests of each bucket that optional fetches must leave. */
export function factQuota(now: () => number, reserve = 10): FactQuota {
  const windows = new Map<string, Window>();
  return {
    observe(bucket, headers, refused) {
      const at = now();
      const told = allowanceIn(headers, at);
      if (!refused) {
        if (told !== null) windows.set(told.bucket, { left: told.left, resetsAt: at + told.resetsInMs });
        return;
      }
      // One second more than told: windows end at whole seconds.
      const stated = told?.left === 0 ? told.resetsInMs + 1000 : null;
      const pause = retryAfterIn(headers, at) ?? stated ?? UNNAMED_PAUSE_MS;
      windows.set(bucket, { left: 0, resetsAt: at + pause });
    },
    blockedUntil(bucket, optional) {
      const window = windows.get(bucket);
      if (window === undefined || window.resetsAt <= now()) return null;
      return window.left > (optional ? reserve : 0) ? null : window.resetsAt;
    },
  };
}
