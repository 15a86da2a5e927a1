import type { AccountStore } from "../../db/access/accounts.ts";
import type { CredentialStore } from "../../db/access/credentials.ts";
import type { Caller } from "../../handlers/contract.ts";
import { shortMemory } from "./memory.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { personalTokenHash, type Tokens, tokenFromHeader } from "./tokens.ts";

/** Headers in lower case, as node:http gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Identify = (headers: Headers) => Promise<Caller | null>;

/** Identification by token. */
export interface Identification {
  readonly identify: Identify;
  /** What was remembered of tokens is looked up again: this server has just ended one or changed an account. */
  forget(): void;
}
export interface IdentificationOptions {
  readonly tokens: Tokens;
  readonly credentials: CredentialStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long an accepted token is taken again without a look, in milliseconds; 0 looks every time. */
  readonly memoryMs: number;
}

/** Accepted tokens that are remembered. */
const REMEMBERED = 10_000;

/**
 * Who sent a request, by `X-Authorization` or else `Authorization`: a sign-in token or a personal one. Costs at most
 * one indexed query. Tokens that were ended or whose account was changed are refused at once by the server that did
 * it, and within `memoryMs` by the others.
 */
export function identification({ tokens, credentials, now, memoryMs }: IdentificationOptions): Identification {
  const memory = shortMemory<Caller>({ entries: REMEMBERED, milliseconds: memoryMs, now });
  const look = async (token: string): Promise<{ caller: Caller; until: number } | null> =>
    token.startsWith("gth_") ? personal(token, credentials, now) : signedIn(token, tokens, credentials);
  return {
    forget: memory.clear,
    identify: async (headers) => {
      const token = tokenFromHeader(single(headers["x-authorization"]) ?? single(headers["authorization"]));
      if (token === null) return null;
      const known = memory.get(token);
      if (known !== undefined) return known;
      const since = memory.mark();
      const found = await look(token);
      if (found === null) return null;
      memory.set(token, found.caller, found.until, since);
      return found.caller;
    },
  };
}

async function signedIn(token: string, tokens: Tokens, credentials: CredentialStore) {
  const subject = await tokens.verify(token);
  if (subject === null) return null;
  const account = await credentials.signedIn(subject.name, subject.id);
  if (account === null || account.passwordChangedAt !== subject.passwordChangedAt) return null;
  const { id, expiresAt } = subject;
  const caller: Caller = { account: subject.name, role: account.role, token: { kind: "sign-in", id, expiresAt } };
  return { caller, until: expiresAt.getTime() };
}

async function personal(token: string, credentials: CredentialStore, now: () => number) {
  const hash = personalTokenHash(token);
  const access = hash === null ? null : await credentials.personal(hash);
  if (access === null || access.expiresAt.getTime() <= now()) return null;
  const caller: Caller = { account: access.account, role: access.role, token: { kind: "personal" } };
  return { caller, until: access.expiresAt.getTime() };
}

/** AUTH_MODE=disabled: everyone on this machine is the administrator. */
export const identifyEveryone =
  (adminUser: string): Identify =>
  async () => ({ account: adminUser, role: "admin", token: { kind: "none" } });

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Makes sure that the administrator of the configuration exists with that password; an equal one changes nothing. */
export async function bootstrapAdmin(accounts: AccountStore, name: string, password: string): Promise<void> {
  const account = await accounts.find(name);
  if (account?.role === "admin" && (await verifyPassword(password, account.passwordHash))) return;
  await accounts.put({ name, role: "admin", passwordHash: await hashPassword(password) });
}
