import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { FaultProxy } from "../../../../lab/chaos/faults/proxy.ts";
import { FaultCounts, randomOf } from "../../../../lab/chaos/faults/random.ts";
import type { FaultPhase } from "../../../../lab/chaos/faults/schedule.ts";
import { startTcpProxy } from "../../../../lab/chaos/faults/tcp-proxy.ts";
import { runOutage } from "../../../../lab/chaos/outage/run.ts";
import { type KillableDatabase, startKillableDatabase } from "../../../../lab/chaos/stack/database.ts";
import { removeTemporary } from "../../../../local/postgres.ts";
import { parseServerConfig } from "../../../../server/config.ts";
import { createLog, type RunningServer, startServer } from "../../../../server/server.ts";
import { ADMIN } from "../../../support/api/api.ts";
import { type ContractClient, contractClient } from "../../../support/api/contract-client.ts";
import { serverVariables } from "../../../support/programs/server-variables.ts";
import { runningTime } from "../../../support/ticks.ts";

let directory: string;
let database: KillableDatabase;
let proxy: FaultProxy;
let phase: FaultPhase = "none";
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "gatehouse-database-away-"));
  database = await startKillableDatabase(path.join(directory, "postgres"));
  proxy = await startTcpProxy({
    name: "database",
    target: () => database.login()?.port ?? null,
    schedule: { now: () => phase },
    random: randomOf(1, "database"),
    faults: new FaultCounts(),
  });
});
afterAll(async () => {
  await proxy?.close();
  await database?.stop();
  await removeTemporary(directory);
});

/** A server whose database is reached through the proxy. */
async function aServer(): Promise<RunningServer> {
  const login = database.login() ?? LAST;
  LAST = login;
  const seconds = { SWEEP_SECONDS: "1", DRAIN_SECONDS: "1", REQUEST_SECONDS: "5" };
  const config = parseServerConfig(serverVariables({ ...login, port: proxy.port }, seconds));
  return startServer({ config, log: createLog("silent") });
}
let LAST = { user: "", password: "", database: "" };

const LONG = { timeout: 500_000, interval: 100 };

/** Signs in as soon as the server can. */
async function signedIn(url: string): Promise<ContractClient> {
  let token: string | null = null;
  const body = { user: { name: ADMIN.name }, secret: { password: ADMIN.password } };
  const signIn = async () => {
    const response = await contractClient(url)("Authenticate", { body });
    if (response.status === 200) token = response.body;
    return response.status;
  };
  await expect.poll(signIn, LONG).toBe(200);
  return contractClient(url, token);
}

const answers = (call: ContractClient) => async () =>
  (await call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } })).status;

test("answers every request in time while the database is down under load, and recovers by itself", async () => {
  const { violations, outage, accepted } = await runOutage({
    seed: 3,
    mode: "lambda",
    seconds: 5,
    clients: 30,
    artifacts: 9,
    largeBytes: 12 * 1024 * 1024,
    settleMs: 300_000,
    bundle: inject("bundle"),
    log: () => undefined,
  });
  expect(violations).toEqual([]);
  expect(accepted).toBe(9);
  expect(outage?.requests["outage: read 503"]).toBeGreaterThan(30);
  expect(outage?.requests["outage: post 503"]).toBeGreaterThan(0);
  expect(outage?.requests["before: read 503"]).toBeUndefined();
});

test("lets no request hang while the database is silent, and recovers when it responds again", async () => {
  const server = await aServer();
  const call = await signedIn(server.url);
  phase = "stalls";
  const lasted = runningTime();
  const held = await Promise.all(Array.from({ length: 15 }, answers(call)));
  expect(new Set(held)).toEqual(new Set([503]));
  expect(lasted()).toBeLessThan(30_000);
  phase = "none";
  await expect.poll(answers(call), LONG).toBe(404);
  await server.stop();
});

test("a server that starts without its database says what it waits for and becomes ready when it returns", async () => {
  await database.stop();
  const server = await aServer();
  const anonymous = contractClient(server.url);
  const ready = await anonymous("Readiness");
  expect(ready).toMatchObject({ status: 503, headers: expect.anything() });
  expect(JSON.stringify(ready.body)).toContain("database does not answer");
  await database.start();
  await signedIn(server.url);
  await server.stop();
});
