import type { OperationId } from "../../../generated/operations.ts";
import type { Answered } from "./exchange.ts";
import { mayRefuse } from "./meaning.ts";
import type { WireRequest } from "./requests.ts";

/** Answers to a request that is broken in form or value. */
const REFUSED: readonly number[] = [400, 413, 415];
/** A registry that has its hands full says so, whatever it is asked. */
const BUSY: readonly number[] = [429, 503];
/** A fitting request may be larger than the registry reads. */
const LARGE_BYTES = 60 * 1024;

/** What is wrong with an answer, null when nothing is. */
export function faultOf(id: OperationId, sent: WireRequest, answer: Answered): string | null {
  if (answer.breaches.length > 0) return answer.breaches.join("; ");
  const { status } = answer;
  if (BUSY.includes(status)) return null;
  if (status >= 500 && !(id === "LicenseCheck" && status === 502)) return `${status}: ${JSON.stringify(answer.body)}`;
  if (sent.kind === "broken")
    return refusedAsItShould(id, status) ? null : `accepted with ${status} although ${sent.what}`;
  if (!REFUSED.includes(status) && status !== 401 && status !== 403) return null;
  if (mayRefuse(id).includes(status) || isNotAllowed(answer)) return null;
  if (sent.kind === "wild" && status === 400) return null;
  if (status === 413 && (id === "ArtifactsList" || (sent.body?.length ?? 0) > LARGE_BYTES)) return null;
  return `refused with ${status} although it fits: ${JSON.stringify(answer.body)}`;
}

/** Reports of the ingest function that nobody signed, or that are signed and broken, are refused before they are read. */
const refusedAsItShould = (id: OperationId, status: number): boolean =>
  REFUSED.includes(status) ||
  (id === "LedgerCall" && (status === 403 || status === 404)) ||
  (id === "Metrics" && status === 403);

/** The caller's role is too low for this registry's operation: nothing about the request. */
const isNotAllowed = ({ status, body }: Answered): boolean =>
  (status === 401 || status === 403) && JSON.stringify(body).includes("needs the role");
