import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseRatings } from "../../../db/catalogue/ratings.ts";
import { policy } from "../../../rating/policy.ts";
import { rerating } from "../../../server/upkeep/rerating.ts";
import { clearBert } from "../../rating/models/clear-bert.ts";
import { midVit } from "../../rating/models/mid-vit.ts";
import { withStatus } from "../../support/api/answers.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import type { Answer } from "../../support/api/contract-client.ts";
import { aJudged, onlyWeighing, rateOptions } from "../../support/artifacts/judged.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const store = () => databaseRatings(api.database.orm.em);
const under = (metric: "license" | "reviewedness" | "bus_factor", threshold = 0.5) =>
  rerating(store(), rateOptions({ policy: onlyWeighing(metric), threshold }));
const request = (ids: number[], dryRun: boolean) => ({ dryRun, ids, after: 0, limit: 50, account: "admin" });
const rated = async (id: number) => (await api.call("ModelRate", { path: { id } })).body as { net_score: number };
const read = async (id: number) => {
  const found = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } });
  if (found.status !== 200) throw new Error(`reading answered ${found.status}`);
  return found.body;
};

test("under the same policy and threshold nothing changes and nothing is written", async () => {
  const id = await aJudged(api, clearBert);
  const before = await read(id);
  const answer = await api.call("RatingsRerate", { body: { dry_run: false, artifact_ids: [id] } });
  expect(answer).toMatchObject({
    status: 200,
    body: { changed: 0, applied: 0, next: null, policy_version: policy.version },
  });
  expect(answer.status === 200 && answer.body.entries).toMatchObject([
    { artifact_id: id, changed: false, metrics: [], note: "Nothing changes" },
  ]);
  expect(await read(id)).toEqual(before);
});

test("a dry run says what another policy would change and leaves everything as it is", async () => {
  const id = await aJudged(api, clearBert);
  const [before, rating] = [await read(id), await rated(id)];
  const report = await under("reviewedness").rerate(request([id], true));
  expect(report).toMatchObject({ dry_run: true, changed: 1, applied: 0, policy_version: "only reviewedness" });
  expect(report.entries).toMatchObject([
    {
      before: { policy_version: policy.version, admitted: true },
      after: { policy_version: "only reviewedness", net_score: 0.72, admitted: true },
      note: "The verdict stays; the rating changes",
    },
  ]);
  expect([await read(id), await rated(id)]).toEqual([before, rating]);
});

test("applied, another policy changes rating and verdict, keeps the older rating and notes who asked", async () => {
  const id = await aJudged(api, clearBert);
  expect(await under("reviewedness").rerate(request([id], false))).toMatchObject({ changed: 1, applied: 1 });
  expect(await rated(id)).toMatchObject({
    net_score: 0.72,
    rating_details: { policy_version: "only reviewedness" },
  });
  expect(await read(id)).toMatchObject({ status: "completed", verdict: { net_score: 0.72, admitted: true } });
  const trail = await api.call("ArtifactAudit", { path: { artifact_type: "model", id } });
  expect(trail.status === 200 && trail.body.filter(({ action }) => action === "RATE")).toHaveLength(2);
  expect(await under("reviewedness").rerate(request([id], false))).toMatchObject({ changed: 0, applied: 0 });
});

test("a model that would not be admitted any more is marked and stays available", async () => {
  const id = await aJudged(api, clearBert);
  const report = await under("reviewedness", 0.9).rerate(request([id], false));
  expect(report.entries[0]?.note).toMatch(/would not be admitted: .*stays available until it is deleted/);
  const artifact = await read(id);
  expect(artifact).toMatchObject({ status: "completed", verdict: { admitted: false } });
  expect(artifact.status_message).toMatch(/^Still available, but policy only reviewedness would not admit it/);
  expect(withStatus(artifact, "completed").data.download_url).toBeDefined();
});

test("another threshold alone changes the verdict", async () => {
  const id = await aJudged(api, midVit);
  const report = await rerating(store(), rateOptions({ threshold: 0.999 })).rerate(request([id], true));
  expect(report.entries).toMatchObject([{ changed: true, metrics: [], after: { admitted: false } }]);
});

test("a rating that came in between is not overwritten", async () => {
  const id = await aJudged(api, clearBert);
  const reports = await Promise.all([1, 2, 3].map(() => under("reviewedness").rerate(request([id], false))));
  expect(reports.reduce((sum, { applied }) => sum + applied, 0)).toBe(1);
});

test("pages go through all models by id, each once", async () => {
  await using other = await anApi();
  const ids: number[] = [];
  for (let n = 0; n < 5; n++) ids.push(await aJudged(other, n % 2 === 0 ? clearBert : midVit));
  const seen: number[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Answer<"RatingsRerate"> = await other.call("RatingsRerate", {
      body: { dry_run: true, after, limit: 2 },
    });
    if (page.status !== 200) throw new Error(`a page answered ${page.status}`);
    expect(page.body.entries.length).toBeLessThanOrEqual(2);
    seen.push(...page.body.entries.map(({ artifact_id }) => artifact_id));
    after = page.body.next;
  }
  expect(seen).toEqual(ids);
});

test("a request without dry_run, over a limit, too large or of another type is refused", async () => {
  for (const body of [{}, { dry_run: true, limit: 201 }, { dry_run: true, artifact_ids: [0] }, { dry_run: "maybe" }])
    expect((await api.call("RatingsRerate", { body })).status).toBe(400);
  const large = await api.call("RatingsRerate", { rawBody: JSON.stringify({ x: "x".repeat(100_000) }) });
  expect(large.status).toBe(413);
  const text = await api.call("RatingsRerate", { rawBody: "{}", headers: { "Content-Type": "text/plain" } });
  expect(text.status).toBe(415);
});
