import { afterAll, beforeAll, expect, test } from "vitest";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { completedAt } from "../../support/artifacts/artifacts.ts";
import {
  aHubToken,
  aRejected,
  COMMIT_A,
  COMMIT_B,
  hubFiles,
  hubRequest,
  rejectedAt,
} from "../../support/transfer/hub.ts";

let api: TestApi;
let reader: string;
beforeAll(async () => {
  api = await anApi({ hub: { onDemand: true } });
  reader = `Bearer ${await aHubToken(api, "reader")}`;
});
afterAll(() => api?.[Symbol.asyncDispose]());

/** The artifact that a request has posted, as soon as it has. */
async function dispatchedAfter(count: number): Promise<number> {
  return expect
    .poll(() => api.dispatched.length)
    .toBe(count + 1)
    .then(() => api.dispatched.at(-1) ?? 0);
}

test("the first requests for an unknown repository post it once, wait, and get it whole", async () => {
  const before = api.dispatched.length;
  const paths = ["/api/models/acme/new", "/api/models/Acme/New/tree/main?recursive=true", "/api/models/acme/new/refs"];
  const asked = Promise.all([...paths, ...paths].map((path) => hubRequest(api, path)));
  const id = await dispatchedAfter(before);
  await completedAt(api, id, COMMIT_A, hubFiles);
  const answers = await asked;
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(answers[0]?.json()["siblings"]).toHaveLength(hubFiles.length);
  expect(api.dispatched).toHaveLength(before + 1);
});

test("HEAD and GET at once post a repository once: HEAD is told to come back, GET waits and gets it whole", async () => {
  const before = api.dispatched.length;
  const head = hubRequest(api, "/acme/both/resolve/main/config.json", { method: "HEAD" });
  const info = hubRequest(api, "/api/models/acme/both");
  const id = await dispatchedAfter(before);
  expect((await head).status).toBe(503);
  await completedAt(api, id, COMMIT_A, hubFiles);
  expect((await info).json()["siblings"]).toHaveLength(hubFiles.length);
  expect(api.dispatched).toHaveLength(before + 1);
});

test("the branch and a tag of an unknown repository at once are two ingests, each answered with its own commit", async () => {
  const before = api.dispatched.length;
  const asked = ["/api/models/acme/two", "/api/models/acme/two/revision/v9"].map((path) => hubRequest(api, path));
  await expect.poll(() => api.dispatched.length).toBe(before + 2);
  const ids = new Map<string, number>();
  for (const id of api.dispatched.slice(before)) {
    const { status, body } = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } });
    if (status === 200) ids.set(body.revision.requested, id);
  }
  await completedAt(api, ids.get("main") ?? 0, COMMIT_A, hubFiles);
  await completedAt(api, ids.get("v9") ?? 0, COMMIT_B, hubFiles);
  const answers = await Promise.all(asked);
  expect(answers.map(({ status, json }) => [status, json()["sha"]])).toEqual([
    [200, COMMIT_A],
    [200, COMMIT_B],
  ]);
});

test("a request that waits is told the verdict when the registry rejects the repository", async () => {
  const before = api.dispatched.length;
  const asked = hubRequest(api, "/api/models/acme/poor");
  await rejectedAt(api, await dispatchedAfter(before), COMMIT_A);
  const { status, headers } = await asked;
  expect([status, headers["x-error-code"]]).toEqual([403, "GatedRepo"]);
  expect(headers["x-error-message"]).toContain("no licence found");
});

test("HEAD of a file posts too, and is told to come back", async () => {
  const before = api.dispatched.length;
  const { status, headers } = await hubRequest(api, "/datasets/acme/late/resolve/main/data.csv", { method: "HEAD" });
  expect([status, headers["retry-after"]]).toEqual([503, "30"]);
  expect(headers["x-error-message"]).toBe("acme/late is being ingested: 0 %; run the command again");
  expect(api.dispatched).toHaveLength(before + 1);
});

test("another revision of a known repository is posted, a rejected one is not posted again", async () => {
  const before = api.dispatched.length;
  await hubRequest(api, "/acme/new/resolve/v2/config.json", { method: "HEAD" });
  expect(api.dispatched).toHaveLength(before + 1);
  await aRejected(api, "acme/refused");
  const posts = api.dispatched.length;
  expect((await hubRequest(api, "/api/models/acme/refused")).status).toBe(403);
  expect(api.dispatched).toHaveLength(posts);
});

test("a reader posts nothing and is told how to submit it", async () => {
  const before = api.dispatched.length;
  const { status, headers } = await hubRequest(api, "/api/models/acme/wanted", { token: reader });
  expect([status, headers["x-error-code"]]).toEqual([404, "RepoNotFound"]);
  expect(headers["x-error-message"]).toContain("gatehouse ingest");
  expect(api.dispatched).toHaveLength(before);
});

test("a quota that is used up is told with the time to wait", async () => {
  const limited = await anApi({ hub: { onDemand: true }, rates: { postsPerHour: 1 } });
  try {
    const ask = (name: string) => hubRequest(limited, `/acme/${name}/resolve/main/x`, { method: "HEAD" });
    expect((await ask("one")).status).toBe(503);
    const { status, headers } = await ask("two");
    expect(status).toBe(429);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect(headers["ratelimit"]).toBe(`"resolvers";r=0;t=${headers["retry-after"]}`);
  } finally {
    await limited[Symbol.asyncDispose]();
  }
});
