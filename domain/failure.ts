import type { components } from "../generated/api.ts";

export type FailureCode = components["schemas"]["FailureCode"];

/** How often an ingest that failed with this code is tried again: never, once, or up to the attempt limit. */
type Retry = "never" | "once" | "bounded";

/** Why an ingest can fail, whether another attempt can help, and the sentence that a user reads first. */
export const failures = {
  source_not_found: { retry: "never", says: "The repository, revision or file does not exist" },
  source_gated: { retry: "never", says: "The source requires a permission that the configured token lacks" },
  source_rate_limited: { retry: "bounded", says: "The source is limiting our requests" },
  source_unavailable: { retry: "bounded", says: "The source failed, or sent an incomplete response" },
  source_untrusted: { retry: "never", says: "The source pointed outside the trusted hosts or listed an unsafe path" },
  source_too_large: { retry: "never", says: "The artifact exceeds a configured limit" },
  already_registered: { retry: "never", says: "Another artifact holds this repository and revision" },
  integrity_mismatch: { retry: "once", says: "Bytes do not match their published hash or size" },
  storage_unavailable: { retry: "bounded", says: "The object store or the database did not answer" },
  timed_out: { retry: "bounded", says: "The time budget ended before the ingest was done" },
  internal_error: { retry: "bounded", says: "The registry has a bug; its log has the cause" },
} as const satisfies Record<FailureCode, { readonly retry: Retry; readonly says: string }>;

/** True when another attempt may follow after `finishedAttempts` that failed, the last one with this code. */
export function mayRetry(code: FailureCode, finishedAttempts: number, maxAttempts: number): boolean {
  const { retry } = failures[code];
  if (retry === "never") return false;
  return finishedAttempts < (retry === "once" ? Math.min(2, maxAttempts) : maxAttempts);
}

/**
 * Why a stage gave up. `detail` is shown to users: it names the file, host or limit concerned and never
 * holds a credential or a signed URL. The cause goes to the log only.
 */
export class IngestFailure extends Error {
  override readonly name = "IngestFailure";
  readonly code: FailureCode;
  readonly detail: string;

  constructor(code: FailureCode, detail: string, options?: { readonly cause?: unknown }) {
    super(`${failures[code].says}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Thrown when the time budget of an invocation ended: a continuation resumes the ingest. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
  constructor() {
    super("The time budget of this invocation ended");
  }
}

/** A claim on an artifact, as every guarded write names it: the artifact and the fencing token. */
export interface Held {
  readonly artifactId: number;
  readonly token: string;
}

/** Thrown by a guarded write whose claim is no longer valid: this worker must stop at once. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
  constructor(artifactId: number) {
    super(`The claim on artifact ${artifactId} is no longer valid: its lease expired or it was deleted`);
  }
}
