/** The one back-off: how long to wait before an operation is tried again. */

export interface Backoff {
  /** Upper bound of the first wait, milliseconds; the bound doubles with every failure. */
  readonly firstMs: number;
  /** Cap of the growth, milliseconds. */
  readonly maxMs: number;
}

/**
 * Milliseconds to wait after the given number of failures in a row (1 or more).
 * The wait is random between half the bound and the bound, so that clients that failed together do not return together,
 * and at least 1 ms. A server that asks for a longer wait gets it; one that asks for a shorter one does not, so that no
 * answer can cause a hot loop.
 * @param random uniform in [0, 1)
 * @param askedMs what `retryAfterMs` read from the answer, null when it asked for nothing
 */
export function backoffMs(
  failures: number,
  { firstMs, maxMs }: Backoff,
  random: () => number,
  askedMs: number | null = null,
): number {
  // 2 ** 30 times any first wait is past every cap, and still a safe number.
  const doublings = Math.min(30, Math.max(0, failures - 1));
  const bound = Math.min(maxMs, firstMs * 2 ** doublings);
  return Math.max(1, Math.ceil(bound * (0.5 + random() / 2)), askedMs ?? 0);
}

/**
 * Milliseconds that a `Retry-After` header asks for; null when it is absent or unreadable.
 * RFC 9110, section 10.2.3, allows whole seconds and a date. Fractions of seconds, which some servers send, are rounded
 * up to whole seconds; a number below zero and a date in the past are 0: the caller's own back-off is the floor.
 * @param nowMs milliseconds since the epoch
 */
export function retryAfterMs(value: string | null | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^[+-]?\d{1,10}(\.\d{1,20})?$/.test(text)) return Math.max(0, Math.ceil(Number(text))) * 1000;
  // Date.parse reads much that is no date, such as "0.5": only the three forms that begin with a weekday are tried.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /i.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
