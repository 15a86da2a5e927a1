import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listener, type ListenOptions, listen } from "../../db/notifications.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aClaimed, aPosted, someProgress } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Ears extends AsyncDisposable {
  readonly heard: string[];
  readonly faults: string[];
  listening: number;
}

async function ears(options: Partial<ListenOptions> = {}): Promise<Ears> {
  const found = { heard: [] as string[], faults: [] as string[], listening: 0 };
  const listener: Listener = listen({
    database: { ...api.database.login, tls: false },
    channel: "artifact",
    onNotification: (payload) => void found.heard.push(payload),
    onListening: () => {
      found.listening += 1;
    },
    onFault: (error) => void found.faults.push(error.message),
    pauses: { firstMs: 10, maxMs: 40 },
    random: () => 0.5,
    ...options,
  });
  return Object.assign(found, { [Symbol.asyncDispose]: () => listener.stop() });
}

const sql = (text: string, parameters: unknown[] = []) => api.database.orm.em.fork().execute(text, parameters);
const LISTENERS =
  "from pg_stat_activity where application_name = 'gatehouse-listener' and datname = current_database()";
const cut = () => sql(`select pg_terminate_backend(pid) ${LISTENERS}`);

test("a change of status, message or progress notifies with the artifact's id, other changes do not", async () => {
  await using one = await ears();
  await expect.poll(() => one.listening).toBe(1);
  const claim = await aClaimed(api);
  await api.ledger.renew(claim);
  await api.ledger.progress(claim, someProgress());
  await sql("update artifact set dispatches = dispatches + 1 where id = ?", [claim.artifactId]);
  await sql("update artifact set status_message = 'otherwise' where id = ?", [claim.artifactId]);
  await expect.poll(() => one.heard).toEqual([1, 2, 3].map(() => String(claim.artifactId)));
});

test("a transaction that is rolled back notifies nobody", async () => {
  await using one = await ears();
  await expect.poll(() => one.listening).toBe(1);
  const [undone, done] = [await aPosted(api), await aPosted(api)];
  const change = "update artifact set status_message = 'x' where id = ?";
  await expect(
    api.database.orm.em.fork().transactional(async (em) => {
      await em.execute(change, [undone]);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await sql(change, [done]);
  await expect.poll(() => one.heard).toEqual([String(done)]);
});

test("a broken connection is opened again and reported, so that no change is missed for good", async () => {
  await using one = await ears();
  await expect.poll(() => one.listening).toBe(1);
  for (const times of [2, 3]) {
    await cut();
    await expect.poll(() => one.listening).toBe(times);
  }
  expect(one.faults.length).toBeGreaterThanOrEqual(2);
  const id = await aPosted(api);
  await sql("update artifact set status_message = 'x' where id = ?", [id]);
  await expect.poll(() => one.heard).toContain(String(id));
});

test("an absent database is tried again and again, and stopping does not wait for it", async () => {
  const one = await ears({ database: { ...api.database.login, port: 1, tls: false } });
  await expect.poll(() => one.faults.length).toBeGreaterThan(2);
  await one[Symbol.asyncDispose]();
  expect([one.listening, one.faults.every((fault) => fault.includes("ECONNREFUSED"))]).toEqual([0, true]);
});

test("stopping closes the connection", async () => {
  const one = await ears();
  await expect.poll(() => one.listening).toBe(1);
  await one[Symbol.asyncDispose]();
  await expect.poll(() => sql(`select 1 ${LISTENERS}`)).toEqual([]);
});
