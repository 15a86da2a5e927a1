import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAccounts } from "../../../db/access/accounts.ts";
import { databasePersonalTokens } from "../../../db/access/personal-tokens.ts";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { hashPassword } from "../../../server/access/passwords.ts";
import { newPersonalSecret, signedTokens, tokenFromHeader } from "../../../server/access/tokens.ts";
import { ADMIN, anApi, type TestApi, TOKEN_SECRET } from "../../support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const signIn = (name: string, password: string) =>
  api.call("Authenticate", { body: { user: { name }, secret: { password } } });

const secured = operationIds.filter((id) => operationTable[id].secured);
/** Enough to reach any operation's address; who is calling is decided before the rest of the request is looked at. */
const anywhere = { path: { artifact_type: "model", id: 1, name: "nobody" } };
const attempt = async (id: OperationId, token: string | null) =>
  (await api.call.as(token)(id, anywhere as never)) as { status: number; body: { detail: string } };

const tokensOf = (secret: string, now: () => number) =>
  signedTokens({ secret, ttlSeconds: 3600, now, newId: randomUUID });
const accounts = () => databaseAccounts(api.database.orm.em);
const MINUTE = 60_000;

async function wrongTokens(): Promise<[string, string | null][]> {
  const admin = await accounts().find(ADMIN.name);
  if (admin === null) throw new Error("there is no administrator");
  const now = (): number => api.clock.now.getTime();
  const ours = tokensOf(TOKEN_SECRET, now);
  const valid = await ours.issue(admin);
  return [
    ["no token", null],
    ["garbage", "bearer garbage"],
    ["a token of another registry", await tokensOf("another secret, of at least 32 letters", now).issue(admin)],
    ["an expired token", await tokensOf(TOKEN_SECRET, () => now() - 61 * MINUTE).issue(admin)],
    ["a token of nobody", await ours.issue({ ...admin, name: "nobody" })],
    ["a token for an older password", await ours.issue({ ...admin, passwordChangedAt: new Date(0) })],
    ["a token with a changed signature", `${valid.slice(0, -4)}AAAA`],
    ["a token without its signature", `${valid.split(".").slice(0, 2).join(".")}.`],
    ["a token that was signed out", await aSignedOut()],
    ["a personal token that nobody made", `bearer ${newPersonalSecret().secret}`],
    ["a personal token cut short", "bearer gth_abc"],
    ["a personal token that was ended", await anEnded()],
    ["an expired personal token", await anExpired()],
  ];
}

async function aSignedOut(): Promise<string> {
  const signedIn = await signIn(ADMIN.name, ADMIN.password);
  const token = signedIn.status === 200 ? signedIn.body : "";
  expect((await api.call.as(token)("SignOut")).status).toBe(204);
  return token;
}

async function anEnded(): Promise<string> {
  const made = await api.call("TokenCreate", { body: { name: randomUUID() } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  expect((await api.call("TokenDelete", { path: { id: made.body.id } })).status).toBe(204);
  return `bearer ${made.body.token}`;
}

async function anExpired(): Promise<string> {
  const { secret, hash } = newPersonalSecret();
  const expiresAt = new Date(api.clock.now.getTime() - 1);
  const token = { account: ADMIN.name, name: randomUUID(), role: "admin", secretHash: hash, expiresAt } as const;
  await databasePersonalTokens(api.database.orm.em).create(token);
  return `bearer ${secret}`;
}

test("every secured operation refuses every kind of wrong token", async () => {
  for (const [kind, token] of await wrongTokens()) {
    for (const id of secured) {
      const answer = await attempt(id, token);
      expect([id, kind, answer.status]).toEqual([id, kind, 403]);
    }
  }
});

const rank = { none: 0, reader: 1, publisher: 2, admin: 3 };

/** A sign-in token and a personal token of an account with this role. */
async function tokensOfRole(role: "reader" | "publisher"): Promise<[string, string]> {
  const name = `${role}-${randomUUID()}`;
  await accounts().put({ name, role, passwordHash: await hashPassword("a password of that role") });
  const signedIn = await signIn(name, "a password of that role");
  if (signedIn.status !== 200) throw new Error(`signing in answered ${signedIn.status}`);
  const made = await api.call.as(signedIn.body)("TokenCreate", { body: { name: "for programs" } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  return [signedIn.body, `bearer ${made.body.token}`];
}

/** Operations that end the very token or account of their caller, and so the rest of a round. */
const endings: readonly OperationId[] = ["SignOut"];

test.each(["reader", "publisher"] as const)(
  "a %s is refused by exactly the operations that need more, by name, with either kind of token",
  async (role) => {
    for (const token of await tokensOfRole(role)) {
      for (const id of secured.filter((one) => !endings.includes(one))) {
        const needed = operationTable[id].role;
        const answer = await attempt(id, token);
        if (rank[needed] <= rank[role]) {
          expect([id, answer.body?.detail ?? ""]).not.toEqual([id, expect.stringContaining("needs the role")]);
          continue;
        }
        expect([id, answer.status]).toEqual([id, 401 in operationTable[id].responses ? 401 : 403]);
        expect(answer.body.detail).toBe(`${id} needs the role ${needed}; this token has the role ${role}`);
      }
    }
  },
);

test("a fault while identifying is a 500 with a reference and never a refusal", async () => {
  await using failing = await anApi({ identify: () => Promise.reject(new Error("the database is away")) });
  for (const id of secured) {
    const answer = (await failing.call(id, anywhere as never)) as { status: number };
    expect([id, answer.status]).toEqual([id, 500]);
  }
});

test("a user with the right password gets a token that works in either header, with and without the scheme", async () => {
  const signedIn = await signIn(ADMIN.name, ADMIN.password);
  const token = signedIn.status === 200 ? signedIn.body : "";
  expect(token).toMatch(/^bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  const bare = token.replace("bearer ", "");
  for (const headers of [
    { "X-Authorization": token },
    { Authorization: `Bearer ${bare}` },
    { "X-Authorization": bare },
    { Authorization: `Bearer ${token}` },
  ]) {
    const answer = await api.call.as(null)("ArtifactRetrieve", {
      path: { artifact_type: "model", id: 999_999 },
      headers,
    });
    expect(answer.status).toBe(404);
  }
});

test("a wrong password and an unknown name are refused alike", async () => {
  const wrong = await signIn(ADMIN.name, "wrong");
  const unknown = await signIn("nobody", ADMIN.password);
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.body).toEqual(unknown.body);
});

test.each([
  ["bearer abc", "abc"],
  ["Bearer abc", "abc"],
  ["BEARER  abc ", "abc"],
  ["bearer bearer abc", "abc"],
  ["abc", "abc"],
  ["bearer", null],
  ["", null],
  ["basic abc", null],
  [undefined, null],
])("the header %j carries the token %j", (header, token) => {
  expect(tokenFromHeader(header)).toBe(token);
});
