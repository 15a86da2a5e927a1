import { tooManyAttempts } from "./account-password.ts";
import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/**
 * Signs in; a wrong name and a wrong password are told apart neither by the answer nor by its time, and both count as
 * attempts. Too many failed ones have to wait, before any password is looked at.
 */
export const authenticate: Handler<"Authenticate"> = async ({ body }, deps, { address }) => {
  const attempt = await deps.attempts.begin(body.user.name, address);
  if (!attempt.allowed) return tooManyAttempts(attempt.retryAfterSeconds);
  const account = await deps.accounts.find(body.user.name);
  const accepted = await deps.passwords.verify(body.secret.password, account?.passwordHash ?? null);
  if (account === null || !accepted) return problem("sign-in-refused");
  await attempt.succeeded();
  return { status: 200, body: `bearer ${await deps.tokens.issue(account)}` };
};
