import { presentAccount } from "./account-present.ts";
import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

export const accountCreate: Handler<"AccountCreate"> = async ({ body }, deps) => {
  const passwordHash = await deps.passwords.hash(body.password);
  const account = await deps.accounts.create({ name: body.name, role: body.role, passwordHash });
  if (account === null) return problem("conflict", `There is an account named ${body.name} already`);
  return { status: 201, body: presentAccount(account) };
};
