import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { databaseRatings } from "../../../db/catalogue/ratings.ts";
import { missingFacts } from "../../../lambda/facts/missing.ts";
import type { Snapshot } from "../../../rating/snapshot.ts";
import { refreshRatings } from "../../../server/upkeep/refresh.ts";
import { outage } from "../../rating/models/blank-model.ts";
import { clearBert } from "../../rating/models/clear-bert.ts";
import { withStatus } from "../../support/api/answers.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aJudged, rateOptions } from "../../support/artifacts/judged.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => execute("update artifact set refresh_at = null"));

const execute = (sql: string, parameters: unknown[] = []) => api.database.orm.em.fork().execute(sql, parameters);
const missing = (snapshot: Snapshot) => missingFacts(snapshot).map(({ detail }) => detail);

/** GitHub and the commits were out of reach when this model was rated. */
const cutOff: Snapshot = { ...clearBert, code: outage, commits: outage };

function refresher(refresh: (snapshot: Snapshot) => Promise<Snapshot>) {
  const asked: Snapshot[] = [];
  const facts = {
    missing,
    refresh: (snapshot: Snapshot) => {
      asked.push(snapshot);
      return refresh(snapshot);
    },
  };
  const round = () =>
    refreshRatings(
      {
        store: databaseRatings(api.database.orm.em),
        facts,
        rating: rateOptions(),
        firstPauseSeconds: 600,
        log: pino({ level: "silent" }),
      },
      AbortSignal.timeout(300_000),
    );
  return { asked, round };
}

const wait = (id: number, seconds: number) =>
  execute("update artifact set refresh_at = refresh_at - make_interval(secs => ?) where id = ?", [seconds, id]);
async function state(id: number) {
  const found = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } });
  const rating = await api.call("ModelRate", { path: { id } });
  if (found.status !== 200 || rating.status !== 200) throw new Error(`model ${id} cannot be read`);
  const { verdict, status } = withStatus(found.body, "completed");
  return { verdict, net: rating.body.net_score, status };
}

test("re-reads unknown facts later and updates the rating without a new ingest", async () => {
  const id = await aJudged(api, cutOff);
  const { asked, round } = refresher(async () => clearBert);
  await round();
  expect(asked).toEqual([]);
  await wait(id, 601);
  const before = await state(id);
  await round();
  expect(asked).toHaveLength(1);
  const after = await state(id);
  expect(before.verdict?.coverage).toBeLessThan(1);
  expect(after).toMatchObject({ net: 0.9182, status: "completed", verdict: { net_score: 0.9182, coverage: 1 } });
  await wait(id, 1_000_000);
  await round();
  expect(asked).toHaveLength(1);
});

test("lengthens the pauses and keeps the rating while the source is unavailable", async () => {
  const id = await aJudged(api, cutOff);
  const before = await state(id);
  const { asked, round } = refresher(async (snapshot) => snapshot);
  const lookAfter = async (seconds: number) => {
    await wait(id, seconds);
    await round();
    return asked.length;
  };
  expect(await lookAfter(601)).toBe(1);
  expect(await lookAfter(601)).toBe(1);
  expect(await lookAfter(600)).toBe(2);
  expect(await lookAfter(1_201)).toBe(2);
  expect(await lookAfter(1_200)).toBe(3);
  expect(await state(id)).toEqual(before);
});

test("continues with the next model when refreshing one fails", async () => {
  const [first, second] = [await aJudged(api, cutOff), await aJudged(api, cutOff)];
  await execute("update artifact set refresh_at = now() - interval '1 hour' where id = any (array[?, ?]::bigint[])", [
    first,
    second,
  ]);
  let calls = 0;
  const { round } = refresher(async () => {
    if (++calls === 1) throw new Error("a bug");
    return clearBert;
  });
  await round();
  const nets = [(await state(first)).net, (await state(second)).net];
  expect(nets.filter((net) => net === 0.9182)).toHaveLength(1);
});

test("never refreshes a complete rating", async () => {
  const id = await aJudged(api, clearBert);
  const [row] = (await execute("select refresh_at from artifact where id = ?", [id])) as { refresh_at: unknown }[];
  expect(row?.refresh_at).toBeNull();
});

test("refreshes a few models per round", async () => {
  for (let n = 0; n < 5; n++) await aJudged(api, cutOff);
  await execute("update artifact set refresh_at = now() - interval '1 hour' where refresh_at is not null");
  const { asked, round } = refresher(async (snapshot) => snapshot);
  await round();
  expect(asked).toHaveLength(3);
  await round();
  expect(asked).toHaveLength(5);
});
