import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appendAudit, databaseAuditLog, REGISTRY } from "../../../db/audit/log.ts";
import { verifyAudit } from "../../../db/audit/verify.ts";
import { aDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const em = () => database.orm.em.fork();
const log = () => databaseAuditLog(database.orm.em);
const ada = { account: "ada", address: "192.0.2.7" };

/** As somebody who owns the database would do it: with the guards switched off. */
async function tamper(...statements: string[]): Promise<void> {
  await database.orm.em.fork().transactional(async (tx) => {
    await tx.execute("set local session_replication_role = replica");
    for (const statement of statements) await tx.execute(statement);
  });
}

beforeEach(async () => {
  await tamper("delete from audit_log", "update audit_head set seq = 0, hash = repeat('0', 64)");
  await log().append({ action: "SIGN_IN", by: ada });
  await log().append({
    action: "CREATE",
    by: ada,
    artifact: { id: 7, type: "model", name: "bert 🤗" },
    detail: "a detail",
  });
  for (let n = 0; n < 5; n++) await log().append({ action: "POLICY", by: REGISTRY, detail: `policy ${n}` });
});

test("an untouched log is found intact up to its head", async () => {
  const head = await log().head();
  expect(await verifyAudit(database.orm.em)).toEqual({ intact: 7, hash: head.hash, broken: null });
  expect(head.seq).toBe(7);
});

test("entries that are written at the same time form one chain without a gap", async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => log().append({ action: "AUDIT", by: ada, detail: `${n}` })));
  expect(await verifyAudit(database.orm.em)).toMatchObject({ intact: 47, broken: null });
});

test("leaves no gap for an entry whose transaction is rolled back", async () => {
  const failing = em().transactional(async (tx) => {
    await appendAudit(tx, { action: "RESET", by: ada });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await log().append({ action: "SIGN_OUT", by: ada });
  expect(await verifyAudit(database.orm.em)).toMatchObject({ intact: 8, broken: null });
});

test.each(["update audit_log set actor = 'eve'", "delete from audit_log", "truncate audit_log"])(
  "the database itself refuses: %s",
  async (statement) => {
    await expect(em().execute(statement)).rejects.toThrow("the audit log only grows");
  },
);

const COLUMNS = {
  at: "at + interval '1 microsecond'",
  action: "'SIGN_OUT'",
  actor: "'eve'",
  address: "'198.51.100.1'",
  artifact_id: "coalesce(artifact_id, 0) + 1",
  artifact_type: "'dataset'",
  artifact_name: "'another'",
  subject: "'grace'",
  detail: "coalesce(detail, '') || '.'",
  hash: "repeat('a', 64)",
} as const;

test.each(Object.entries(COLUMNS))("finds a change of %s in any entry", async (column, value) => {
  for (const seq of [7, 4, 2, 1]) {
    await tamper(`update audit_log set ${column} = ${value} where seq = ${seq}`);
    const { broken } = await verifyAudit(database.orm.em);
    expect(broken?.seq).toBe(seq);
  }
});

test.each([1, 3, 6, 7])("the removal of entry %i is found at its place", async (seq) => {
  await tamper(`delete from audit_log where seq = ${seq}`);
  expect((await verifyAudit(database.orm.em)).broken).toMatchObject({
    seq,
    reason: expect.stringContaining("missing"),
  });
});

test("entries that were moved up to hide a removed one are found", async () => {
  await tamper(
    "delete from audit_log where seq = 3",
    // By way of free numbers: rows are updated in the order in which they lie, which autovacuum changes.
    "update audit_log set seq = -seq where seq > 3",
    "update audit_log set seq = -seq - 1 where seq < 0",
  );
  expect((await verifyAudit(database.orm.em)).broken).toMatchObject({ seq: 3 });
});

test("two entries that changed places are found", async () => {
  await tamper(
    "update audit_log set seq = -3 where seq = 3",
    "update audit_log set seq = 3 where seq = 5",
    "update audit_log set seq = 5 where seq = -3",
  );
  expect((await verifyAudit(database.orm.em)).broken?.seq).toBe(3);
});

test("an entry that was put in without the chain is found", async () => {
  await tamper("insert into audit_log (action, actor) values ('SIGN_IN', 'eve')");
  expect((await verifyAudit(database.orm.em)).broken?.reason).toContain("not part of the chain");
});

test("an entry that was put in after the head with a hash of its own is found", async () => {
  await tamper(
    "insert into audit_log (seq, action, previous_hash, hash) values (8, 'SIGN_IN', repeat('a', 64), repeat('b', 64))",
  );
  expect((await verifyAudit(database.orm.em)).broken?.seq).toBe(8);
});

test("entries cut off at the end are missed by the head", async () => {
  await tamper("delete from audit_log where seq > 5");
  expect((await verifyAudit(database.orm.em)).broken).toMatchObject({ seq: 6 });
});

test("a field that swallows its neighbour does not give the same hash", async () => {
  await tamper("update audit_log set actor = 'ada9:192.0.2.7', address = null where seq = 1");
  expect((await verifyAudit(database.orm.em)).broken?.seq).toBe(1);
});
