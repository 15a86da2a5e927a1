/** Who may use the download API. */
import type { Request, RequestHandler, Response } from "express";
import type { Caller } from "../../handlers/contract.ts";
import type { Identify } from "../access/identity.ts";
import type { RateLimits } from "../access/rate-limits.ts";
import { limitCaller } from "../http/guards.ts";
import { PREFIX } from "./address.ts";
import { HubRefusal } from "./refusal.ts";

export interface HubAccess {
  readonly identify: Identify;
  readonly rates: Pick<RateLimits, "token">;
  /** Whether everybody may read. */
  readonly anonymous: boolean;
}

/** Takes a token out of the path `/hub/t/<token>/…`, before anything logs or routes it. */
export const takePathToken: RequestHandler = (request, response, next) => {
  const [, token, rest = ""] = PATH_TOKEN.exec(request.url) ?? [];
  if (token !== undefined) {
    response.locals[TOKEN] = token;
    request.url = `${PREFIX}${rest === "" || rest.startsWith("?") ? "/" : ""}${rest}`;
  }
  next();
};

const PATH_TOKEN = new RegExp(`^${PREFIX}/+t/+([^/?]+)(.*)$`);
const TOKEN = "hubPathToken";

export const pathTokenOf = (response: Response): string | null => response.locals[TOKEN] ?? null;

/** The caller, null for an anonymous reader. Throws HubRefusal and Refusal. */
export async function callerOf(request: Request, response: Response, access: HubAccess): Promise<Caller | null> {
  const pathToken = pathTokenOf(response);
  const headers = pathToken === null ? request.headers : { authorization: `Bearer ${pathToken}` };
  const caller = await access.identify(headers);
  if (caller === null) {
    const isGiven = headers["authorization"] !== undefined || request.headers["x-authorization"] !== undefined;
    if (isGiven || !access.anonymous) throw unknownToken(isGiven);
    return null;
  }
  await limitCaller(caller, response, access.rates.token);
  // Paths appear in logs and histories: what is lost there must not be able to change anything.
  if (pathToken !== null && caller.token.kind !== "none" && caller.role !== "reader") throw tooMightyForAPath(caller);
  return caller;
}

function unknownToken(isGiven: boolean): HubRefusal {
  const how = "Log in with a token of this registry: set HF_TOKEN to what `gatehouse token create` prints";
  return new HubRefusal({
    status: 401,
    code: "GatedRepo",
    message: isGiven ? `The token is invalid or expired. ${how}` : `A token is needed. ${how}`,
    topic: "token",
    headers: { "WWW-Authenticate": "Bearer" },
  });
}

const tooMightyForAPath = ({ role }: Caller): HubRefusal =>
  new HubRefusal({
    status: 403,
    code: "GatedRepo",
    message: `A token in the path must have the role reader; this one has the role ${role}`,
    topic: "token",
  });
