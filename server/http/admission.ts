import { type OperationId, operationTable } from "../../generated/operations.ts";
import type { Caller } from "../../handlers/contract.ts";
import type { Headers, Identify } from "../access/identity.ts";

/** Whether a request may reach its operation. */
export type Admission =
  | { readonly admitted: true; readonly caller: Caller }
  | { readonly admitted: false; readonly status: 401 | 403; readonly detail: string };

const NOBODY = "Authentication failed: the token is missing, invalid or expired";
const rank = { none: 0, reader: 1, publisher: 2, admin: 3 } as const;

/**
 * Identifies the caller and holds the role against the one that openapi.yaml requires for the operation. An operation
 * that documents 401 refuses a role that is too low with it; every other refusal is 403. Throws when identifying fails.
 */
export async function admit(id: OperationId, headers: Headers, identify: Identify): Promise<Admission> {
  const caller = await identify(headers);
  if (caller === null) return { admitted: false, status: 403, detail: NOBODY };
  const required = operationTable[id].role;
  if (rank[caller.role] >= rank[required]) return { admitted: true, caller };
  const detail = `${id} needs the role ${required}; this token has the role ${caller.role}`;
  return { admitted: false, status: 401 in operationTable[id].responses ? 401 : 403, detail };
}
