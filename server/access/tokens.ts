import { createHash, randomBytes } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";

/** What a sign-in token says; whether it still counts is for identify() to find out. */
export interface TokenSubject {
  readonly name: string;
  /** UUID of the token, for ending it early. */
  readonly id: string;
  /** When the password that it was issued for was set, epoch milliseconds. */
  readonly passwordChangedAt: number;
  readonly expiresAt: Date;
}
export interface Tokens {
  issue(account: { name: string; role: string; passwordChangedAt: Date }): Promise<string>;
  /** What a token says; null when it is malformed, expired or not ours. */
  verify(token: string): Promise<TokenSubject | null>;
}
export interface TokenOptions {
  readonly secret: string;
  readonly ttlSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly newId: () => string;
}

const ISSUER = "gatehouse";

/** Signed short-lived tokens (JWT, HS256). Each is bound to the password that it was issued for. */
export function signedTokens({ secret, ttlSeconds, now, newId }: TokenOptions): Tokens {
  const key = new TextEncoder().encode(secret);
  const seconds = (): number => Math.floor(now() / 1000);
  return {
    issue: ({ name, role, passwordChangedAt }) =>
      new SignJWT({ role, pwd: passwordChangedAt.getTime() })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(name)
        .setJti(newId())
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + ttlSeconds)
        .sign(key),
    verify: async (token) => {
      try {
        const options = { algorithms: ["HS256"], issuer: ISSUER, audience: ISSUER, currentDate: new Date(now()) };
        const { sub, jti, exp, pwd } = (await jwtVerify(token, key, options)).payload;
        if (sub === undefined || jti === undefined || exp === undefined || typeof pwd !== "number") return null;
        return { name: sub, id: jti, passwordChangedAt: pwd, expiresAt: new Date(exp * 1000) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

/** The token of a header such as `bearer <token>`; also without the scheme, or with the scheme twice. Null when there is none. */
export function tokenFromHeader(header: string | undefined): string | null {
  const words = header?.trim().split(/\s+/) ?? [];
  const token = words.at(-1);
  if (token === undefined || token === "" || token.toLowerCase() === "bearer") return null;
  return words.slice(0, -1).every((word) => word.toLowerCase() === "bearer") ? token : null;
}

/** Tells a personal token from a sign-in token, for people and for scanners of leaked secrets. */
const PERSONAL_PREFIX = "gth_";
const SECRET_BYTES = 32;

/** A new personal token: 256 random bits, so that a plain SHA-256 of it cannot be searched. */
export function newPersonalSecret(): { secret: string; hash: string } {
  const secret = `${PERSONAL_PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { secret, hash: hashOf(secret) };
}

/** The hash that a personal token is stored under; null for anything that is not of its form. */
export const personalTokenHash = (token: string): string | null =>
  /^gth_[A-Za-z0-9_-]{43}$/.test(token) ? hashOf(token) : null;

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
