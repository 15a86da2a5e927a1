import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { components } from "../../../generated/api.ts";
import {
  type ComponentsOptions,
  componentHealth,
  describeFault,
  type Probe,
} from "../../../server/upkeep/components.ts";
import { failureLog } from "../../../server/upkeep/failure-log.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aPosted } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const SECRET = "https://key:secret@store.internal/bucket";
type Looks = Partial<Record<Probe["name"], Probe["look"]>>;
const well = async (): Promise<null> => null;
const probesOf = (looks: Looks): Probe[] =>
  (["database", "object_store", "function", "hub"] as const).map((name) => ({ name, look: looks[name] ?? well }));
const HOUR = { minutes: 60, timeline: false };
const health = (looks: Looks, options: Partial<ComponentsOptions> = {}) => {
  const { now = () => 0 } = options;
  const read = componentHealth({
    failures: failureLog(now),
    probes: probesOf(looks),
    queue: async () => ({ depth: 2, oldestSeconds: 1.5 }),
    limits: { lookMs: 5_000, slowMs: 5_000, keepMs: 0 },
    now,
    log: pino({ level: "silent" }),
    ...options,
  });
  return async (window = HOUR) => {
    const report = await read(window);
    const byId = Object.fromEntries(report.components.map((one) => [one.id, one])) as ById;
    return { ...report, byId };
  };
};
type ById = Record<Probe["name"], components["schemas"]["ComponentHealth"]>;
const failing = (): Promise<never> => Promise.reject(Object.assign(new Error(SECRET), { code: "ECONNREFUSED" }));

test("reports ok when every component works, with the queue counted", async () => {
  const [before] = [await api.call("HealthComponents")];
  await aPosted(api);
  const after = await api.call("HealthComponents");
  expect(before).toMatchObject({
    status: 200,
    body: { status: "ok", queue: { depth: 0, oldest_pending_seconds: null } },
  });
  expect(after).toMatchObject({ status: 200, body: { status: "ok", queue: { depth: 1 } } });
  expect(after.status === 200 && after.body.queue.oldest_pending_seconds).toBeLessThan(60);
});

test("rejects an unknown query parameter", async () => {
  expect((await api.call("HealthComponents", { query: { verbose: "1" } })).status).toBe(400);
});

test("reports a failing component as critical with the kind of its fault and without its text", async () => {
  const report = await health({ object_store: failing })();
  expect(report.byId.object_store).toMatchObject({
    status: "critical",
    issues: [{ code: "critical", severity: "error", summary: "It could not be reached (ECONNREFUSED)" }],
    last_error: { message: "It could not be reached (ECONNREFUSED)" },
  });
  expect(JSON.stringify(report)).not.toContain("secret");
});

test("is critical without database or object store, and degraded without another component", async () => {
  const states = await Promise.all(
    (["database", "object_store", "function", "hub"] as const).map(
      async (name) => (await health({ [name]: failing })()).status,
    ),
  );
  expect(states).toEqual(["critical", "critical", "degraded", "degraded"]);
});

test("ends the probe of a hanging component in time without delaying the others", async () => {
  const limits = { lookMs: 30, slowMs: 5_000, keepMs: 0 };
  const hanging = (): Promise<never> => new Promise(() => undefined);
  const queue = (): Promise<never> => new Promise(() => undefined);
  const report = await health({ database: hanging, hub: hanging }, { limits, queue })();
  expect(report.components.map(({ status }) => status)).toEqual(["critical", "ok", "ok", "critical"]);
  expect(report.byId.hub.last_error?.message).toBe("It did not answer within 0.03 s");
  expect(report.queue).toEqual({ depth: null, oldest_pending_seconds: null });
});

test("reports a slow or impaired component as degraded", async () => {
  const limits = { lookMs: 5_000, slowMs: -1, keepMs: 0 };
  const slow = await health({}, { limits })();
  expect([slow.status, slow.byId.hub.last_error?.message]).toEqual(["degraded", expect.stringMatching(/took \d+ ms/)]);
  const limited = await health({ hub: async () => "It answered 429" })();
  expect(limited.byId.hub).toMatchObject({ status: "degraded", last_error: { message: "It answered 429" } });
});

test("keeps the last error after the component has recovered", async () => {
  let broken = true;
  const ask = health({ hub: () => (broken ? failing() : well()) });
  await ask();
  broken = false;
  expect((await ask()).byId.hub).toMatchObject({ status: "ok", last_error: { at: "1970-01-01T00:00:00.000Z" } });
});

test("probes each component at most once in five seconds", async () => {
  let [looks, now] = [0, 0];
  const hub = async (): Promise<null> => {
    looks += 1;
    return null;
  };
  const ask = health({ hub }, { limits: { lookMs: 5_000, slowMs: 5_000, keepMs: 5_000 }, now: () => now });
  await Promise.all(Array.from({ length: 100 }, () => ask()));
  now = 4_999;
  await ask();
  expect(looks).toBe(1);
  now = 5_000;
  await ask();
  expect(looks).toBe(2);
});

test("describes faults by status, code or name", () => {
  const said = (error: object) => describeFault(Object.assign(new Error(SECRET), error), 3_000);
  expect([
    said({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } }),
    said({ name: "AbortError" }),
    said({ code: "ENOTFOUND" }),
    said({ name: "TypeError" }),
  ]).toEqual([
    "It answered 403 (AccessDenied)",
    "It did not answer within 3 s",
    "It could not be reached (ENOTFOUND)",
    "It failed (TypeError)",
  ]);
});

test("the last error of a component is the last failure of anybody, not only of a probe", async () => {
  const failures = failureLog(() => 0);
  const ask = health({}, { failures });
  failures.failed("object_store", "It answered 503 (SlowDown)");
  const { object_store: store } = (await ask()).byId;
  expect(store).toMatchObject({ status: "ok", issues: [], metrics: { failures: 1 } });
  expect(store.last_error).toEqual({ message: "It answered 503 (SlowDown)", at: "1970-01-01T00:00:00.000Z" });
});

test("the window limits the failures and the timeline, minute by minute", async () => {
  let now = 0;
  const failures = failureLog(() => now);
  const ask = health({}, { failures, now: () => now });
  for (const minute of [0, 1, 90]) {
    now = minute * 60_000;
    failures.failed("hub", `failure in minute ${minute}`);
  }
  const hour = (await ask({ minutes: 60, timeline: true })).byId.hub;
  expect(hour.metrics.failures).toBe(1);
  expect(hour.timeline).toMatchObject([{ bucket: "1970-01-01T01:30:00.000Z", unit: "seconds", failures: 1 }]);
  const day = (await ask({ minutes: 1440, timeline: true })).byId.hub;
  expect(day.timeline?.map(({ failures: count }) => count)).toEqual([1, 1, 1]);
  expect((await ask({ minutes: 1440, timeline: false })).byId.hub.timeline).toBeUndefined();
});

test("a failure log keeps the last day only", () => {
  let now = 0;
  const failures = failureLog(() => now);
  for (let minute = 0; minute < 2_000; minute += 1) {
    now = minute * 60_000;
    failures.checked("database", 0.001);
  }
  expect(failures.history("database", 10_000)).toHaveLength(1_440);
});
