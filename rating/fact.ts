/**
 * The three ways of knowing something about a repository. "absent" is a finding (the place was readable and
 * the thing is not there); "unknown" is the lack of one (the place could not be read) and is never scored.
 */
export type Fact<T> = Known<T> | Absent | Unknown;

export interface Known<T> {
  readonly known: "value";
  readonly value: T;
}

/** HTTP 404 for a file or for something declared, or HTTP 200 without the key. */
export interface Absent {
  readonly known: "absent";
}

export interface Unknown {
  readonly known: "unknown";
  readonly why: UnknownReason;
  /** One plain clause for people, such as "GitHub answered 429"; no credential, no signed URL. */
  readonly detail: string;
  /** True when a later attempt may succeed without anyone changing a permission or a file. */
  readonly retryable: boolean;
}

/** Why a place could not be read, and whether reading it again later can help. */
const unknownReasons = {
  /** HTTP 401 or a gated file. */
  unauthorized: { retryable: false },
  /** HTTP 403 that is not a rate limit. */
  forbidden: { retryable: false },
  /** HTTP 429, or 403 with an exhausted quota. */
  rate_limited: { retryable: true },
  /** No answer within the time limit of the source. */
  timed_out: { retryable: true },
  /** HTTP 5xx. */
  server_error: { retryable: true },
  /** DNS failure, refused or broken connection, no network at all. */
  offline: { retryable: true },
  /** The answer was over the size cap of the fetch. */
  too_large: { retryable: false },
  /** The answer was not what the protocol promises (JSON expected, wrong types). */
  malformed: { retryable: false },
  /** Reading it needs a token that is not configured. */
  no_credential: { retryable: false },
  /** Not asked for: over the depth or count limit of a rating, or a cycle in the lineage. */
  not_followed: { retryable: false },
} as const satisfies Record<string, { readonly retryable: boolean }>;

export type UnknownReason = keyof typeof unknownReasons;

export const value = <T>(it: T): Known<T> => ({ known: "value", value: it });

export const absent: Absent = { known: "absent" };

/** `detail` is shown to users. Retryable follows from the reason. */
export const unknown = (why: UnknownReason, detail: string): Unknown => ({
  known: "unknown",
  why,
  detail,
  retryable: unknownReasons[why].retryable,
});

/** The value, or null for absent and unknown alike: only where the difference does not matter. */
export const orNull = <T>(fact: Fact<T>): T | null => (fact.known === "value" ? fact.value : null);
