import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Shows the caller's account and role, so that programs know what they are permitted to do. */
export const accountOwn: Handler<"AccountOwn"> = async (_input, _deps, { caller }) => {
  if (caller === null) return problem("forbidden");
  const { account, role, token } = caller;
  const expires = token.kind === "sign-in" ? token.expiresAt.toISOString() : null;
  return { status: 200, body: { name: account, role, expires_at: expires } };
};
