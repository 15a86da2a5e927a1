import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "../../db/audit/verify.ts";
import { grantFunctionRights } from "../../db/function-role.ts";
import { createOrm } from "../../db/orm.ts";
import { aDatabase, type TestDatabase } from "../support/database.ts";

const ROLE = `function_${randomUUID().slice(0, 8)}`;

let database: TestDatabase;
let asFunction: ReturnType<typeof createOrm>;
beforeAll(async () => {
  database = await aDatabase();
  const em = database.orm.em.fork();
  await em.execute(`create role ${ROLE} login password 'of the function'`);
  await grantFunctionRights({ ...database.login, tls: false }, ROLE);
  const login = { ...database.login, user: ROLE, password: "of the function", tls: false };
  asFunction = createOrm(login, { max: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 });
});
afterAll(async () => {
  await asFunction.close(true);
  const em = database.orm.em.fork();
  await em.execute(`drop owned by ${ROLE}`);
  await em.execute(`drop role ${ROLE}`);
  await database[Symbol.asyncDispose]();
});

const run = (statement: string) => asFunction.em.fork().execute(statement);

test.each([
  "account",
  "personal_token",
  "revoked_sign_in",
  "rate_counter",
  "webhook_delivery",
  "callback_nonce",
  "audit_log",
  "audit_head",
])("the role of the function reads nothing of %s", async (table) => {
  await expect(run(`select * from ${table}`)).rejects.toThrow(/permission denied/);
});

test("the role of the function ends an artifact: its report is enqueued and its entry is chained", async () => {
  await run(
    `insert into artifact (type, name, url, host, repository, source_key, revision, owner, status_message,
       correlation_id, callback_url)
     values ('model', 'm', 'u', 'huggingface', 'a/m', 'k', 'main', 'ada', '', 'c', 'https://ci.example.com')`,
  );
  await run("update artifact set status = 'rejected'");
  await run("insert into audit_log (action, actor) values ('RATE', 'ada')");
  const em = database.orm.em.fork();
  expect(await em.execute("select state from webhook_delivery")).toEqual([{ state: "pending" }]);
  expect(await verifyAudit(database.orm.em)).toMatchObject({ intact: 1, broken: null });
});

test("the role of the function changes neither the log nor the schema", async () => {
  await expect(run("update audit_log set actor = 'eve'")).rejects.toThrow(/permission denied/);
  await expect(run("delete from audit_log")).rejects.toThrow(/permission denied/);
  await expect(run("create table loot (id int)")).rejects.toThrow(/permission denied/);
  await expect(run("alter table audit_log disable trigger all")).rejects.toThrow(/must be owner/);
});

test("a name that is more than a name of a role is refused", async () => {
  for (const wrong of ["", "A", "r; drop table account", '"r"', "r".repeat(64)])
    await expect(grantFunctionRights({ ...database.login, tls: false }, wrong)).rejects.toThrow(
      "is not the name of a role",
    );
});
