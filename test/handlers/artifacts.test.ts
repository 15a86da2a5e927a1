import { afterAll, beforeAll, expect, test } from "vitest";
import { value } from "../../rating/fact.ts";
import { blankModel } from "../rating/models/blank-model.ts";
import { acceptedId } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aClaimed, aCompleted, aPosted, aRating, COMMIT, someProgress } from "../support/artifacts/artifacts.ts";
import { aJudged } from "../support/artifacts/judged.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const model = (id: number) => ({ path: { artifact_type: "model", id } as const });

test("a posted link is committed as pending, dispatched, and answered with where to look", async () => {
  const created = await api.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: "https://huggingface.co/acme/first" },
  });
  expect(created).toMatchObject({ status: 202, body: { status: "pending" } });
  const id = acceptedId(created);
  expect(created.headers.get("location")).toBe(`/artifacts/model/${id}`);
  expect(api.dispatched).toContain(id);
});

test("the same link posted again is refused with the artifact that has it", async () => {
  const id = await aPosted(api, "https://huggingface.co/acme/twice");
  const again = await api.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: "https://hf.co/Acme/Twice/tree/main" },
  });
  expect(again).toMatchObject({ status: 409, body: { existing_id: id, status: "pending" } });
});

test("another revision of the same repository is another artifact", async () => {
  await aPosted(api, "https://huggingface.co/acme/revisions");
  expect(await aPosted(api, "https://huggingface.co/acme/revisions/tree/v2")).toBeGreaterThan(0);
});

test.each([
  [{ url: "https://example.com/x" }, "body/url", "example.com"],
  [{ url: "" }, "body/url", "fewer than 1"],
  [{}, "body/url", "missing"],
  [{ url: "https://huggingface.co/a/b", extra: 1 }, "body/extra", "not known"],
  [{ url: 7 }, "body/url", "string"],
  [{ url: "https://huggingface.co/a/b", name: "../x" }, "body/name", "pattern"],
] as const)("the body %j is refused and its fault is named at %s", async (body, path, part) => {
  const refused = await api.call("ArtifactCreate", { path: { artifact_type: "model" }, body });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  expect(refused.status === 400 && refused.body.detail).toContain(part);
});

test("an unknown artifact type is refused with the types that exist", async () => {
  const refused = await api.call("ArtifactCreate", { path: { artifact_type: "film" }, body: { url: "x" } });
  expect(refused).toMatchObject({
    status: 400,
    body: { detail: "path/artifact_type: must be one of model, dataset, code" },
  });
});

test("a running artifact shows what its worker wrote last", async () => {
  const claim = await aClaimed(api);
  await api.ledger.progress(claim, someProgress());
  const found = await api.call("ArtifactRetrieve", model(claim.artifactId));
  expect(found).toMatchObject({
    status: 200,
    body: { status: "downloading", progress: { bytes_done: 10, percent: 50 } },
  });
});

test("a completed artifact has a download link, its commit and its archive", async () => {
  const id = await aCompleted(api);
  const found = await api.call("ArtifactRetrieve", model(id));
  expect(found).toMatchObject({
    status: 200,
    body: {
      status: "completed",
      revision: { requested: "main", commit: COMMIT },
      data: {
        download_url: expect.stringContaining("signature"),
        archive: { bytes: 30, crc32: "00000007", sha256: null },
      },
    },
  });
});

test("a failed artifact says its code, its cause and whether posting again can help, and may be posted again", async () => {
  const claim = await aClaimed(api);
  const failure = { code: "source_gated", detail: "acme/gated asks for a permission", retryable: false } as const;
  await api.ledger.fail(claim, { failure, progress: someProgress() });
  const found = await api.call("ArtifactRetrieve", model(claim.artifactId));
  expect(found).toMatchObject({ status: 200, body: { status: "failed", failure } });
  expect(await aPosted(api, claim.url)).not.toBe(claim.artifactId);
});

