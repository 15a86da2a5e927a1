import { presentAccount } from "./account-present.ts";
import type { Handler } from "./contract.ts";
import { badRequest, problem } from "./problems.ts";

export const noSuchAccount = (name: string) => problem("no-such-account", `There is no account named ${name}`);

/** Role, password or both. A new password ends every token of the account. */
export const accountUpdate: Handler<"AccountUpdate"> = async ({ path, body }, deps) => {
  if (body.role === undefined && body.password === undefined)
    return badRequest("body", "must name a role, a password or both");
  const passwordHash = body.password === undefined ? undefined : await deps.passwords.hash(body.password);
  const changed = await deps.accounts.change(path.name, { role: body.role, passwordHash });
  if (changed === "missing") return noSuchAccount(path.name);
  if (changed === "last-admin")
    return problem("conflict", `${path.name} is the last administrator and keeps that role until there is another`);
  return { status: 200, body: presentAccount(changed) };
};
