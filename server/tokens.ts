import { errors, jwtVerify, SignJWT } from "jose";

export interface TokenSubject {
  readonly name: string;
  /** When the token was issued, epoch seconds. */
  readonly issuedAt: number;
}
export interface Tokens {
  issue(account: { name: string; role: string }): Promise<string>;
  /** Who the token was issued to; null when it is malformed, expired or not ours. */
  verify(token: string): Promise<TokenSubject | null>;
}

const ISSUER = "gatehouse";

/** Signed short-lived tokens (JWT, HS256). The clock is given in milliseconds since the epoch. */
export function signedTokens(secret: string, ttlSeconds: number, now: () => number): Tokens {
  const key = new TextEncoder().encode(secret);
  const seconds = (): number => Math.floor(now() / 1000);
  return {
    issue: ({ name, role }) =>
      new SignJWT({ role })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(name)
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + ttlSeconds)
        .sign(key),
    verify: async (token) => {
      try {
        const options = { algorithms: ["HS256"], issuer: ISSUER, audience: ISSUER, currentDate: new Date(now()) };
        const { payload } = await jwtVerify(token, key, options);
        if (payload.sub === undefined || payload.iat === undefined) return null;
        return { name: payload.sub, issuedAt: payload.iat };
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
