import { createHash, createHmac, randomInt } from "node:crypto";
import { createDecoder, createSigner, createVerifier, TokenError } from "fast-jwt";

/** Content of a sign-in token; identify() decides whether it is still valid. */
export interface TokenSubject {
  readonly name: string;
  /** UUID of the token, for ending it early. */
  readonly id: string;
  /** When the password that it was issued for was set, epoch milliseconds. */
  readonly passwordChangedAt: number;
  readonly expiresAt: Date;
}
export interface Tokens {
  issue(account: { name: string; role: string; passwordChangedAt: Date }): string;
  /** Content of a token; null when it is malformed, expired or not ours. */
  verify(token: string): TokenSubject | null;
}
export interface TokenOptions {
  /** The first signs, all are accepted: a new secret goes in front, an old one leaves when its tokens have expired. */
  readonly secrets: readonly [string, ...string[]];
  readonly ttlSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly newId: () => string;
}

const ISSUER = "gatehouse";

/** Names a secret in the header of a token without telling anything about it. */
const keyIdOf = (secret: string): string =>
  createHmac("sha256", secret).update("gatehouse key id").digest("hex").slice(0, 16);

/**
 * Signed short-lived tokens (JWT, HS256), each bound to the password that it was issued for. Signing and verifying are
 * synchronous: a verification in the background would queue behind password hashing.
 */
export function signedTokens({ secrets, ttlSeconds, now, newId }: TokenOptions): Tokens {
  const [first] = secrets;
  const sign = createSigner({ key: first, algorithm: "HS256", kid: keyIdOf(first), noTimestamp: true });
  const verifiers = secrets.map((secret) => [keyIdOf(secret), verifierOf(secret)] as const);
  const decode = createDecoder({ complete: true });
  const payloadOf = (token: string): Payload | null => {
    const { kid } = (decode(token) as { header: { kid?: unknown } }).header;
    // Tokens that were issued before secrets had names carry none.
    const candidates = verifiers.filter(([id]) => kid === undefined || kid === id);
    for (const [, verify] of candidates) {
      const payload = orNull(() => verify(token) as Payload);
      if (payload !== null) return payload;
    }
    return null;
  };
  return {
    issue: ({ name, role, passwordChangedAt }) => {
      const iat = Math.floor(now() / 1000);
      const claims = { iss: ISSUER, aud: ISSUER, sub: name, jti: newId(), iat, exp: iat + ttlSeconds };
      return sign({ role, pwd: passwordChangedAt.getTime(), ...claims });
    },
    verify: (token) => {
      const { sub, jti, exp, pwd } = orNull(() => payloadOf(token)) ?? {};
      if (typeof sub !== "string" || typeof jti !== "string" || typeof exp !== "number" || typeof pwd !== "number")
        return null;
      if (exp * 1000 <= now()) return null;
      return { name: sub, id: jti, passwordChangedAt: pwd, expiresAt: new Date(exp * 1000) };
    },
  };
}

type Payload = Readonly<Record<"sub" | "jti" | "exp" | "pwd", unknown>>;

/** Times are compared with the injected clock, not with the library's. */
const verifierOf = (secret: string) =>
  createVerifier({
    key: secret,
    algorithms: ["HS256"],
    allowedIss: ISSUER,
    allowedAud: ISSUER,
    ignoreExpiration: true,
    ignoreNotBefore: true,
  });

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof TokenError) return null;
    throw error;
  }
}

/** The shape that clients of Hugging Face accept, and that scanners of leaked secrets know. */
const PERSONAL = /^hf_[A-Za-z0-9]{40}$/;
/** The shape of before, which stays valid. */
const OLDER_PERSONAL = /^gth_[A-Za-z0-9_-]{43}$/;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** True for what claims to be a personal token, well-formed or not. */
export const isPersonal = (token: string): boolean => token.startsWith("hf_") || token.startsWith("gth_");

/** A new personal token: 238 random bits, so that a plain SHA-256 of it cannot be searched. */
export function newPersonalSecret(): { secret: string; hash: string } {
  const letters = Array.from({ length: 40 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  const secret = `hf_${letters.join("")}`;
  return { secret, hash: hashOf(secret) };
}

/** The hash that a personal token is stored under; null for anything that is not of its form. */
export const personalTokenHash = (token: string): string | null =>
  PERSONAL.test(token) || OLDER_PERSONAL.test(token) ? hashOf(token) : null;

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
