import type { Response } from "express";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import type { Caller } from "../../handlers/contract.ts";
import type { Headers, Identify } from "../access/identity.ts";
import type { RateLimits } from "../access/rate-limits.ts";
import { showLimit, tooManyRequests } from "./guards.ts";
import { Refusal } from "./replies.ts";

export interface AdmissionOptions {
  readonly identify: Identify;
  /** Counts a request of a caller. */
  readonly limit: RateLimits["token"];
}

const NOBODY = "Authentication failed: the token is missing, invalid or expired";
const rank = { none: 0, reader: 1, publisher: 2, admin: 3 } as const;

/**
 * Identifies the caller and compares the role with the one that openapi.yaml requires for the operation. Throws a Refusal:
 * 403 without a valid token; 429 when the token has used its requests up; for a role that is too low 401 where the
 * operation documents it, else 403.
 */
export async function admit(
  id: OperationId,
  headers: Headers,
  response: Response,
  { identify, limit }: AdmissionOptions,
): Promise<Caller> {
  const caller = await identify(headers);
  if (caller === null) throw new Refusal({ status: 403, body: { detail: NOBODY } });
  await limitCaller(caller, response, limit);
  if (mayCall(caller, id)) return caller;
  const detail = `${id} needs the role ${operationTable[id].role}; this token has the role ${caller.role}`;
  throw new Refusal({ status: 401 in operationTable[id].responses ? 401 : 403, body: { detail } });
}

/** Whether the role of a caller is enough for an operation. */
export const mayCall = ({ role }: Caller, id: OperationId): boolean => rank[role] >= rank[operationTable[id].role];

/** Counts a request of a caller and shows what is left. Throws a Refusal with 429 when nothing is. */
export async function limitCaller(caller: Caller, response: Response, limit: RateLimits["token"]): Promise<void> {
  const counted = await limit(keyOf(caller));
  if (counted === null) return;
  showLimit(response, counted);
  if (!counted.allowed) throw new Refusal(tooManyRequests("token", counted));
}

/** A sign-in token by its id; the personal tokens of an account share a limit, so that making more gains nothing. */
const keyOf = ({ account, token }: Caller): string => (token.kind === "sign-in" ? token.id : `account ${account}`);
