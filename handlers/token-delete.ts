import { actorOf, type Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Ends a token of the caller; an administrator ends anybody's. Tokens of others look as if they were not there. */
export const tokenDelete: Handler<"TokenDelete"> = async ({ path }, deps, call) => {
  const { caller } = call;
  if (caller === null) return problem("forbidden");
  const removed = await deps.personalTokens.remove(
    path.id,
    caller.role === "admin" ? null : caller.account,
    actorOf(call),
  );
  return removed ? { status: 204 } : problem("no-such-token", `There is no token with the id ${path.id}`);
};
