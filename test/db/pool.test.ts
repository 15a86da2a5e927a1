import { randomUUID } from "node:crypto";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { isDatabaseAway } from "../../db/away.ts";
import { createOrm } from "../../db/orm.ts";
import { openDatabase } from "../../db/pool.ts";
import { affected, type Database, integer, rows, sql, text, time, values } from "../../db/sql.ts";
import type { DatabaseConfig } from "../../domain/environment.ts";
import { FaultCounts, randomOf } from "../../lab/chaos/faults/random.ts";
import type { FaultPhase } from "../../lab/chaos/faults/schedule.ts";
import { startTcpProxy } from "../../lab/chaos/faults/tcp-proxy.ts";
import { withConnection } from "../../local/postgres/login.ts";

const KINDS = ["of entities", "of statements alone"] as const;

/** A database on a pool with one place, and what ends its connection from outside. */
function aSinglePlace(kind: (typeof KINDS)[number] = "of statements alone") {
  const login = { ...inject("postgres"), database: "postgres" };
  const db = opened(kind, { ...login, tls: false });
  const breakIt = async (at: Database): Promise<void> => {
    const [pid] = await values(at, integer, sql`select pg_backend_pid()`);
    await withConnection(login, (client) => client.query("select pg_terminate_backend($1, 5000)", [pid]));
  };
  const works = () => expect(values(db, integer, sql`select 1`)).resolves.toEqual([1]);
  return { db, breakIt, works };
}

function opened(kind: (typeof KINDS)[number], database: DatabaseConfig): Database {
  const pool = { max: 1, statementTimeoutMs: 300_000, connectTimeoutMs: 300_000 };
  if (kind === "of entities") {
    const orm = createOrm(database, pool);
    onTestFinished(() => orm.close(true));
    return orm.em.fork();
  }
  const db = openDatabase(database, pool);
  onTestFinished(() => db.close());
  return db;
}

describe.each(KINDS)("a database %s", (kind) => {
  test("frees the place of a transaction whose connection breaks in a statement", async () => {
    const { db, breakIt, works } = aSinglePlace(kind);
    for (let time = 0; time < 3; time++) {
      const broken = db.transactional(async (transaction) => {
        await breakIt(transaction);
        await affected(transaction, sql`select 1`);
      });
      expect(isDatabaseAway(await broken.catch((error: unknown) => error))).toBe(true);
      await works();
    }
  });

  test("frees the place of a transaction whose connection breaks before its commit", async () => {
    const { db, breakIt, works } = aSinglePlace(kind);
    await expect(db.transactional(breakIt)).rejects.toThrow();
    await works();
  });

  test("keeps the connection of a transaction that fails by its own statement", async () => {
    const { db, works } = aSinglePlace(kind);
    const refused = db.transactional((transaction) => affected(transaction, sql`select * from no_such_table`));
    await expect(refused).rejects.toThrow(/no_such_table/);
    await works();
  });

  test("commits what a transaction did, and rolls it back when it fails", async () => {
    const { db } = aSinglePlace(kind);
    const table = sql.table(`kept_${randomUUID()}`);
    await affected(db, sql`create temporary table ${table} (entry int)`);
    const insert = (entry: number) => (transaction: Database) =>
      affected(transaction, sql`insert into ${table} values (${entry}::int)`);
    expect(await db.transactional(insert(1))).toBe(1);
    const failed = db.transactional(async (transaction) => {
      await insert(2)(transaction);
      throw new Error("after the insert");
    });
    await expect(failed).rejects.toThrow("after the insert");
    expect(await values(db, integer, sql`select entry from ${table}`)).toEqual([1]);
  });

  test("leaves times as text, which the readers of columns understand", async () => {
    const { db } = aSinglePlace(kind);
    const found = await values(db, time, sql`select '2026-11-28 10:00:00.5+00'::timestamptz`);
    expect(found).toEqual([new Date("2026-11-28T10:00:00.500Z")]);
  });
});

test("a statement marked as prepared is planned once per connection, under its name", async () => {
  const { db } = aSinglePlace();
  for (const given of ["one", "two"]) {
    const found = await rows(db, { given: text }, sql`/*prepared echo*/ select ${given}::text as given`);
    expect(found).toEqual([{ given }]);
  }
  const prepared = await rows(db, { name: text }, sql`select name from pg_prepared_statements`);
  expect(prepared).toEqual([{ name: "echo" }]);
});

/** One connection to the test server through a proxy whose fault phase the test sets. */
async function aProxied() {
  const login = inject("postgres");
  const state = { phase: "none" as FaultPhase };
  const schedule = { now: () => state.phase };
  const parts = { name: "db", schedule, random: randomOf(1, "db"), faults: new FaultCounts() };
  const proxy = await startTcpProxy({ ...parts, target: () => login.port });
  const db = openDatabase(
    { ...login, database: "postgres", port: proxy.port, tls: false },
    { max: 1, statementTimeoutMs: 200, connectTimeoutMs: 1_000 },
  );
  onTestFinished(async () => {
    await proxy.close();
    await db.close();
  });
  const pid = async () => (await values(db, integer, sql`select pg_backend_pid()`))[0];
  return { state, pid };
}

test("a connection whose server went silent is closed and replaced by a new one", async () => {
  const { state, pid } = await aProxied();
  let before: number | undefined;
  const connect = async () => (before = await pid().catch(() => undefined));
  await expect.poll(connect).toBeDefined();
  state.phase = "stalls";
  const silence = await pid().catch((error: unknown) => error);
  expect(isDatabaseAway(silence)).toBe(true);
  const full = await pid().catch((error: unknown) => error);
  expect(isDatabaseAway(full)).toBe(true);
  state.phase = "none";
  await expect.poll(() => pid().catch(() => before)).not.toBe(before);
});
