/** What a failed read means for a fact: absent, or unknown with a reason that people can read. */
import { REFUSED_ADDRESS } from "../../domain/address.ts";
import { IngestFailure } from "../../domain/failure.ts";
import { type Absent, absent, type Unknown, type UnknownReason, unknown } from "../../rating/fact.ts";
import { RedirectFault } from "../source/http/client.ts";
import { BodyTooLarge, CutBody, MalformedBody } from "./body.ts";

/** Where and what was asked for, in words: ("GitHub", "the commit history"). */
export interface Asked {
  readonly source: string;
  readonly what: string;
}

/** The answer said no more than that; 204 and 409 are how GitHub answers for an empty repository. */
const ABSENT = new Set([204, 404, 409, 410]);

/** @param limited true when the answer is about a quota. */
export function statusFault(asked: Asked, status: number, limited: boolean): Absent | Unknown {
  if (ABSENT.has(status)) return absent;
  const said = `${asked.source} answered ${status} for ${asked.what}`;
  return limited ? unknown("rate_limited", `${said}: its quota is used up`) : unknown(reasonOf(status), said);
}

function reasonOf(status: number): UnknownReason {
  if (status === 401) return "unauthorized";
  if (status === 403 || status === 451) return "forbidden";
  if (status === 408) return "timed_out";
  return status >= 500 ? "server_error" : "malformed";
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

/**
 * A thrown fault of the network or of the source; null for an error that is neither: a bug, which must not pass for an
 * outage.
 * @param late true when the time limit of the read ended
 */
export function faultOf({ source, what }: Asked, error: unknown, late: boolean): Unknown | null {
  if (late) return unknown("timed_out", `${source} did not answer in time for ${what}`);
  if (error instanceof RedirectFault) return unknown("malformed", `${source} ${error.message} for ${what}`);
  if (error instanceof IngestFailure && error.code === "source_untrusted")
    return unknown("forbidden", `${source} redirects outside the trusted hosts for ${what}`);
  if (error instanceof BodyTooLarge) return unknown("too_large", `${what} from ${source} is over ${error.limit} bytes`);
  if (error instanceof MalformedBody)
    return unknown("malformed", `${source} sent an unreadable body for ${what}: ${error.message}`);
  if (error instanceof CutBody) return unknown("offline", `${what} from ${source} was cut short: ${error.message}`);
  const code = codeOf(error);
  if (code === null) return null;
  if (code === "EADDRREFUSED") return unknown("forbidden", `${source} ${REFUSED_ADDRESS}`);
  if (SLOW.has(code)) return unknown("timed_out", `${source} did not answer in time for ${what}`);
  if (code.startsWith("Z_")) return unknown("malformed", `${source} sent an unreadable body for ${what} (${code})`);
  if (OFFLINE.has(code) || /^(UND_ERR|HPE|ERR_SSL|ERR_TLS|CERT|DEPTH|SELF|UNABLE)_?/.test(code))
    return unknown("offline", `${source} could not be reached for ${what} (${code})`);
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
