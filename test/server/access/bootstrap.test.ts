import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AccountStore, databaseAccounts } from "../../../db/access/accounts.ts";
import { REGISTRY } from "../../../db/audit/log.ts";
import { bootstrapAdmin } from "../../../server/access/access.ts";
import { hashPassword, verifyPassword } from "../../../server/access/passwords.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
let accounts: AccountStore;
beforeEach(async () => {
  database = await aDatabase();
  accounts = databaseAccounts(database.orm.em);
});
afterEach(() => database[Symbol.asyncDispose]());

const PASSWORD = "the configured password";
const OTHER = "a password that somebody chose";
const start = () => bootstrapAdmin(accounts, "admin", PASSWORD);
const accepts = async (name: string, password: string) =>
  verifyPassword(password, (await accounts.find(name))?.passwordHash ?? null);

test("creates the configured administrator at the first start, once for several servers", async () => {
  await Promise.all([start(), start(), start()]);
  expect(await accepts("admin", PASSWORD)).toBe(true);
});

test("leaves a changed password, a demoted and a deleted administrator as they are at a restart", async () => {
  await start();
  await accounts.create({ name: "grace", role: "admin", passwordHash: await hashPassword(OTHER) }, REGISTRY);
  await accounts.change("admin", { passwordHash: await hashPassword(OTHER) }, REGISTRY);
  await start();
  expect([await accepts("admin", PASSWORD), await accepts("admin", OTHER)]).toEqual([false, true]);
  await accounts.change("admin", { role: "reader" }, REGISTRY);
  await start();
  expect((await accounts.find("admin"))?.role).toBe("reader");
  await accounts.remove("admin", REGISTRY);
  await start();
  expect(await accounts.find("admin")).toBeNull();
});

test("creates an administrator with an unknown password when none is configured", async () => {
  await bootstrapAdmin(accounts, "admin", null);
  expect((await accounts.find("admin"))?.role).toBe("admin");
});

const run = promisify(execFile);
const command = path.resolve(import.meta.dirname, "../../../cli/main.ts");
const { PATH = "", NODE_COMPILE_CACHE } = process.env;
const environment = () => ({
  PATH,
  NODE_COMPILE_CACHE,
  HOME: "/nonexistent",
  DB_HOST: "127.0.0.1",
  DB_PORT: String(database.login.port),
  DB_NAME: database.login.database,
  DB_USER: database.login.user,
  DB_PASSWORD: database.login.password,
  DB_SSL: "false",
});

test("gatehouse admin reset gives a demoted administrator the role and a new password, and says so in the log", async () => {
  await start();
  await accounts.create({ name: "grace", role: "admin", passwordHash: await hashPassword(OTHER) }, REGISTRY);
  await accounts.change("admin", { role: "reader" }, REGISTRY);
  const { stdout } = await run(process.execPath, [command, "admin", "reset"], { env: environment() });
  const password = /^admin is an administrator with the password (\S{24}) /.exec(stdout)?.[1] ?? "";
  expect(await accepts("admin", password)).toBe(true);
  expect((await accounts.find("admin"))?.role).toBe("admin");
  const { stdout: checked } = await run(process.execPath, [path.resolve(command, "../../scripts/audit-verify.ts")], {
    env: environment(),
  });
  expect(checked).toMatch(/^4 entries are intact; the last hash is [0-9a-f]{64}\n$/);
});

test("gatehouse admin reset without a registry on the machine says what is missing", async () => {
  const env = { PATH, NODE_COMPILE_CACHE, HOME: "/nonexistent", DATA_DIR: "/nonexistent/data" };
  const failing = run(process.execPath, [command, "admin", "reset", "ada"], { env });
  await expect(failing).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no registry runs in /nonexistent/data (there is no stack.json)"),
  });
});
