import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ComponentsOptions,
  componentHealth,
  describeFault,
  type Probe,
} from "../../../server/upkeep/components.ts";
import { anApi, type TestApi } from "../../support/api.ts";
import { aPosted } from "../../support/artifacts.ts";

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
const health = (looks: Looks, options: Partial<ComponentsOptions> = {}) =>
  componentHealth({
    probes: probesOf(looks),
    queue: async () => ({ depth: 2, oldestSeconds: 1.5 }),
    limits: { lookMs: 5_000, slowMs: 5_000, keepMs: 0 },
    now: () => 0,
    log: pino({ level: "silent" }),
    ...options,
  });
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

test("reports a failing component as down with the kind of its fault and without its text", async () => {
  const report = await health({ object_store: failing })();
  expect(report.components.object_store).toMatchObject({
    status: "down",
    last_error: { message: "It could not be reached (ECONNREFUSED)" },
  });
  expect(JSON.stringify(report)).not.toContain("secret");
});

test("is down without database or object store, and degraded without another component", async () => {
  const states = await Promise.all(
    (["database", "object_store", "function", "hub"] as const).map(
      async (name) => (await health({ [name]: failing })()).status,
    ),
  );
  expect(states).toEqual(["down", "down", "degraded", "degraded"]);
});

test("ends the probe of a hanging component in time without delaying the others", async () => {
  const limits = { lookMs: 30, slowMs: 5_000, keepMs: 0 };
  const hanging = (): Promise<never> => new Promise(() => undefined);
  const queue = (): Promise<never> => new Promise(() => undefined);
  const report = await health({ database: hanging, hub: hanging }, { limits, queue })();
  expect(Object.values(report.components).map(({ status }) => status)).toEqual(["down", "ok", "ok", "down"]);
  expect(report.components.hub.last_error?.message).toBe("It did not answer within 0.03 s");
  expect(report.queue).toEqual({ depth: null, oldest_pending_seconds: null });
});

test("reports a slow or impaired component as degraded", async () => {
  const limits = { lookMs: 5_000, slowMs: -1, keepMs: 0 };
  const slow = await health({}, { limits })();
  expect([slow.status, slow.components.hub.last_error?.message]).toEqual([
    "degraded",
    expect.stringMatching(/took \d+ ms/),
  ]);
  const limited = await health({ hub: async () => "It answered 429" })();
  expect(limited.components.hub).toMatchObject({ status: "degraded", last_error: { message: "It answered 429" } });
});

test("keeps the last error after the component has recovered", async () => {
  let broken = true;
  const ask = health({ hub: () => (broken ? failing() : well()) });
  await ask();
  broken = false;
  expect((await ask()).components.hub).toMatchObject({ status: "ok", last_error: { at: "1970-01-01T00:00:00.000Z" } });
});

test("probes each component at most once in five seconds", async () => {
  let [looks, now] = [0, 0];
  const hub = async (): Promise<null> => {
    looks += 1;
    return null;
  };
  const ask = health({ hub }, { limits: { lookMs: 5_000, slowMs: 5_000, keepMs: 5_000 }, now: () => now });
  await Promise.all(Array.from({ length: 100 }, ask));
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
