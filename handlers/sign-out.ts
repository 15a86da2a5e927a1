import { actorOf, type Handler } from "./contract.ts";
import { badRequest, problem } from "./problems.ts";

/** Ends the sign-in token of this request before its time. */
export const signOut: Handler<"SignOut"> = async (_input, deps, call) => {
  const { caller } = call;
  if (caller === null) return problem("forbidden");
  if (caller.token.kind !== "sign-in")
    return badRequest(
      "header/X-Authorization",
      "must be a sign-in token; a personal token ends by DELETE /tokens/{id}",
    );
  await deps.credentials.revoke(caller.token.id, caller.token.expiresAt, actorOf(call));
  return { status: 204 };
};
