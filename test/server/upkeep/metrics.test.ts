import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deps } from "../../../handlers/deps.ts";
import { createMetrics } from "../../../server/upkeep/metrics.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aCompleted, aPosted, claimOn, someProgress } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function read(one: TestApi = api): Promise<string> {
  const answer = await one.call.as(null)("Metrics");
  if (answer.status !== 200) throw new Error(`the metrics answered ${answer.status}`);
  return answer.body;
}
const shown = (metrics: Deps["metrics"]["shown"], render = async () => "x 1\n") =>
  anApi({ deps: () => ({ metrics: { shown: metrics, render } }) });

test("measures requests by operation, method and status, in seconds", async () => {
  await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: 9_000_000 } });
  await fetch(`${api.url}/nowhere`, { method: "PROPFIND" });
  // A request is counted when its connection has let go of it, which its caller does not see.
  for (const line of [
    /http_request_duration_seconds_count\{operation="none",method="other",status="404"\} 1/,
    /http_request_duration_seconds_count\{operation="ArtifactRetrieve",method="GET",status="404"\} 1/,
    /^http_requests_in_flight 1$/m,
  ]) {
    await expect.poll(() => read()).toMatch(line);
  }
});

test("counts for administrators how ingests ended in each hour, with the codes of failures", async () => {
  await using own = await anApi();
  await aCompleted(own);
  const posted = await aPosted(own);
  const claim = await claimOn(own, posted);
  const failure = { code: "source_not_found", detail: "It is not there", retryable: false } as const;
  await own.ledger.fail(claim, { failure, progress: someProgress("resolve") });
  const now = "update artifact set ended_at = now() - case when id = ? then interval '1 hour' else interval '0' end";
  // Again when the hour ended in between.
  await expect
    .poll(async () => {
      await own.database.orm.em.fork().execute(now, [posted]);
      return own.call("IngestStatistics", { query: { hours: "2" } });
    })
    .toMatchObject({
      status: 200,
      body: {
        hours: [
          { completed: 0, rejected: 0, failed: 1, bytes: 0 },
          { completed: 1, rejected: 0, failed: 0, bytes: 20 },
        ],
        failures: [{ value: "source_not_found", count: 1 }],
      },
    });
});

test("counts artifacts by status and exports the process metrics", async () => {
  await aPosted(api);
  await aCompleted(api);
  const text = await read();
  expect(text).toMatch(/^gatehouse_ingests\{status="pending"\} 1$/m);
  expect(text).toMatch(/^gatehouse_ingests\{status="completed"\} 1$/m);
  expect(text).toMatch(/^gatehouse_ingests\{status="rejected"\} 0$/m);
  expect(text).toMatch(/^gatehouse_oldest_pending_seconds \d/m);
  expect(text).toMatch(/^gatehouse_database_up 1$/m);
  expect(text).toMatch(/^gatehouse_event_streams 0$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
});

test("counts a pending or failed update as an update, not as an artifact", async () => {
  await using one = await anApi();
  const [waits, fails] = [await aCompleted(one), await aCompleted(one)];
  for (const id of [fails, waits]) await one.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  const [failing = 0] = one.dispatched.slice(-2);
  const claim = await one.ledger.claim({ artifactId: failing, holder: "w", leaseSeconds: 30, maxAttempts: 3 });
  const failure = { code: "source_not_found", detail: "It is gone", retryable: false } as const;
  if (claim !== null) await one.ledger.fail(claim, { failure, progress: someProgress() });
  const text = await read(one);
  const counts = (name: string) => [...text.matchAll(new RegExp(`^${name}{status="(\\w+)"} ([1-9])`, "gm"))];
  expect(counts("gatehouse_ingests").map(([, ...one]) => one)).toEqual([["completed", "2"]]);
  expect(counts("gatehouse_updates").map(([, ...one]) => one)).toEqual([
    ["pending", "1"],
    ["failed", "1"],
  ]);
  expect(await one.call("HealthComponents")).toMatchObject({ body: { queue: { depth: 1 } } });
});

test("exports failed dispatches and pool use, also while the database is away", async () => {
  const away = () => Promise.reject(new Error("away"));
  const log = { warn: () => undefined } as never;
  const workload = { queue: away, byStatus: away };
  const metrics = createMetrics({ workload, streams: () => 3, keepMs: 0, now: Date.now, log });
  metrics.dispatchFailed();
  metrics.watchPool("requests", { totalCount: 5, idleCount: 2, waitingCount: 7 } as never);
  const text = await metrics.render();
  for (const line of [
    "gatehouse_dispatch_failures_total 1",
    'gatehouse_database_connections{pool="requests",state="used"} 3',
    'gatehouse_database_connections{pool="requests",state="waiting"} 7',
    "gatehouse_event_streams 3",
    "gatehouse_database_up 0",
    "gatehouse_oldest_pending_seconds Nan",
  ]) {
    expect(text).toContain(line);
  }
  expect(text).not.toContain("gatehouse_ingests{");
});

test("queries the counts once for all metrics and reuses them", async () => {
  let [counts, now] = [0, 0];
  const byStatus = async () => {
    counts += 1;
    return { artifacts: {}, updates: {} } as never;
  };
  const workload = { queue: async () => ({ depth: 0, oldestSeconds: null }), byStatus };
  const log = { warn: () => undefined } as never;
  const metrics = createMetrics({ workload, streams: () => 0, keepMs: 10_000, now: () => now, log });
  await Promise.all([metrics.render(), metrics.render()]);
  now = 9_999;
  await metrics.render();
  expect(counts).toBe(1);
  now = 10_000;
  await metrics.render();
  expect(counts).toBe(2);
});

test("refuses metrics to forwarded callers unless they are open to everyone, and to all when switched off", async () => {
  const headers = { "X-Forwarded-For": "127.0.0.1" };
  expect((await api.call("Metrics", { headers })).status).toBe(403);
  await using open = await shown("everywhere");
  expect((await open.call.as(null)("Metrics", { headers })).status).toBe(200);
  await using off = await shown("off");
  expect((await off.call("Metrics")).status).toBe(404);
});

test("answers 500 when metrics fail, and 503 when the fault is temporary", async () => {
  await using broken = await shown("everywhere", () => Promise.reject(new Error("x")));
  expect((await broken.call("Metrics")).status).toBe(500);
  const refused = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
  await using away = await shown("everywhere", () => Promise.reject(refused));
  expect((await away.call("Metrics")).status).toBe(503);
});
