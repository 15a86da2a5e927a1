import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { personalTokenHash, signedTokens } from "../../../server/access/tokens.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const account = { name: "ada", role: "reader", passwordChangedAt: new Date(NOW - 1_000) };
const OLD = "the secret of before, 32 letters or more";
const NEW = "the secret of today, 32 letters or more.";
const tokens = (...secrets: [string, ...string[]]) =>
  signedTokens({ secrets, ttlSeconds: 60, now: () => NOW, newId: randomUUID });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const headerOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());

/** A token made by hand, signed with this secret. */
function handMade(header: object, claims: object, secret: string): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
const CLAIMS = { sub: "ada", jti: randomUUID(), iss: "gatehouse", aud: "gatehouse", exp: NOW / 1000 + 60, pwd: 1 };

test("accepts older tokens after a change of secrets until the old secret leaves the list", () => {
  const old = tokens(OLD).issue(account);
  expect(tokens(NEW, OLD).verify(old)).toMatchObject({ name: "ada" });
  expect(tokens(NEW).verify(old)).toBeNull();
  const fresh = tokens(NEW, OLD).issue(account);
  expect(tokens(NEW).verify(fresh)).toMatchObject({ name: "ada" });
  expect(tokens(OLD).verify(fresh)).toBeNull();
});

test("names the secret of a token by an id that reveals nothing about it", () => {
  const [one, other] = [headerOf(tokens(OLD).issue(account)), headerOf(tokens(NEW).issue(account))];
  expect(one.kid).toMatch(/^[0-9a-f]{16}$/);
  expect(one.kid).not.toBe(other.kid);
  expect(headerOf(tokens(OLD, NEW).issue(account)).kid).toBe(one.kid);
});

test("accepts a token without a key id", () => {
  expect(tokens(NEW, OLD).verify(handMade({ alg: "HS256" }, CLAIMS, OLD))).toMatchObject({
    name: "ada",
    id: CLAIMS.jti,
  });
});

test.each([
  ["algorithm none", `${part({ alg: "none" })}.${part(CLAIMS)}.`],
  ["another algorithm under the right secret", handMade({ alg: "HS512" }, CLAIMS, OLD)],
  ["the name of one secret and the signature of another", handMade({ alg: "HS256", kid: "0".repeat(16) }, CLAIMS, OLD)],
  ["another issuer", handMade({ alg: "HS256" }, { ...CLAIMS, iss: "elsewhere" }, OLD)],
  ["another audience", handMade({ alg: "HS256" }, { ...CLAIMS, aud: "elsewhere" }, OLD)],
  ["no end", handMade({ alg: "HS256" }, { ...CLAIMS, exp: undefined }, OLD)],
  ["an end that has passed", handMade({ alg: "HS256" }, { ...CLAIMS, exp: NOW / 1000 }, OLD)],
  ["an end that is a text", handMade({ alg: "HS256" }, { ...CLAIMS, exp: "tomorrow" }, OLD)],
  ["no account", handMade({ alg: "HS256" }, { ...CLAIMS, sub: undefined }, OLD)],
  ["a critical header that nobody knows", handMade({ alg: "HS256", crit: ["x"], x: 1 }, CLAIMS, OLD)],
  ["a payload that is no JSON", `${part({ alg: "HS256" })}.!!.x`],
  ["four parts", "a.b.c.d"],
  ["no parts", ""],
])("a token with %s is not accepted", (_what, token) => {
  expect(tokens(OLD).verify(token)).toBeNull();
});

test("accepts both forms of personal tokens and nothing else", () => {
  expect(personalTokenHash(`gth_${"a".repeat(43)}`)).toMatch(/^[0-9a-f]{64}$/);
  expect(personalTokenHash(`hf_${"a".repeat(40)}`)).toMatch(/^[0-9a-f]{64}$/);
  for (const wrong of [`hf_${"a".repeat(39)}`, `hf_${"a".repeat(41)}`, `hf_${"-".repeat(40)}`, `gth_${"a".repeat(42)}`])
    expect(personalTokenHash(wrong)).toBeNull();
});
