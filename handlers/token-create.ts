import { presentToken } from "./account-present.ts";
import { actorOf, type Caller, type Handler } from "./contract.ts";
import { problem } from "./problems.ts";

const rank = { reader: 1, publisher: 2, admin: 3 } as const;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 90;
/** Tokens that one account may have at a time. */
const MOST = 100;

/** Creates a token for a program and shows it once. It can do no more than its creator. */
export const tokenCreate: Handler<"TokenCreate"> = async ({ body }, deps, call) => {
  const { caller } = call;
  if (caller === null) return problem("forbidden");
  const role = body.role ?? caller.role;
  const reason = refusal(caller, role);
  if (reason !== null) return problem("forbidden", reason);
  if ((await deps.personalTokens.list(caller.account)).length >= MOST)
    return problem("conflict", `The account has ${MOST} tokens already; end one first`);
  const { secret, hash } = deps.tokens.newPersonal();
  const expiresAt = new Date(deps.now().getTime() + (body.expires_in_days ?? DEFAULT_DAYS) * DAY_MS);
  const token = { account: caller.account, name: body.name, role, secretHash: hash, expiresAt };
  const created = await deps.personalTokens.create(token, actorOf(call));
  if (created === "taken") return problem("conflict", `The account has a token named ${body.name} already`);
  if (created === "no-account")
    return problem("conflict", `There is no account named ${caller.account} that the token could belong to`);
  return { status: 201, body: { ...presentToken(created), token: secret } };
};

function refusal(caller: Caller, role: Caller["role"]): string | null {
  if (caller.token.kind === "personal") return "A personal token cannot make tokens: sign in";
  return rank[role] > rank[caller.role] ? `A token of a ${caller.role} cannot have the role ${role}` : null;
}
