import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identifyEveryone } from "../../server/access/identity.ts";
import { ADMIN, anApi, type TestApi } from "../support/api/api.ts";
import type { ContractClient } from "../support/api/contract-client.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const PASSWORD = "a password of twelve and more";
type Role = "admin" | "publisher" | "reader";

async function anAccount(role: Role = "publisher"): Promise<string> {
  const name = `user-${randomUUID()}`;
  expect((await api.call("AccountCreate", { body: { name, role, password: PASSWORD } })).status).toBe(201);
  return name;
}

async function signedIn(name: string, password = PASSWORD): Promise<ContractClient> {
  const answer = await api.call("Authenticate", { body: { user: { name }, secret: { password } } });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return api.call.as(answer.body);
}

async function aToken(client: ContractClient, sent: { role?: Role; name?: string; expires_in_days?: number } = {}) {
  const made = await client("TokenCreate", { body: { name: randomUUID(), ...sent } });
  if (made.status !== 201) throw new Error(`making a token answered ${made.status}`);
  return { ...made.body, client: api.call.as(`bearer ${made.body.token}`) };
}

const works = async (client: ContractClient): Promise<boolean> => (await client("TokenList")).status === 200;

test("an account that an administrator made can sign in and has its role", async () => {
  const name = await anAccount("reader");
  const client = await signedIn(name);
  const refused = await client("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: "https://huggingface.co/a/b" },
  });
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("needs the role publisher") } });
});

test("a name that is taken is a conflict, and a short password or a strange name a bad request", async () => {
  const again = await api.call("AccountCreate", { body: { name: ADMIN.name, role: "admin", password: PASSWORD } });
  expect(again).toMatchObject({ status: 409, body: { detail: "There is an account named admin already" } });
  for (const wrong of [{ password: "short" }, { name: "no spaces" }, { role: "root" }, { name: "" }, { more: 1 }]) {
    const body = { name: "fine", role: "reader", password: PASSWORD, ...wrong };
    expect((await api.call("AccountCreate", { body })).status).toBe(400);
  }
});

test("accounts are listed by name, a page at a time, without anything of their passwords", async () => {
  for (let n = 0; n < 3; n++) await anAccount();
  const names: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const query: { limit: number; after?: string } = after === "" ? { limit: 2 } : { limit: 2, after };
    const page = await api.call("AccountList", { query });
    if (page.status !== 200) throw new Error(`listing answered ${page.status}`);
    names.push(...page.body.accounts.map(({ name }) => name));
    expect(JSON.stringify(page.body)).not.toContain("scrypt");
    after = page.body.next;
  }
  expect(names).toEqual([...names].sort());
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(ADMIN.name);
  expect((await api.call("AccountList", { query: { limit: 0 } })).status).toBe(400);
});

test("another role counts from the next request on", async () => {
  const name = await anAccount("reader");
  const client = await signedIn(name);
  expect((await client("AccountList")).status).toBe(403);
  expect(await api.call("AccountUpdate", { path: { name }, body: { role: "admin" } })).toMatchObject({
    status: 200,
    body: { name, role: "admin" },
  });
  expect((await client("AccountList")).status).toBe(200);
});

test("lets no personal token create accounts or administrators or set passwords, whatever its role", async () => {
  const name = await anAccount("reader");
  const { client } = await aToken(api.call, { role: "admin" });
  const attempts = [
    client("AccountCreate", { body: { name: `new-${randomUUID()}`, role: "reader", password: PASSWORD } }),
    client("AccountUpdate", { path: { name }, body: { role: "admin" } }),
    client("AccountUpdate", { path: { name }, body: { password: `${PASSWORD}!` } }),
    client("AccountPassword", { body: { current: ADMIN.password, new: `${PASSWORD}!` } }),
    client("TokenCreate", { body: { name: randomUUID() } }),
  ];
  for (const attempt of attempts)
    expect(await attempt).toMatchObject({ status: 403, body: { detail: expect.stringContaining("sign in") } });
  expect((await client("AccountUpdate", { path: { name }, body: { role: "publisher" } })).status).toBe(200);
});

