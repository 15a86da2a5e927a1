import { presentAccount } from "./account-present.ts";
import { noSuchAccount } from "./account-update.ts";
import { actorOf, type Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Its tokens end with it; what it ingested stays. */
export const accountDelete: Handler<"AccountDelete"> = async ({ path }, deps, call) => {
  const removed = await deps.accounts.remove(path.name, actorOf(call));
  if (removed === "missing") return noSuchAccount(path.name);
  if (removed === "last-admin")
    return problem("conflict", `${path.name} is the last administrator and cannot be removed`);
  return { status: 200, body: presentAccount(removed) };
};
