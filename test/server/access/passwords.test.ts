import { expect, test } from "vitest";
import { hashPassword, passwordHashing, verifyPassword } from "../../../server/access/passwords.ts";
import { anApi } from "../../support/api/api.ts";

test("makes a few of a hundred concurrent password checks and refuses the others as busy at once", async () => {
  const { verify, hash } = passwordHashing();
  const results = await Promise.all(Array.from({ length: 100 }, () => verify("a password", null)));
  const made = results.filter((result) => result === false).length;
  expect(made).toBeGreaterThanOrEqual(8);
  expect(made).toBeLessThanOrEqual(10);
  expect(results.filter((result) => result === "busy")).toHaveLength(100 - made);
  expect(await hash("a password")).toMatch(/^scrypt\$/);
});

test("matches a password with its own hash only, in any Unicode composition", async () => {
  const hash = await hashPassword("caf\u00e9 au lait noir");
  expect(await verifyPassword("cafe\u0301 au lait noir", hash)).toBe(true);
  expect(await verifyPassword("cafe au lait noir", hash)).toBe(false);
  await expect(verifyPassword("x", "md5$abc")).rejects.toThrow("unknown form");
});

test("answers 429 to requests with a password while hashing is busy, and counts no failed attempt", async () => {
  const busy = async (): Promise<"busy"> => "busy";
  await using api = await anApi({
    attempts: { perPair: 3 },
    deps: ({ passwords }) => ({ passwords: { ...passwords, verify: busy, hash: busy } }),
  });
  const signIn = () => api.call("Authenticate", { body: { user: { name: "admin" }, secret: { password: "x" } } });
  for (let n = 0; n < 6; n++)
    expect((await signIn()).body).toEqual({ detail: expect.stringContaining("being checked") });
  const change = { current: "some current one", new: "another one, quite long" };
  const answers = [
    await api.call("AccountCreate", { body: { name: "ada", role: "reader", password: "another one, quite long" } }),
    await api.call("AccountUpdate", { path: { name: "ada" }, body: { password: "another one, quite long" } }),
    await api.call("AccountPassword", { body: change }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 429]);
});
