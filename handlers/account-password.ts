import { actorOf, type Handler } from "./contract.ts";
import { badRequest, hashingBusy, problem } from "./problems.ts";

/**
 * Changes the caller's own password. Needs a sign-in token and the current password, whose guessing is limited like
 * signing in. Every token of the account ends, the one of this request included.
 */
export const accountPassword: Handler<"AccountPassword"> = async ({ body }, deps, call) => {
  const { caller, address } = call;
  if (caller === null) return problem("forbidden");
  if (caller.token.kind === "personal")
    return problem("forbidden", "A personal token cannot change the password: sign in");
  const weakness =
    body.new === body.current
      ? "must differ from the current one"
      : await deps.passwords.weakness(body.new, caller.account);
  if (weakness !== null) return badRequest("body/new", weakness);
  const account = await deps.accounts.find(caller.account);
  const attempt = await deps.attempts.begin(caller.account, address);
  if (!attempt.allowed) return tooManyAttempts(attempt.retryAfterSeconds);
  const accepted = await deps.passwords.verify(body.current, account?.passwordHash ?? null);
  if (accepted === "busy") {
    await attempt.giveBack();
    return hashingBusy();
  }
  if (account === null || !accepted) return problem("forbidden", "The current password is wrong");
  await attempt.succeeded();
  const passwordHash = await deps.passwords.hash(body.new);
  if (passwordHash === "busy") return hashingBusy();
  await deps.accounts.change(account.name, { passwordHash }, actorOf(call));
  return { status: 204 };
};

/** 429 with the time after which another attempt counts. */
export const tooManyAttempts = (seconds: number) => ({
  status: 429 as const,
  headers: { "Retry-After": seconds },
  body: { detail: `Too many failed attempts; try again in ${seconds} s` },
});