test("an administrator's own password is changed only where the current one is asked for", async () => {
  const refused = await api.call("AccountUpdate", { path: { name: ADMIN.name }, body: { password: `${PASSWORD}!` } });
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("/account/password") } });
});

test("personal tokens have the shape that clients of Hugging Face accept", async () => {
  const { token } = await aToken(await signedIn(await anAccount()));
  expect(token).toMatch(/^hf_[A-Za-z0-9]{40}$/);
});

test("another password ends the sign-in tokens and the personal tokens of the account and no others", async () => {
  const [name, other] = [await anAccount(), await anAccount()];
  const [client, stranger] = [await signedIn(name), await signedIn(other)];
  const token = await aToken(client);
  expect([await works(client), await works(token.client)]).toEqual([true, true]);
  await api.call("AccountUpdate", { path: { name }, body: { password: `${PASSWORD}!` } });
  expect([await works(client), await works(token.client), await works(stranger)]).toEqual([false, false, true]);
  expect(await works(await signedIn(name, `${PASSWORD}!`))).toBe(true);
});

test("a removed account is gone with its tokens, and a new one of its name does not revive them", async () => {
  const name = await anAccount();
  const client = await signedIn(name);
  const token = await aToken(client);
  expect(await api.call("AccountDelete", { path: { name } })).toMatchObject({ status: 200, body: { name } });
  expect((await api.call("AccountDelete", { path: { name } })).status).toBe(404);
  expect((await api.call("AccountUpdate", { path: { name }, body: { role: "reader" } })).status).toBe(404);
  await api.call("AccountCreate", { body: { name, role: "publisher", password: PASSWORD } });
  expect([await works(client), await works(token.client)]).toEqual([false, false]);
});

test("of two administrators that remove each other at once one stays, and keeps the role", async () => {
  await using alone = await anApi();
  const body = { name: "second", role: "admin" as const, password: PASSWORD };
  expect((await alone.call("AccountCreate", { body })).status).toBe(201);
  const signIn = { user: { name: "second" }, secret: { password: PASSWORD } };
  const token = await alone.call("Authenticate", { body: signIn });
  const second = alone.call.as(token.status === 200 ? token.body : null);
  await Promise.all([
    alone.call("AccountDelete", { path: { name: "second" } }),
    second("AccountUpdate", { path: { name: ADMIN.name }, body: { role: "reader" } }),
  ]);
  const left = (await alone.call("AccountList")).status === 200 ? alone.call : second;
  const page = await left("AccountList");
  const admins = page.status === 200 ? page.body.accounts.filter(({ role }) => role === "admin") : [];
  expect(admins).toHaveLength(1);
  const name = admins[0]?.name ?? "";
  expect((await left("AccountDelete", { path: { name } })).status).toBe(409);
  expect((await left("AccountUpdate", { path: { name }, body: { role: "reader" } })).status).toBe(409);
  expect((await left("AccountUpdate", { path: { name }, body: { role: "admin" } })).status).toBe(200);
});

test("an update that names nothing to change is a bad request", async () => {
  expect((await api.call("AccountUpdate", { path: { name: ADMIN.name }, body: {} })).status).toBe(400);
});

test("anybody changes the own password with the current one, and signs in again", async () => {
  const name = await anAccount("reader");
  const client = await signedIn(name);
  const change = (current: string) => client("AccountPassword", { body: { current, new: "another long password" } });
  expect(await change("wrong")).toMatchObject({ status: 403, body: { detail: "The current password is wrong" } });
  expect((await change(PASSWORD)).status).toBe(204);
  expect(await works(client)).toBe(false);
  expect(await works(await signedIn(name, "another long password"))).toBe(true);
});

