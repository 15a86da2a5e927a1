import type { EntityManager } from "@mikro-orm/postgresql";
import { expect, inject, onTestFinished, test } from "vitest";
import { isDatabaseAway } from "../../db/away.ts";
import { createOrm } from "../../db/orm.ts";
import { rows, sql, text } from "../../db/sql.ts";
import { diceOf, Faults } from "../../lab/chaos/faults/dice.ts";
import { startTcpProxy } from "../../lab/chaos/faults/tcp-proxy.ts";
import type { Mood } from "../../lab/chaos/faults/weather.ts";
import { withConnection } from "../../local/postgres/login.ts";

/** A pool with one place, and what ends its connection from outside. */
function aSinglePlace() {
  const login = { ...inject("postgres"), database: "postgres" };
  const orm = createOrm({ ...login, tls: false }, { max: 1, statementTimeoutMs: 5_000, connectTimeoutMs: 5_000 });
  onTestFinished(() => orm.close(true));
  const breakIt = async (em: EntityManager): Promise<void> => {
    const [row] = await em.execute<{ pid: number }[]>("select pg_backend_pid() as pid");
    await withConnection(login, (client) => client.query("select pg_terminate_backend($1, 5000)", [row?.pid]));
  };
  const works = () => expect(orm.em.fork().execute("select 1 as one")).resolves.toEqual([{ one: 1 }]);
  return { orm, breakIt, works };
}

test("a transaction whose connection breaks in a statement frees its place in the pool", async () => {
  const { orm, breakIt, works } = aSinglePlace();
  for (let time = 0; time < 3; time++) {
    const broken = orm.em.fork().transactional(async (em) => {
      await breakIt(em);
      await em.execute("select 1");
    });
    await expect(broken).rejects.toThrow();
    await works();
  }
});

test("a transaction whose connection breaks before its commit frees its place in the pool", async () => {
  const { orm, breakIt, works } = aSinglePlace();
  await expect(orm.em.fork().transactional(breakIt)).rejects.toThrow();
  await works();
});

test("a transaction that fails by its own statement keeps its connection usable", async () => {
  const { orm, works } = aSinglePlace();
  const refused = orm.em.fork().transactional((em) => em.execute("select * from no_such_table"));
  await expect(refused).rejects.toThrow(/no_such_table/);
  await works();
});

test("a statement marked as prepared is planned once per connection, under its name", async () => {
  const { orm } = aSinglePlace();
  const em = orm.em.fork();
  for (const given of ["one", "two"]) {
    const found = await rows(em, { given: text }, sql`/*prepared echo*/ select ${given}::text as given`);
    expect(found).toEqual([{ given }]);
  }
  const prepared = await rows(em, { name: text }, sql`select name from pg_prepared_statements`);
  expect(prepared).toEqual([{ name: "echo" }]);
});

/** One connection to the test server through a relay whose mood can be set. */
async function aRelayed() {
  const login = inject("postgres");
  const state = { mood: "calm" as Mood };
  const weather = { now: () => state.mood };
  const parts = { name: "db", weather, dice: diceOf(1, "db"), faults: new Faults() };
  const relay = await startTcpProxy({ ...parts, target: () => login.port });
  const orm = createOrm(
    { ...login, database: "postgres", port: relay.port, tls: false },
    { max: 1, statementTimeoutMs: 200, connectTimeoutMs: 1_000 },
  );
  onTestFinished(async () => {
    await relay.close();
    await orm.close(true);
  });
  const pid = async () => (await orm.em.fork().execute<{ pid: number }[]>("select pg_backend_pid() as pid"))[0]?.pid;
  return { state, pid };
}

test("a connection whose server went silent is closed and replaced by a new one", async () => {
  const { state, pid } = await aRelayed();
  const before = await pid();
  state.mood = "stalls";
  const silence = await pid().catch((error: unknown) => error);
  expect(isDatabaseAway(silence)).toBe(true);
  const full = await pid().catch((error: unknown) => error);
  expect(isDatabaseAway(full)).toBe(true);
  state.mood = "calm";
  await expect.poll(() => pid().catch(() => before), { timeout: 10_000 }).not.toBe(before);
});
