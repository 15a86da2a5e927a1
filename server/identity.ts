import type { AccountStore } from "../db/accounts.ts";
import type { Caller } from "../handlers/contract.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { type Tokens, tokenFromHeader } from "./tokens.ts";

/** Headers in lower case, as node:http gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Identify = (headers: Headers) => Promise<Caller | null>;

/** Who sent a request, by `X-Authorization` or else `Authorization`. A changed password ends older tokens. */
export function identifyByToken(tokens: Tokens, accounts: AccountStore): Identify {
  return async (headers) => {
    const token = tokenFromHeader(single(headers["x-authorization"]) ?? single(headers["authorization"]));
    if (token === null) return null;
    const subject = await tokens.verify(token);
    if (subject === null) return null;
    const account = await accounts.find(subject.name);
    if (account === null || subject.issuedAt < Math.floor(account.passwordChangedAt.getTime() / 1000)) return null;
    return { account: account.name, role: account.role };
  };
}

/** AUTH_MODE=disabled: everyone on this machine is the administrator. */
export const identifyEveryone =
  (adminUser: string): Identify =>
  async () => ({ account: adminUser, role: "admin" });

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Makes sure that the administrator of the configuration exists with that password; an equal one changes nothing. */
export async function bootstrapAdmin(accounts: AccountStore, name: string, password: string): Promise<void> {
  const account = await accounts.find(name);
  if (account?.role === "admin" && (await verifyPassword(password, account.passwordHash))) return;
  await accounts.put({ name, role: "admin", passwordHash: await hashPassword(password) });
}
