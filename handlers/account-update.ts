import { presentAccount } from "./account-present.ts";
import { actorOf, type Call, type Handler, type Schemas } from "./contract.ts";
import { badRequest, hashingBusy, problem } from "./problems.ts";

export const noSuchAccount = (name: string) => problem("no-such-account", `There is no account named ${name}`);

/** Role, password or both. A new password ends every token of the account. */
export const accountUpdate: Handler<"AccountUpdate"> = async ({ path, body }, deps, call) => {
  const reason = refusal(path.name, body, call);
  if (reason !== null) return problem("forbidden", reason);
  if (body.role === undefined && body.password === undefined)
    return badRequest("body", "must name a role, a password or both");
  const weakness = body.password === undefined ? null : await deps.passwords.weakness(body.password, path.name);
  if (weakness !== null) return badRequest("body/password", weakness);
  const passwordHash = body.password === undefined ? undefined : await deps.passwords.hash(body.password);
  if (passwordHash === "busy") return hashingBusy();
  const changed = await deps.accounts.change(path.name, { role: body.role, passwordHash }, actorOf(call));
  if (changed === "missing") return noSuchAccount(path.name);
  if (changed === "last-admin")
    return problem("conflict", `${path.name} is the last administrator and keeps that role until there is another`);
  return { status: 200, body: presentAccount(changed) };
};

/** Refused even to administrators: passwords and new administrators by a personal token, and the own password this way. */
function refusal(name: string, { role, password }: Schemas["AccountChange"], { caller }: Call): string | null {
  if (caller?.token.kind === "personal" && password !== undefined)
    return "A personal token cannot set passwords: sign in";
  if (caller?.token.kind === "personal" && role === "admin")
    return "A personal token cannot make administrators: sign in";
  if (caller?.token.kind === "sign-in" && caller.account === name && password !== undefined)
    return "Your own password is changed by PUT /account/password, which asks for the current one";
  return null;
}
