import type { EntityManager } from "@mikro-orm/postgresql";
import { expect, inject, onTestFinished, test } from "vitest";
import { isDatabaseAway } from "../../db/away.ts";
import { createOrm } from "../../db/orm.ts";
import { rows, sql, text } from "../../db/sql.ts";
import { FaultCounts, randomOf } from "../../lab/chaos/faults/random.ts";
import type { FaultPhase } from "../../lab/chaos/faults/schedule.ts";
import { startTcpProxy } from "../../lab/chaos/faults/tcp-proxy.ts";
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

/** One connection to the test server through a proxy whose fault phase the test sets. */
async function aProxied() {
  const login = inject("postgres");
  const state = { phase: "none" as FaultPhase };
  const schedule = { now: () => state.phase };
  const parts = { name: "db", schedule, random: randomOf(1, "db"), faults: new FaultCounts() };
  const proxy = await startTcpProxy({ ...parts, target: () => login.port });
  const orm = createOrm(
    { ...login, database: "postgres", port: proxy.port, tls: false },
    { max: 1, statementTimeoutMs: 200, connectTimeoutMs: 1_000 },
  );
  onTestFinished(async () => {
    await proxy.close();
    await orm.close(true);
  });
  const pid = async () => (await orm.em.fork().execute<{ pid: number }[]>("select pg_backend_pid() as pid"))[0]?.pid;
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
