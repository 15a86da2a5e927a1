import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/** Signs in; a wrong name and a wrong password are told apart neither by the answer nor by its time. */
export const authenticate: Handler<"Authenticate"> = async ({ body }, deps) => {
  const account = await deps.accounts.find(body.user.name);
  const accepted = await deps.passwords.verify(body.secret.password, account?.passwordHash ?? null);
  if (account === null || !accepted) return problem("sign-in-refused");
  return { status: 200, body: `bearer ${await deps.tokens.issue(account)}` };
};
