import { afterAll, beforeAll, expect, test } from "vitest";
import { REGISTRY } from "../../../db/audit/log.ts";
import { databaseDispatch } from "../../../db/ingest/dispatch.ts";
import { archiveRemains } from "../../../db/upkeep/collect.ts";
import { databaseGarbage } from "../../../db/upkeep/garbage.ts";
import { databaseRemoval } from "../../../db/upkeep/removal.ts";
import { LeaseLost } from "../../../domain/failure.ts";
import { withConnection } from "../../../local/postgres/login.ts";
import { ADMIN, anApi, type TestApi } from "../../support/api/api.ts";
import { anAccountOf } from "../../support/api/members.ts";
import { aClaimed, aCompleted, aPosted } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const em = () => api.database.orm.em.fork();
const removal = () => databaseRemoval(api.database.orm.em);
const count = async (table: string): Promise<number> =>
  Number((await em().execute<{ n: string }[]>(`select count(*) as n from ${table}`))[0]?.n);

test("a reset leaves one account, no artifacts, and a chore until the objects are deleted", async () => {
  await anAccountOf(api, "publisher");
  await aCompleted(api);
  await aPosted(api);
  expect(await removal().resetIsUnfinished()).toBe(false);
  await removal().reset(ADMIN.name, REGISTRY);
  for (const table of ["artifact", "file", "rating", "checkpoint", "blob_reference", "personal_token"])
    expect([table, await count(table)]).toEqual([table, 0]);
  expect(await em().execute("select name from account")).toEqual([{ name: ADMIN.name }]);
  expect(await removal().resetIsUnfinished()).toBe(true);
  await removal().finishReset();
  expect(await removal().resetIsUnfinished()).toBe(false);
});

test("a reset ends a worker's claim at once and cleans up when its lease has expired", async () => {
  const claim = await aClaimed(api);
  await removal().reset(ADMIN.name, REGISTRY);
  await expect(api.ledger.renew(claim)).rejects.toThrow(LeaseLost);
  await removal().finishReset();
  expect(await removal().resetIsUnfinished()).toBe(true);
  const dispatch = databaseDispatch(api.database.orm.em);
  expect(await dispatch.uncollected(10)).toEqual([]);
  await em().execute("update artifact set lease_until = now()");
  expect(await dispatch.uncollected(10)).toEqual([claim.artifactId]);
  await em().execute("update artifact set cleaned_at = now()");
  await removal().finishReset();
  expect(await removal().resetIsUnfinished()).toBe(false);
});

test("ids are not reused after a reset, so that no old link leads to a new artifact", async () => {
  const before = await aPosted(api);
  await removal().reset(ADMIN.name, REGISTRY);
  expect(await aPosted(api)).toBeGreaterThan(before);
});

test("a reset is tried again when PostgreSQL ends it for a transaction that it waits for and that waits for it", async () => {
  const id = await aPosted(api);
  let reset: Promise<void> | undefined;
  const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  const writer = withConnection(api.database.login, async (client) => {
    await client.query("begin; lock table checkpoint in row exclusive mode");
    reset = removal().reset(ADMIN.name, REGISTRY);
    await expect.poll(() => em().execute<unknown[]>(waits)).not.toEqual([]);
    await client.query("select 1 from artifact where id = $1", [id]);
    await client.query("commit");
  });
  // Which of the two PostgreSQL ends is its decision: mostly the reset, because it began to wait first.
  await writer.catch((error: unknown) => expect(error).toMatchObject({ code: "40P01" }));
  await reset;
  expect(await count("artifact")).toBe(0);
});

async function anUpdated(): Promise<{ id: number; update: number }> {
  const id = await aCompleted(api);
  await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  const update = api.dispatched.at(-1) ?? 0;
  const claim = await api.ledger.claim({ artifactId: update, holder: "w", leaseSeconds: 30, maxAttempts: 3 });
  if (claim === null) throw new Error("the update could not be claimed");
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted",
    progress: {} as never,
    files: [],
    archive: { key: `archives/${update}/m.zip`, bytes: 1, crc32: 1, sha256: null },
  });
  return { id, update };
}

test("cleaning an admitted update keeps its archive and deletes the superseded one", async () => {
  const { id, update } = await anUpdated();
  expect(await archiveRemains(em(), update)).toEqual({
    kept: `archives/${update}/m.zip`,
    superseded: `archives/${id}/m.zip`,
  });
  const remains = await databaseGarbage(api.database.orm.em).remains([id, update]);
  expect(remains.map(({ archiveKey }) => archiveKey)).toEqual([`archives/${update}/m.zip`, `archives/${update}/m.zip`]);
});

test("the archive of a deleted artifact is deleted, wherever an update put it", async () => {
  const { id, update } = await anUpdated();
  expect(await removal().remove(id, REGISTRY)).toBe(true);
  expect(await archiveRemains(em(), id)).toEqual({ kept: null, superseded: `archives/${update}/m.zip` });
  expect((await archiveRemains(em(), update)).kept).toBeNull();
  const remains = await databaseGarbage(api.database.orm.em).remains([id, update]);
  expect(remains.map(({ archiveKey, over }) => [archiveKey, over])).toEqual([
    [null, true],
    [null, true],
  ]);
});