test("a personal token cannot change the password, make tokens or sign out", async () => {
  const { client } = await aToken(await signedIn(await anAccount()));
  const body = { current: PASSWORD, new: "another long password" };
  expect((await client("AccountPassword", { body })).status).toBe(403);
  expect((await client("TokenCreate", { body: { name: "child" } })).status).toBe(403);
  expect((await client("SignOut")).status).toBe(400);
});

test("a token has at most the role of its maker, and falls with it", async () => {
  const name = await anAccount("publisher");
  const owner = await signedIn(name);
  expect((await owner("TokenCreate", { body: { name: "too much", role: "admin" } })).status).toBe(403);
  const link = () => ({
    path: { artifact_type: "model" as const },
    body: { url: `https://huggingface.co/a/${randomUUID()}` },
  });
  const reading = await aToken(owner, { role: "reader" });
  expect((await reading.client("ArtifactCreate", link())).status).toBe(403);
  const publishing = await aToken(owner);
  expect(publishing.role).toBe("publisher");
  expect((await publishing.client("ArtifactCreate", link())).status).toBe(202);
  await api.call("AccountUpdate", { path: { name }, body: { role: "reader" } });
  expect((await publishing.client("ArtifactCreate", link())).status).toBe(403);
});

test("a token is shown once, kept as a hash, listed without its secret and with its last use", async () => {
  const owner = await signedIn(await anAccount());
  const made = await aToken(owner, { name: "nightly", expires_in_days: 30 });
  expect(Date.parse(made.expires_at) - api.clock.now.getTime()).toBe(30 * 86_400_000);
  expect(await works(made.client)).toBe(true);
  const listed = await owner("TokenList");
  expect(listed).toMatchObject({ status: 200, body: { tokens: [{ id: made.id, name: "nightly" }] } });
  expect(JSON.stringify(listed.body)).not.toContain(made.token);
  expect(listed.status === 200 && listed.body.tokens[0]?.last_used_at).toMatch(/^\d{4}-/);
  const again = await owner("TokenCreate", { body: { name: "nightly" } });
  expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining("nightly") } });
});

test("where nobody is asked who they are, a token has nobody to belong to", async () => {
  await using open = await anApi({ identify: identifyEveryone("ghost") });
  const refused = await open.call("TokenCreate", { body: { name: "useless" } });
  expect(refused).toMatchObject({
    status: 409,
    body: { detail: "There is no account named ghost that the token could belong to" },
  });
  expect((await open.call("SignOut")).status).toBe(400);
});

test("a token ends when its days are over", async () => {
  await using later = await anApi();
  const made = await later.call("TokenCreate", { body: { name: "short", expires_in_days: 1 } });
  const token = later.call.as(made.status === 201 ? `bearer ${made.body.token}` : null);
  expect((await token("TokenList")).status).toBe(200);
  later.clock.now = new Date(later.clock.now.getTime() + 86_400_000 + 1);
  expect((await token("TokenList")).status).toBe(403);
});

test("tokens of others are out of sight and out of reach, but not for an administrator", async () => {
  const [mine, theirs] = [await anAccount(), await anAccount()];
  const token = await aToken(await signedIn(theirs));
  const me = await signedIn(mine);
  expect((await me("TokenDelete", { path: { id: token.id } })).status).toBe(404);
  expect((await me("TokenList", { query: { account: theirs } })).status).toBe(403);
  const seen = await api.call("TokenList", { query: { account: theirs } });
  expect(seen).toMatchObject({ status: 200, body: { tokens: [{ id: token.id, account: theirs }] } });
  expect((await api.call("TokenDelete", { path: { id: token.id } })).status).toBe(204);
  expect(await works(token.client)).toBe(false);
  expect((await api.call("TokenDelete", { path: { id: token.id } })).status).toBe(404);
});

test("signing out ends one sign-in token and no other", async () => {
  const name = await anAccount();
  const [first, second] = [await signedIn(name), await signedIn(name)];
  expect((await first("SignOut")).status).toBe(204);
  expect([await works(first), await works(second)]).toEqual([false, true]);
});
