/** What a failed exchange means for a fact: absent, or unknown with a reason that people can read. */
import { type Absent, absent, type Unknown, type UnknownReason, unknown } from "../../../rating/fact.ts";
import { type HttpAnswer, headerOf } from "./transport.ts";

/** Where and what was asked for, in words: ("GitHub", "the commit history"). */
export interface Asked {
  readonly source: string;
  readonly what: string;
}

/** The answer said no more than that; 204 and 409 are how GitHub answers for an empty repository. */
const ABSENT = new Set([204, 404, 409, 410]);

/**
 * @param message the text of the answer's body as far as it was read: GitHub names its secondary limit there.
 */
export function statusFault(asked: Asked, answer: HttpAnswer, message: string): Absent | Unknown {
  const { status } = answer;
  if (ABSENT.has(status)) return absent;
  const said = `${asked.source} answered ${status} for ${asked.what}`;
  if (isLimited(answer, message)) return unknown("rate_limited", `${said}: its quota is used up`);
  return unknown(reasonOf(status), said);
}

function reasonOf(status: number): UnknownReason {
  if (status === 401) return "unauthorized";
  if (status === 403 || status === 451) return "forbidden";
  if (status === 408) return "timed_out";
  return status >= 500 ? "server_error" : "malformed";
}

/** 429, or a 403 that is about a quota and not about a permission. */
export function isLimited(answer: HttpAnswer, message: string): boolean {
  if (answer.status === 429) return true;
  if (answer.status !== 403) return false;
  if (headerOf(answer.headers, "x-ratelimit-remaining") === "0") return true;
  return headerOf(answer.headers, "retry-after") !== null || /rate limit/i.test(message);
}

const OFFLINE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
]);
const SLOW = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);

/** A thrown fault of the network; null for an error that is not one: a bug, which must not pass for an outage. */
export function networkFault(asked: Asked, error: unknown, late: boolean): Unknown | null {
  if (late) return unknown("timed_out", `${asked.source} did not answer in time for ${asked.what}`);
  if (error instanceof BodyTooLarge)
    return unknown("too_large", `${asked.what} from ${asked.source} is over ${error.limit} bytes`);
  if (error instanceof MalformedBody)
    return unknown("malformed", `${asked.source} sent a body that cannot be read for ${asked.what}: ${error.message}`);
  if (error instanceof CutBody)
    return unknown("offline", `${asked.what} from ${asked.source} was cut short: ${error.message}`);
  const code = codeOf(error);
  if (code === null) return null;
  if (code === "EADDRREFUSED") {
    return unknown("forbidden", `${asked.source} has an address that connections must not lead to`);
  }
  if (SLOW.has(code)) return unknown("timed_out", `${asked.source} did not answer in time for ${asked.what}`);
  if (OFFLINE.has(code) || /^(UND_ERR|HPE|ERR_SSL|ERR_TLS|CERT|DEPTH|SELF|UNABLE)_?/.test(code))
    return unknown("offline", `${asked.source} could not be reached for ${asked.what} (${code})`);
  return null;
}

/** The code of an error, of its cause, or of the first of several tried addresses. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === "string") return code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
}

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly limit: number;
  constructor(limit: number) {
    super(`The body is over ${limit} bytes`);
    this.limit = limit;
  }
}

/** A body that ended before, or after, it should have. */
export class CutBody extends Error {
  override readonly name = "CutBody";
}

/** A body that is not what the protocol promises. */
export class MalformedBody extends Error {
  override readonly name = "MalformedBody";
}
