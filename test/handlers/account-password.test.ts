import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anApi, type TestApi } from "../support/api/api.ts";
import type { ContractClient } from "../support/api/contract-client.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const PASSWORD = "a password of twelve and more";

async function anAccount(): Promise<string> {
  const name = `user-${randomUUID()}`;
  expect((await api.call("AccountCreate", { body: { name, role: "reader", password: PASSWORD } })).status).toBe(201);
  return name;
}

async function signedIn(name: string): Promise<ContractClient> {
  const answer = await api.call("Authenticate", { body: { user: { name }, secret: { password: PASSWORD } } });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return api.call.as(answer.body);
}

test.each(["password1234", "qwertyuiop12", "aaaaaaaaaaaaaa", "letmeinletmein", "P@ssw0rd123456", "1234567890123"])(
  "the password %s is too easy to guess, for a new account and for a changed one",
  async (password) => {
    const created = await api.call("AccountCreate", { body: { name: `u-${randomUUID()}`, role: "reader", password } });
    expect(created).toMatchObject({ status: 400, body: { detail: expect.stringContaining("too easy to guess") } });
    const name = await anAccount();
    expect((await api.call("AccountUpdate", { path: { name }, body: { password } })).status).toBe(400);
    const changed = await (await signedIn(name))("AccountPassword", { body: { current: PASSWORD, new: password } });
    expect(changed).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/^body\/new: /) } });
  },
);

test("refuses the name of the account and the current password as a new password", async () => {
  const name = "marguerite.yourcenar";
  const built = await api.call("AccountCreate", { body: { name, role: "reader", password: "Marguerite.Yourcenar1" } });
  expect(built).toMatchObject({ status: 400, body: { detail: expect.stringContaining("name of the account") } });
  const client = await signedIn(await anAccount());
  const same = await client("AccountPassword", { body: { current: PASSWORD, new: PASSWORD } });
  expect(same).toMatchObject({ status: 400, body: { detail: expect.stringContaining("must differ") } });
});
