import { presentAccount } from "./account-present.ts";
import { actorOf, type Handler } from "./contract.ts";
import { badRequest, hashingBusy, problem } from "./problems.ts";

/** Makes an account. A personal token cannot: it would outlive its own end in the account that it made. */
export const accountCreate: Handler<"AccountCreate"> = async ({ body }, deps, call) => {
  if (call.caller?.token.kind === "personal")
    return problem("forbidden", "A personal token cannot create accounts: sign in");
  const weakness = await deps.passwords.weakness(body.password, body.name);
  if (weakness !== null) return badRequest("body/password", weakness);
  const passwordHash = await deps.passwords.hash(body.password);
  if (passwordHash === "busy") return hashingBusy();
  const account = await deps.accounts.create({ name: body.name, role: body.role, passwordHash }, actorOf(call));
  if (account === null) return problem("conflict", `There is an account named ${body.name} already`);
  return { status: 201, body: presentAccount(account) };
};
