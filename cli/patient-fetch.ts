import { setTimeout as pause } from "node:timers/promises";
import { type Backoff, backoffMs, retryAfterMs } from "../domain/backoff.ts";

export interface Patience {
  /** Longest wait for the head of an answer, in milliseconds. */
  readonly answerMs: number;
  /** Requests in all for one that can be repeated without harm. */
  readonly tries: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** A registry that asks for a longer wait than the last one gets its answer shown instead. */
const PAUSES: Backoff = { firstMs: 200, maxMs: 10_000 };

/**
 * `fetch` with a time limit that repeats GET requests after a network fault or a 503. Other requests are sent once:
 * the caller decides whether a second one would do the same twice.
 */
export function patientFetch({ answerMs, tries, random, signal }: Patience): (request: Request) => Promise<Response> {
  const once = async (request: Request): Promise<Response> => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new DOMException("no answer in time", "TimeoutError")), answerMs);
    try {
      return await fetch(request, { signal: AbortSignal.any([signal, limit.signal]), redirect: "manual" });
    } finally {
      clearTimeout(timer);
    }
  };
  return async (request) => {
    for (let round = 1; ; round += 1) {
      const last = request.method !== "GET" || round >= tries;
      const answer = await once(request.clone()).catch((error: unknown) => {
        if (last || signal.aborted) throw error;
        return null;
      });
      const askedMs = retryAfterMs(answer?.headers.get("retry-after"), Date.now());
      const waitMs = backoffMs(round, PAUSES, random, askedMs);
      if (answer !== null && (last || answer.status !== 503 || waitMs > PAUSES.maxMs)) return answer;
      await answer?.body?.cancel();
      await pause(waitMs, undefined, { signal });
    }
  };
}