test("an artifact that is pending for more than a minute says what it waits for", async () => {
  const id = await aPosted(api);
  api.clock.now = new Date(Date.now() + 130_000);
  const found = await api.call("ArtifactRetrieve", model(id));
  api.clock.now = new Date();
  expect(found.status === 200 && found.body.status_message).toContain("for 2 minutes");
});

test("an artifact is found under its own type only", async () => {
  const id = await aPosted(api);
  const found = await api.call("ArtifactRetrieve", { path: { artifact_type: "dataset", id } });
  expect(found).toMatchObject({ status: 404, body: { detail: `No dataset has the id ${id}` } });
});

test("the manifest lists every file by path, and a submodule without digests", async () => {
  const id = await aCompleted(api);
  const found = await api.call("ArtifactManifest", model(id));
  expect(found).toMatchObject({ status: 200, body: { artifact_id: id, commit: COMMIT, bytes_total: 20 } });
  expect(found.status === 200 && found.body.files.map(({ path, crc32, kind }) => [path, crc32, kind])).toEqual([
    ["config.json", "00000001", "file"],
    ["model.safetensors", "ffffffff", "file"],
    ["vendor", null, "submodule"],
  ]);
});

test("the manifest names the shards that an index promises and the commit lacks", async () => {
  const index = "model.safetensors.index.json";
  const shards = [1, 2, 3].map((number) => `model-0000${number}-of-00003.safetensors`);
  const files = (present: readonly string[]) =>
    value([{ path: index, bytes: 9 }, ...present.map((path) => ({ path, bytes: 5 }))]);
  const shardIndexes = { [index]: value({ files: shards }) };
  const whole = await aJudged(api, { ...blankModel, tree: files(shards), shardIndexes });
  const part = await aJudged(api, { ...blankModel, tree: files(shards.slice(0, 2)), shardIndexes });
  const missingOf = async (id: number) => {
    const found = await api.call("ArtifactManifest", model(id));
    return found.status === 200 ? found.body.missing : found;
  };
  expect([await missingOf(whole), await missingOf(part)]).toEqual([undefined, [shards[2]]]);
});

test("there is neither manifest nor download nor rating before they exist", async () => {
  const id = await aPosted(api);
  for (const operation of ["ArtifactManifest", "ArtifactDownload"] as const) {
    expect(await api.call(operation, model(id))).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("pending") },
    });
  }
  expect(await api.call("ModelRate", { path: { id } })).toMatchObject({ status: 404 });
});

test("a download redirects to the signed archive, or streams the component asked for", async () => {
  const id = await aCompleted(api);
  const whole = await api.call("ArtifactDownload", model(id));
  expect([whole.status, whole.headers.get("location")]).toEqual([302, expect.stringContaining(`archives/${id}/m.zip`)]);
  const config = await api.call("ArtifactDownload", { ...model(id), query: { component: "config" } });
  expect([config.status, String(config.body)]).toEqual([200, "config.json"]);
});

test("the rating of a model is what was recorded", async () => {
  const rating = aRating(0.75);
  const id = await aCompleted(api, rating);
  expect(await api.call("ModelRate", { path: { id } })).toMatchObject({ status: 200, body: rating });
});

test.each(["0", "-1", "abc", "does-not-exist", "9007199254740993"])(
  "the id %s is well-formed and not found",
  async (id) => {
    for (const operation of ["ArtifactRetrieve", "ArtifactManifest", "ArtifactDownload"] as const) {
      const answer = await api.call(operation, { path: { artifact_type: "model", id } });
      expect(answer).toMatchObject({ status: 404, body: { detail: `No model has the id ${id}` } });
    }
    expect(await api.call("ModelRate", { path: { id } })).toMatchObject({ status: 404 });
  },
);

test.each(["1.5", "a b", "a_b", "9".repeat(101)])("the id %s is refused with the place of the fault", async (id) => {
  for (const operation of ["ArtifactRetrieve", "ArtifactManifest", "ArtifactDownload"] as const) {
    const refused = await api.call(operation, { path: { artifact_type: "model", id } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "path/id" }] } });
  }
  expect(await api.call("ModelRate", { path: { id } })).toMatchObject({ status: 400 });
});
