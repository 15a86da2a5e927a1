import { expect, inject, onTestFinished, test } from "vitest";
import { isDatabaseAway } from "../../db/away.ts";
import { createOrm } from "../../db/orm.ts";
import { rows } from "../../db/sql.ts";
import { diceOf, Faults } from "../../lab/chaos/faults/dice.ts";
import { startTcpProxy } from "../../lab/chaos/faults/tcp-proxy.ts";
import type { Mood } from "../../lab/chaos/faults/weather.ts";

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
  const pid = async () => (await rows<{ pid: number }>(orm.em.fork(), "select pg_backend_pid() as pid"))[0]?.pid;
  return { state, pid };
}

test("a connection whose server went silent is given up and replaced by a new one", async () => {
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

test.each([
  [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), true],
  [Object.assign(new Error("x"), { code: "57P01" }), true],
  [Object.assign(new Error("x"), { code: "40P01" }), true],
  [new Error("wrapped", { cause: Object.assign(new Error("x"), { code: "53300" }) }), true],
  [new Error("timeout exceeded when trying to connect"), true],
  [Object.assign(new Error("duplicate key"), { code: "23505" }), false],
  [Object.assign(new Error("syntax"), { code: "42601" }), false],
  [new Error("the connection of two ideas"), false],
  ["ECONNREFUSED", false],
])("the fault %s is told to be one of an absent database or not: %s", (fault, away) => {
  expect(isDatabaseAway(fault)).toBe(away);
});
