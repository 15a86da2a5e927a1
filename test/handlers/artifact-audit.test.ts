import { afterAll, beforeAll, expect, test } from "vitest";
import { nextOffset } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aCompleted, aPosted, aRating } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function audit(id: number, query: Record<string, unknown> = {}) {
  const answer = await api.call("ArtifactAudit", { path: { artifact_type: "model", id }, query });
  if (answer.status !== 200) throw new Error(`the audit answered ${answer.status}`);
  return {
    entries: answer.body,
    actions: answer.body.map(({ action }) => action),
    offset: nextOffset(answer.headers),
  };
}

test("everything that was done is told in its order, with who did it, when, and to what", async () => {
  const id = await aCompleted(api, aRating(0.75));
  await api.call("ArtifactDownload", { path: { artifact_type: "model", id } });
  const { entries, actions } = await audit(id);
  expect(actions).toEqual(["CREATE", "RATE", "DOWNLOAD", "AUDIT"]);
  const { metadata } = (await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } })).body as never;
  for (const { user, artifact, date } of entries) {
    expect([user, artifact]).toEqual([{ name: "admin", is_admin: true }, metadata]);
    expect(Math.abs(Date.now() - Date.parse(date))).toBeLessThan(600_000);
  }
});

test("reading the audit is itself audited, once for each reading and not for each page", async () => {
  const id = await aPosted(api);
  expect((await audit(id)).actions).toEqual(["CREATE", "AUDIT"]);
  expect((await audit(id)).actions).toEqual(["CREATE", "AUDIT", "AUDIT"]);
  const pages: string[] = [];
  let offset: string | null = "";
  while (offset !== null) {
    const page: Awaited<ReturnType<typeof audit>> = await audit(id, { limit: 1, offset });
    pages.push(...page.actions);
    offset = page.offset;
  }
  expect(pages).toEqual(["CREATE", "AUDIT", "AUDIT", "AUDIT"]);
});

test("the trail of another artifact, or of none, is not shown", async () => {
  const id = await aPosted(api);
  const ask = (path: Record<string, unknown>, query = {}) => api.call("ArtifactAudit", { path, query });
  expect(await ask({ artifact_type: "dataset", id })).toMatchObject({ status: 404 });
  expect(await ask({ artifact_type: "model", id: 999_999 })).toMatchObject({ status: 404 });
  expect(await ask({ artifact_type: "film", id })).toMatchObject({ status: 400 });
  expect(await ask({ artifact_type: "model", id }, { offset: "x" })).toMatchObject({ status: 400 });
  expect(await ask({ artifact_type: "model", id }, { limit: 1001 })).toMatchObject({ status: 400 });
  const anonymous = await api.call.as(null)("ArtifactAudit", { path: { artifact_type: "model", id } });
  expect(anonymous.status).toBe(403);
  expect((await audit(id)).actions).toEqual(["CREATE", "AUDIT"]);
});
