import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAccounts } from "../../db/accounts.ts";
import { type OperationId, operationIds, operationTable } from "../../generated/operations.ts";
import { hashPassword } from "../../server/passwords.ts";
import { signedTokens, tokenFromHeader } from "../../server/tokens.ts";
import { ADMIN, anApi, type TestApi, TOKEN_SECRET } from "../support/api.ts";

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

async function wrongTokens(): Promise<[string, string | null][]> {
  const now = Date.now();
  const ours = signedTokens(TOKEN_SECRET, 60, () => now);
  const theirs = signedTokens("another secret, of at least 32 letters", 60, () => now);
  const stale = signedTokens(TOKEN_SECRET, 60, () => now - 3_600_000);
  const valid = await ours.issue({ name: ADMIN.name, role: "admin" });
  return [
    ["no token", null],
    ["garbage", "bearer garbage"],
    ["a token of another registry", await theirs.issue({ name: ADMIN.name, role: "admin" })],
    ["an expired token", await stale.issue({ name: ADMIN.name, role: "admin" })],
    ["a token of nobody", await ours.issue({ name: "nobody", role: "admin" })],
    ["a token with a changed signature", `${valid.slice(0, -4)}AAAA`],
    ["a token without its signature", `${valid.split(".").slice(0, 2).join(".")}.`],
  ];
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

test.each(["reader", "publisher"] as const)(
  "a %s is refused by exactly the operations that need more, by name",
  async (role) => {
    const accounts = databaseAccounts(api.database.orm.em);
    await accounts.put({ name: `a-${role}`, role, passwordHash: "scrypt$unused" });
    const token = await signedTokens(TOKEN_SECRET, 3600, () => Date.now() + 2_000).issue({ name: `a-${role}`, role });
    for (const id of secured) {
      const needed = operationTable[id].role;
      const answer = await attempt(id, token);
      if (rank[needed] <= rank[role]) {
        expect([id, answer.body?.detail ?? ""]).not.toEqual([id, expect.stringContaining("needs the role")]);
        continue;
      }
      expect([id, answer.status]).toEqual([id, 401 in operationTable[id].responses ? 401 : 403]);
      expect(answer.body.detail).toBe(`${id} needs the role ${needed}; this token has the role ${role}`);
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

test("a changed password ends the tokens that were issued before", async () => {
  const accounts = databaseAccounts(api.database.orm.em);
  const tokens = signedTokens(TOKEN_SECRET, 3600, () => Date.now() - 60_000);
  await accounts.put({ name: "eve", role: "publisher", passwordHash: await hashPassword("old") });
  const before = await tokens.issue({ name: "eve", role: "publisher" });
  const answer = await api.call.as(before)("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } });
  expect(answer.status).toBe(403);
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
