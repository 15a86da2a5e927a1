import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Relay } from "../../../../lab/chaos/faults/http-proxy.ts";
import { diceOf, Faults } from "../../../../lab/chaos/faults/random.ts";
import type { Mood } from "../../../../lab/chaos/faults/schedule.ts";
import { startTcpProxy } from "../../../../lab/chaos/faults/tcp-proxy.ts";
import { runDatabaseAway } from "../../../../lab/chaos/outage/run.ts";
import { type MortalDatabase, startMortalDatabase } from "../../../../lab/chaos/stack/database.ts";
import { removeTemporary } from "../../../../local/postgres.ts";
import { parseServerConfig } from "../../../../server/config.ts";
import { createLog, type RunningServer, startServer } from "../../../../server/server.ts";
import { ADMIN } from "../../../support/api.ts";
import { type ContractClient, contractClient } from "../../../support/contract-client.ts";
import { serverVariables } from "../../../support/server-variables.ts";

let directory: string;
let database: MortalDatabase;
let relay: Relay;
let mood: Mood = "calm";
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-database-away-"));
  database = await startMortalDatabase(path.join(directory, "postgres"));
  relay = await startTcpProxy({
    name: "database",
    target: () => database.login()?.port ?? null,
    weather: { now: () => mood },
    dice: diceOf(1, "database"),
    faults: new Faults(),
  });
});
afterAll(async () => {
  await relay?.close();
  await database?.stop();
  await removeTemporary(directory);
});

/** A server whose database is reached through the relay. */
async function aServer(): Promise<RunningServer> {
  const login = database.login() ?? LAST;
  LAST = login;
  const seconds = { SWEEP_SECONDS: "1", DRAIN_SECONDS: "1", REQUEST_SECONDS: "5" };
  const config = parseServerConfig(serverVariables({ ...login, port: relay.port }, seconds));
  return startServer({ config, log: createLog("silent") });
}
let LAST = { user: "", password: "", database: "" };

async function signedIn(url: string): Promise<ContractClient> {
  const answer = await contractClient(url)("Authenticate", {
    body: { user: { name: ADMIN.name }, secret: { password: ADMIN.password } },
  });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return contractClient(url, answer.body);
}

const answers = (call: ContractClient) => async () =>
  (await call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } })).status;
const LONG = { timeout: 60_000, interval: 100 };

test("while the database is stopped under load every request is answered in time, and all recovers by itself", async () => {
  const { violations, outage, accepted } = await runDatabaseAway({
    seed: 3,
    mode: "lambda",
    seconds: 5,
    clients: 30,
    artifacts: 9,
    largeBytes: 12 * 1024 * 1024,
    settleMs: 120_000,
    say: () => undefined,
  });
  expect(violations).toEqual([]);
  expect(accepted).toBe(9);
  expect(outage.requests["outage: read 503"]).toBeGreaterThan(100);
  expect(outage.requests["outage: post 503"]).toBeGreaterThan(10);
  expect(outage.requests["before: read 503"]).toBeUndefined();
  expect(outage.slowestMs).toBeLessThan(30_000);
});

test("while the database is silent no request hangs, and all recovers when it speaks again", async () => {
  const server = await aServer();
  const call = await signedIn(server.url);
  mood = "stalls";
  const started = performance.now();
  const held = await Promise.all(Array.from({ length: 15 }, answers(call)));
  expect(new Set(held)).toEqual(new Set([503]));
  expect(performance.now() - started).toBeLessThan(30_000);
  mood = "calm";
  await expect.poll(answers(call), LONG).toBe(404);
  await server.stop();
});

test("a server that starts while the database is away is up, says what it waits for, and becomes ready to sign in", async () => {
  await database.stop();
  const server = await aServer();
  const anonymous = contractClient(server.url);
  const ready = await anonymous("Readiness");
  expect(ready).toMatchObject({ status: 503, headers: expect.anything() });
  expect(JSON.stringify(ready.body)).toContain("database does not answer");
  await database.start();
  await expect
    .poll(
      () =>
        signedIn(server.url).then(
          () => "signed in",
          () => "not yet",
        ),
      LONG,
    )
    .toBe("signed in");
  await server.stop();
});
