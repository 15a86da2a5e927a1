/** Requests as clients of the official API document send them (docs/official-api.md). */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Schemas } from "../../handlers/contract.ts";
import { ADMIN, anApi, type TestApi } from "../support/api/api.ts";
import { aCompleted } from "../support/artifacts/artifacts.ts";
import { aListed } from "../support/artifacts/listed.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("signs in with is_admin in the body, and names the implemented tracks without a token", async () => {
  const body = { user: { name: ADMIN.name, is_admin: true }, secret: { password: ADMIN.password } };
  const signedIn = await api.call.as(null)("Authenticate", { body });
  expect(signedIn).toMatchObject({ status: 200, body: expect.stringMatching(/^bearer /) });
  const tracks = await api.call.as(null)("Tracks");
  expect(tracks).toMatchObject({ status: 200, body: { plannedTracks: expect.arrayContaining(["Performance track"]) } });
});

test("reports the health of components as a list, with the window and the timeline of the query", async () => {
  const query = { windowMinutes: "30", includeTimeline: "true" };
  const { status, body } = await api.call("HealthComponents", { query });
  expect([status, body]).toMatchObject([200, { window_minutes: 30, components: expect.any(Array) }]);
  const narrow = await api.call("HealthComponents", { query: { windowMinutes: "4" } });
  expect(narrow).toMatchObject({ status: 400, body: { errors: [{ path: "query/windowMinutes" }] } });
});

test("accepts a link with fields that only the registry sets, and ignores them", async () => {
  const body = { url: "https://huggingface.co/acme/echoed", download_url: "https://elsewhere.example/x.zip", id: "7" };
  const posted = await api.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { ...body, status: "completed" },
  });
  expect(posted).toMatchObject({ status: 202, body: { status: "pending" } });
  expect(JSON.stringify(posted.body)).not.toContain("elsewhere");
});

test("accepts an artifact as it was read, with its id as text, as the body of an update", async () => {
  const id = await aCompleted(api);
  const path = { artifact_type: "model", id: String(id) };
  const read = await api.call("ArtifactRetrieve", { path });
  const artifact = read.body as Schemas["Artifact"];
  const metadata = { ...artifact.metadata, id: String(id) };
  expect(await api.call("ArtifactUpdate", { path, body: { ...artifact, metadata } })).toMatchObject({ status: 202 });
  const other = await api.call("ArtifactUpdate", { path, body: { ...artifact, metadata: { ...metadata, id: "9" } } });
  expect(other).toMatchObject({ status: 400, body: { errors: [{ path: "body/metadata/id" }] } });
});

test("updates to another revision of the same repository, named in data.url", async () => {
  const id = await aCompleted(api);
  const path = { artifact_type: "model", id };
  const { body } = await api.call("ArtifactRetrieve", { path });
  const { metadata, data } = body as Schemas["Artifact"];
  const update = { metadata, data: { url: `${data.url}/tree/v2`, download_url: "" } };
  expect(await api.call("ArtifactUpdate", { path, body: update })).toMatchObject({ status: 202 });
});

test("answers 404 for ids of the official pattern that do not exist", async () => {
  for (const id of ["does-not-exist", "3847247294", "48472749248"]) {
    const answers = await Promise.all([
      api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } }),
      api.call("ArtifactDelete", { path: { artifact_type: "model", id } }),
      api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} }),
      api.call("ArtifactCost", { path: { artifact_type: "dataset", id } }),
      api.call("ArtifactAudit", { path: { artifact_type: "code", id } }),
      api.call("ModelRate", { path: { id } }),
      api.call("ModelLineage", { path: { id } }),
      api.call("LicenseCheck", { path: { id }, body: { github_url: "https://github.com/acme/tool" } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  }
});

test("finds lineage nodes with their source and metadata", async () => {
  const target = { host: "huggingface", repository: "acme/parent" } as const;
  const id = await aListed(api.database, { links: [{ kind: "parent", target, declaredIn: ["base_model"] }] });
  const { body } = await api.call("ModelLineage", { path: { id: String(id) } });
  const { nodes } = body as Schemas["LineageGraph"];
  expect(nodes.map(({ artifact_id, source }) => [artifact_id, source])).toEqual([
    [id, "registry"],
    [null, "base_model"],
  ]);
  for (const { metadata, type, url } of nodes) expect(metadata).toEqual({ type, url });
});

test("accepts a GitHub repository as a dataset, and a link to a folder of a repository", async () => {
  const post = (artifact_type: string, url: string) =>
    api.call("ArtifactCreate", { path: { artifact_type }, body: { url } });
  expect((await post("dataset", "https://github.com/acme/rows")).status).toBe(202);
  expect((await post("code", "https://github.com/acme/tool/tree/main/src")).status).toBe(202);
});

test("reads page after page until one is empty, by the offset header and by numbers", async () => {
  for (const name of ["one", "two", "three"]) await aListed(api.database, { name });
  const read = async (next: (headers: Headers, seen: number) => string): Promise<number[]> => {
    const ids: number[] = [];
    for (let offset = "0"; ; ) {
      const answer = await api.call("ArtifactsList", { body: [{ name: "*" }], query: { offset, limit: 2 } });
      if (answer.status !== 200) throw new Error(`the page at ${offset} answered ${answer.status}`);
      if (answer.body.length === 0) return ids;
      ids.push(...answer.body.map(({ id }) => id));
      offset = next(answer.headers, ids.length);
    }
  };
  const byHeader = await read((headers) => headers.get("offset") ?? "no header");
  expect(byHeader.length).toBeGreaterThanOrEqual(3);
  expect(await read((_headers, seen) => String(seen))).toEqual(byHeader);
});
