import type { Handler } from "./contract.ts";
import { problem } from "./problems.ts";

/**
 * Changes the caller's own password. Needs a sign-in token and the current password, whose guessing is limited like
 * signing in. Every token of the account ends, the one of this request included.
 */
export const accountPassword: Handler<"AccountPassword"> = async ({ body }, deps, { caller, address }) => {
  if (caller === null) return problem("forbidden");
  if (caller.token.kind === "personal")
    return problem("forbidden", "A personal token cannot change the password: sign in");
  const account = await deps.accounts.find(caller.account);
  const attempt = await deps.attempts.begin(caller.account, address);
  if (!attempt.allowed) return tooManyAttempts(attempt.retryAfterSeconds);
  const accepted = await deps.passwords.verify(body.current, account?.passwordHash ?? null);
  if (account === null || !accepted) return problem("forbidden", "The current password is wrong");
  await attempt.succeeded();
  await deps.accounts.change(account.name, { passwordHash: await deps.passwords.hash(body.new) });
  return { status: 204 };
};

/** 429 with the time after which another attempt counts. */
export const tooManyAttempts = (seconds: number) => ({
  status: 429 as const,
  headers: { "Retry-After": seconds },
  body: { detail: `Too many failed attempts; try again in ${seconds} s` },
});
