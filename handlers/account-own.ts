import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Who is calling: programs learn what they may do before they try it. */
export const accountOwn: Handler<"AccountOwn"> = async (_input, _deps, { caller }) => {
  if (caller === null) return problem("forbidden");
  const { account, role, token } = caller;
  const expires = token.kind === "sign-in" ? token.expiresAt.toISOString() : null;
  return { status: 200, body: { name: account, role, expires_at: expires } };
};
