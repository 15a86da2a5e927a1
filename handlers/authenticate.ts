import { tooManyAttempts } from "./account-password.ts";
import type { Handler } from "./contract.ts";
import { hashingBusy, problem } from "./problems.ts";

/**
 * Signs in. The answer and its time tell a wrong name and a wrong password alike, and both count as attempts. After too
 * many failed attempts nothing is checked until the window ends. The audit log names accounts that exist only: people
 * type passwords into the wrong field.
 */
export const authenticate: Handler<"Authenticate"> = async ({ body }, deps, { address }) => {
  const attempt = await deps.attempts.begin(body.user.name, address);
  if (!attempt.allowed) return tooManyAttempts(attempt.retryAfterSeconds);
  const account = await deps.accounts.find(body.user.name);
  const accepted = await deps.passwords.verify(body.secret.password, account?.passwordHash ?? null);
  if (accepted === "busy") {
    await attempt.giveBack();
    return hashingBusy();
  }
  const by = { account: account?.name ?? null, address };
  if (account === null || !accepted) {
    const detail = account === null ? "unknown account" : "wrong password";
    await deps.auditLog.append({
      action: "SIGN_IN_REFUSED",
      by: { account: null, address },
      ...about(account),
      detail,
    });
    return problem("sign-in-refused");
  }
  await attempt.succeeded();
  await deps.auditLog.append({ action: "SIGN_IN", by });
  return { status: 200, body: `bearer ${deps.tokens.issue(account)}` };
};

const about = (account: { readonly name: string } | null) => (account === null ? {} : { subject: account.name });
