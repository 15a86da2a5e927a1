import type { EntityManager } from "@mikro-orm/postgresql";
import { expect, inject, onTestFinished, test } from "vitest";
import { createOrm } from "../../db/orm.ts";
import { rows } from "../../db/sql.ts";
import { withConnection } from "../../local/postgres/login.ts";

/** A pool with one place, and what ends its connection from outside. */
function aSinglePlace() {
  const login = { ...inject("postgres"), database: "postgres" };
  const orm = createOrm({ ...login, tls: false }, { max: 1, statementTimeoutMs: 5_000, connectTimeoutMs: 5_000 });
  onTestFinished(() => orm.close(true));
  const breakIt = async (em: EntityManager): Promise<void> => {
    const [row] = await rows<{ pid: number }>(em, "select pg_backend_pid() as pid");
    await withConnection(login, (client) => client.query("select pg_terminate_backend($1, 5000)", [row?.pid]));
  };
  const works = () => expect(rows(orm.em.fork(), "select 1 as one")).resolves.toEqual([{ one: 1 }]);
  return { orm, breakIt, works };
}

test("a transaction whose connection breaks in a statement gives its place in the pool back", async () => {
  const { orm, breakIt, works } = aSinglePlace();
  for (let time = 0; time < 3; time++) {
    const broken = orm.em.fork().transactional(async (em) => {
      await breakIt(em);
      await rows(em, "select 1");
    });
    await expect(broken).rejects.toThrow();
    await works();
  }
});

test("a transaction whose connection breaks before its commit gives its place in the pool back", async () => {
  const { orm, breakIt, works } = aSinglePlace();
  await expect(orm.em.fork().transactional(breakIt)).rejects.toThrow();
  await works();
});

test("a transaction that is refused or rolled back by its own fault uses its place again", async () => {
  const { orm, works } = aSinglePlace();
  const refused = orm.em.fork().transactional((em) => rows(em, "select * from no_such_table"));
  await expect(refused).rejects.toThrow(/no_such_table/);
  await works();
});
