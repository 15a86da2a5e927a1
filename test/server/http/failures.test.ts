import { afterAll, beforeAll, expect, test } from "vitest";
import { IngestFailure } from "../../../domain/failure.ts";
import { operationIds, operationTable } from "../../../generated/operations.ts";
import { readiness } from "../../../server/upkeep/readiness.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";

const refused = () => Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" });
const rejecting = (error: () => Error) => new Proxy({}, { get: () => () => Promise.reject(error()) }) as never;

let away: TestApi;
const outages: unknown[] = [];
beforeAll(async () => {
  const onDatabaseAway = (error: unknown) => void outages.push(error);
  away = await anApi({ identify: () => Promise.reject(refused()), onDatabaseAway });
});
afterAll(() => away[Symbol.asyncDispose]());

test("every secured operation answers 503 with Retry-After while the database does not answer", async () => {
  const documented = operationIds.filter((id) => 503 in operationTable[id].responses);
  expect(operationIds.filter((id) => operationTable[id].secured && !documented.includes(id))).toEqual([]);
  for (const id of documented.filter((one) => operationTable[one].secured)) {
    const answer: { status: number; headers: Headers; body: unknown } = await away.call(id, {
      path: { artifact_type: "model", id: 1, name: "a" },
    } as never);
    expect([id, answer.status]).toEqual([id, 503]);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(JSON.stringify(answer.body)).toContain("database does not answer");
  }
  expect(JSON.stringify(away.logged)).toContain("ECONNREFUSED");
});

test("a 503 does not reveal the address of the database", async () => {
  const answer = await away.call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } });
  expect(JSON.stringify(answer.body)).not.toContain("10.0.0.7");
});

test("a database that does not answer is noted once for each request, of the download API too", async () => {
  for (const path of ["/artifact/model/1/rate", "/hub/acme/m/resolve/main/config.json"]) {
    outages.length = 0;
    const answer = await fetch(`${away.url}${path}`, { headers: { Authorization: away.token } });
    expect([answer.status, outages.map(String)]).toEqual([503, [String(refused())]]);
  }
});

test("signing in and the contract answer 503 when what they read does not answer", async () => {
  const broken = rejecting(refused);
  await using api = await anApi({
    deps: () => ({ accounts: broken, attempts: broken, contract: () => Promise.reject(refused()) }),
  });
  const signIn = await api.call("Authenticate", { body: { user: { name: "a" }, secret: { password: "b" } } });
  expect([signIn.status, (await api.call("Contract")).status]).toEqual([503, 503]);
});

test("returns 503 naming the object store when it does not answer", async () => {
  const missing = () => new IngestFailure("storage_unavailable", "the object store could not read x");
  await using api = await anApi({ deps: () => ({ artifacts: rejecting(missing) }) });
  const answer = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } });
  expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining("object store") } });
});

test("an operation that takes too long is answered with 503", async () => {
  const silent = new Proxy({}, { get: () => () => new Promise(() => undefined) }) as never;
  await using api = await anApi({ deps: () => ({ artifacts: silent }), limits: { requestSeconds: 0.2 } });
  const answer = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } });
  expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining("too long") } });
});

test("requests over the concurrency limit get 503 while liveness and readiness still answer", async () => {
  let release = (): void => undefined;
  const held = new Promise<null>((resolve) => {
    release = () => resolve(null);
  });
  let reads = 0;
  const hold = () => {
    reads += 1;
    return held;
  };
  const artifacts = new Proxy({}, { get: () => hold }) as never;
  await using api = await anApi({ deps: () => ({ artifacts }), limits: { requests: 2 } });
  const read = () => api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: 1 } });
  const working = [read(), read()];
  await expect.poll(() => reads).toBe(2);
  for (const id of ["Contract", "Root", "Tracks"] as const) expect((await api.call(id)).status).toBe(503);
  expect((await api.call("Health")).status).toBe(200);
  expect((await api.call("Readiness")).status).toBe(200);
  release();
  expect((await Promise.all(working)).map(({ status }) => status)).toEqual([404, 404]);
  expect((await api.call("Contract")).status).toBe(200);
});

test("readiness gives its reasons, and answers 500 when checking itself fails", async () => {
  await using waiting = await anApi({ deps: () => ({ readiness: async () => ["the database does not answer"] }) });
  expect(await waiting.call.as(null)("Readiness")).toMatchObject({
    status: 503,
    body: { reasons: ["the database does not answer"] },
  });
  await using broken = await anApi({ deps: () => ({ readiness: () => Promise.reject(new Error("x")) }) });
  expect((await broken.call.as(null)("Readiness")).status).toBe(500);
});

test("readiness checks at most once a second and names every part that does not answer or is not ready", async () => {
  let looks = 0;
  let now = 0;
  const silent = () => new Promise<null>(() => undefined);
  const ask = readiness(
    [
      { name: "server", run: async () => (looks++ > 0 ? null : "the server is starting") },
      { name: "database", run: () => Promise.reject(refused()) },
      { name: "object store", run: silent },
    ],
    { warn: () => undefined } as never,
    () => now,
  );
  expect(await ask()).toEqual([
    "the server is starting",
    "the database does not answer",
    "the object store does not answer",
  ]);
  now = 999;
  await ask();
  expect(looks).toBe(1);
  now = 1_000;
  expect(await ask()).toHaveLength(2);
});
