import { presentToken } from "./account-present.ts";
import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** The caller's own tokens; an administrator may name another account. */
export const tokenList: Handler<"TokenList"> = async ({ query }, deps, { caller }) => {
  if (caller === null) return problem("forbidden");
  const account = query.account ?? caller.account;
  if (account !== caller.account && caller.role !== "admin")
    return problem("forbidden", "Only an administrator sees the tokens of other accounts");
  return { status: 200, body: { tokens: (await deps.personalTokens.list(account)).map(presentToken) } };
};
