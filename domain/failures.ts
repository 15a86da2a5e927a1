import type { components } from "../generated/api.ts";

export type FailureCode = components["schemas"]["FailureCode"];

/** How often an ingest that failed with this code is tried again: never, once, or up to the attempt limit. */
export type Retry = "never" | "once" | "bounded";

/** Why an ingest can fail, whether trying again can help, and the sentence a user reads first. */
export const failures = {
  source_not_found: { retry: "never", says: "The repository, revision or file does not exist" },
  source_gated: { retry: "never", says: "The source asks for a permission that the configured token lacks" },
  source_rate_limited: { retry: "bounded", says: "The source refused further requests for now" },
  source_unavailable: { retry: "bounded", says: "The source did not answer properly" },
  source_untrusted: { retry: "never", says: "The source pointed outside the trusted hosts or listed an unsafe path" },
  source_too_large: { retry: "never", says: "The artifact is over the configured limit" },
  integrity_mismatch: { retry: "once", says: "Bytes do not match their published hash or size" },
  storage_unavailable: { retry: "bounded", says: "The object store or the database did not answer" },
  timed_out: { retry: "bounded", says: "The time budget ended before the work was done" },
  internal_error: { retry: "bounded", says: "The registry made a mistake; the log has the cause" },
} as const satisfies Record<FailureCode, { readonly retry: Retry; readonly says: string }>;

/** True when another attempt may follow the given number of finished ones. */
export function mayRetry(code: FailureCode, finishedAttempts: number, maxAttempts: number): boolean {
  const { retry } = failures[code];
  if (retry === "never") return false;
  return finishedAttempts < (retry === "once" ? Math.min(2, maxAttempts) : maxAttempts);
}
