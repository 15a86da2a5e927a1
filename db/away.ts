/**
 * SQLSTATEs of passing faults: connection errors (except 08P01, a malformed message of the client), too many
 * connections, shutdown, a query ended by a limit, conflicts.
 */
const PASSING_STATE = /^(08(?!P01)...|53...|57P0[1-5]|57014|55P03|25P0[34]|40001|40P01|58030)$/;

/** Codes of the operating system for a peer that is absent, gone or silent. */
const PASSING_SYSTEM = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Messages of the driver and its pool that come without a code. */
const PASSING_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|timeout expired|Client was closed|pool after calling end/i;

/**
 * True when a database call failed because the database is absent, shutting down, starting or too busy: the same call may
 * succeed later. False for a fault of the statement or of its data.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = causeOf(at), depth++) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string" && (PASSING_STATE.test(code) || PASSING_SYSTEM.has(code))) return true;
    if (PASSING_WORDS.test(at.message)) return true;
  }
  return false;
}

/** Drivers wrap errors: as `cause`, as `previous`, or as the errors of several addresses. */
function causeOf(error: Error): unknown {
  const { cause, previous, errors } = error as Error & { previous?: unknown; errors?: readonly unknown[] };
  return cause ?? previous ?? errors?.[0];
}
