import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attemptLimiter } from "../../../server/access/attempts.ts";
import { ADMIN, anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
let pool: Pool;
beforeAll(async () => {
  api = await anApi({ attempts: { perPair: 3, perAddress: 8, perAccount: 5, windowSeconds: 900 } });
  pool = new Pool({ ...api.database.login, max: 2 });
  // Dropping the database ends connections that are still closing.
  pool.on("error", () => undefined);
});
afterAll(async () => {
  await pool.end();
  await api[Symbol.asyncDispose]();
});

const signIn = (name: string, password: string) =>
  api.call.as(null)("Authenticate", { body: { user: { name }, secret: { password } } });
const forget = () => api.database.orm.em.fork().execute("delete from rate_counter");
const endWindows = () =>
  api.database.orm.em.fork().execute("update rate_counter set expire = 1 where key not like 'known%'");

test("makes the right password wait after too many wrong ones, and says how long", async () => {
  await forget();
  for (let n = 0; n < 3; n++) expect((await signIn(ADMIN.name, "wrong")).status).toBe(401);
  const refused = await signIn(ADMIN.name, ADMIN.password);
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(900);
});

test("ends a block with its window, however many attempts were refused", async () => {
  await forget();
  for (let n = 0; n < 12; n++) await signIn(ADMIN.name, "wrong");
  await endWindows();
  expect((await signIn(ADMIN.name, ADMIN.password)).status).toBe(200);
});

test("counts no attempt for the right password", async () => {
  await forget();
  for (let n = 0; n < 12; n++) expect((await signIn(ADMIN.name, ADMIN.password)).status).toBe(200);
});

test("blocks an address that tries many accounts, existing or not", async () => {
  await forget();
  const statuses: number[] = [];
  for (let n = 0; n < 10; n++) statuses.push((await signIn(`nobody-${n}`, "wrong")).status);
  expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), 429, 429]);
});

test("limits guesses of the current password like sign-ins", async () => {
  await forget();
  const body = { current: "wrong", new: "another long password" };
  for (let n = 0; n < 3; n++) expect((await api.call("AccountPassword", { body })).status).toBe(403);
  const refused = await api.call("AccountPassword", { body: { ...body, current: ADMIN.password } });
  expect(refused.status).toBe(429);
});

test("checks no more than the limit of many concurrent attempts", async () => {
  await forget();
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => (await signIn(ADMIN.name, "wrong")).status),
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(3);
});

const limiter = () => attemptLimiter(pool, { perPair: 3, perAddress: 8, perAccount: 5, windowSeconds: 900 });

test("blocks an account under distributed attack for new addresses, not for those of its owner", async () => {
  await forget();
  const attempts = limiter();
  const home = await attempts.begin("ada", "192.0.2.1");
  if (home.allowed) await home.succeeded();
  for (let n = 0; n < 5; n++) expect((await attempts.begin("ada", `198.51.100.${n}`)).allowed).toBe(true);
  expect((await attempts.begin("ada", "198.51.100.77")).allowed).toBe(false);
  expect((await attempts.begin("ada", "192.0.2.1")).allowed).toBe(true);
  expect((await attempts.begin("grace", "198.51.100.77")).allowed).toBe(true);
});

test.each([
  ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false],
  ["2001:db8:1:2::1", "2001:db8:1:3::1", true],
  ["1::2:3:4:5:6:7", "1:0:2:3::", false],
  ["::ffff:192.0.2.9", "192.0.2.9", false],
])("attempts from %s count for %s too unless its network differs (differs: %s)", async (one, other, differs) => {
  await forget();
  const attempts = limiter();
  for (let n = 0; n < 3; n++) await attempts.begin("eve", one);
  expect((await attempts.begin("eve", other)).allowed).toBe(differs);
});
