import { type OperationId, operationTable } from "../../generated/operations.ts";
import type { Caller } from "../../handlers/contract.ts";
import type { Headers, Identify } from "../access/identity.ts";
import type { Counted, RateLimits } from "../access/rate-limits.ts";
import { tooManyRequests } from "./guards.ts";

/** Whether a request may reach its operation. */
export type Admission =
  | { readonly admitted: true; readonly caller: Caller }
  | {
      readonly admitted: false;
      readonly status: 401 | 403 | 429;
      readonly detail: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface AdmissionOptions {
  readonly identify: Identify;
  /** Counts a request of a caller. */
  readonly limit: RateLimits["token"];
  /** Shown what was counted. */
  readonly onCounted: (counted: Counted) => void;
}

const NOBODY = "Authentication failed: the token is missing, invalid or expired";
const rank = { none: 0, reader: 1, publisher: 2, admin: 3 } as const;

/**
 * Identifies the caller and holds the role against the one that openapi.yaml requires for the operation. An operation
 * that documents 401 refuses a role that is too low with it; 429 when the token has used its requests up; every other
 * refusal is 403. Throws when identifying fails.
 */
export async function admit(id: OperationId, headers: Headers, options: AdmissionOptions): Promise<Admission> {
  const caller = await options.identify(headers);
  if (caller === null) return { admitted: false, status: 403, detail: NOBODY };
  const counted = await options.limit(keyOf(caller));
  if (counted !== null) options.onCounted(counted);
  if (counted !== null && !counted.allowed) {
    const { status, headers: retry, body } = tooManyRequests("token", counted);
    return { admitted: false, status, detail: body.detail, headers: retry };
  }
  const required = operationTable[id].role;
  if (rank[caller.role] >= rank[required]) return { admitted: true, caller };
  const detail = `${id} needs the role ${required}; this token has the role ${caller.role}`;
  return { admitted: false, status: 401 in operationTable[id].responses ? 401 : 403, detail };
}

/** A sign-in token by its id; the personal tokens of an account share a limit, so that making more gains nothing. */
const keyOf = ({ account, token }: Caller): string => (token.kind === "sign-in" ? token.id : `account ${account}`);
