import { LRUCache } from "lru-cache";
import type { CredentialStore } from "../../db/access/credentials.ts";
import type { Caller } from "../../handlers/contract.ts";
import { isPersonal, personalTokenHash, type Tokens } from "./tokens.ts";

/** Headers in lower case, as node:http gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Identify = (headers: Headers) => Promise<Caller | null>;

/** Identification by token. */
export interface Identification {
  readonly identify: Identify;
  /** Looks up every token again: this server has just ended one or changed an account. */
  forget(): void;
}
export interface IdentificationOptions {
  readonly tokens: Tokens;
  readonly credentials: Pick<CredentialStore, "signedIn" | "personal">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long an accepted token is accepted again without a look-up, in milliseconds; 0 looks up every time. */
  readonly memoryMs: number;
}

/** Accepted tokens that are remembered. */
const REMEMBERED = 10_000;

interface Found {
  readonly caller: Caller;
  /** End of the token, epoch milliseconds. */
  readonly until: number;
}

/**
 * Who sent a request, by `X-Authorization` or else `Authorization`: a sign-in token or a personal one. Costs at most
 * one indexed query. A token that was ended, or whose account was changed, is refused at once by the server that did
 * it, and within `memoryMs` by the others.
 */
export function identification({ tokens, credentials, now, memoryMs }: IdentificationOptions): Identification {
  const memory = new LRUCache<string, Caller>({ max: REMEMBERED, ttl: memoryMs, ttlResolution: 0, perf: { now } });
  let forgotten = 0;
  const remember = (token: string, { caller, until }: Found): void => {
    const ttl = Math.min(memoryMs, until - now());
    if (ttl > 0) memory.set(token, caller, { ttl });
  };
  const look = async (token: string): Promise<Found | null> =>
    isPersonal(token) ? personal(token, credentials, now) : signedIn(token, tokens, credentials);
  return {
    forget: () => {
      forgotten += 1;
      memory.clear();
    },
    identify: async (headers) => {
      const token = tokenFromHeader(single(headers["x-authorization"]) ?? single(headers["authorization"]));
      if (token === null) return null;
      const known = memory.get(token);
      if (known !== undefined) return known;
      const before = forgotten;
      const found = await look(token);
      if (found === null) return null;
      // A look-up that was overtaken by a change may have seen the token as it was before.
      if (before === forgotten) remember(token, found);
      return found.caller;
    },
  };
}

/** The token of a header such as `bearer <token>`; also without the scheme, or with the scheme twice. Null when there is none. */
function tokenFromHeader(header: string | undefined): string | null {
  const words = header?.trim().split(/\s+/) ?? [];
  const token = words.at(-1);
  if (token === undefined || token === "" || token.toLowerCase() === "bearer") return null;
  return words.slice(0, -1).every((word) => word.toLowerCase() === "bearer") ? token : null;
}

async function signedIn(
  token: string,
  tokens: Tokens,
  credentials: IdentificationOptions["credentials"],
): Promise<Found | null> {
  const subject = tokens.verify(token);
  if (subject === null) return null;
  const account = await credentials.signedIn(subject.name, subject.id);
  if (account === null || account.passwordChangedAt !== subject.passwordChangedAt) return null;
  const { id, expiresAt } = subject;
  const caller: Caller = { account: subject.name, role: account.role, token: { kind: "sign-in", id, expiresAt } };
  return { caller, until: expiresAt.getTime() };
}

async function personal(
  token: string,
  credentials: IdentificationOptions["credentials"],
  now: () => number,
): Promise<Found | null> {
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
