import { afterAll, beforeAll, expect, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { aRegistry, type TestRegistry } from "../support/registry.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await aRegistry({
    repositories: [
      aModel("acme/good", { datasets: null, code: null }),
      aModel("acme/large", { weightBytes: 20_000_000, datasets: null, code: null }),
      aModel("acme/bare", { readme: null, license: null, tokenizer: null }),
    ],
    env: { USE_LAMBDA_ASYNC: "false", RATING_THRESHOLD: "0.3" },
  });
});
afterAll(() => registry?.[Symbol.asyncDispose]());

const post = (url: string) => registry.call("ArtifactCreate", { path: { artifact_type: "model" }, body: { url } });

test("a good model is answered with 201 and the completed artifact in synchronous mode", async () => {
  const created = await post("https://huggingface.co/acme/good");
  expect(created).toMatchObject({
    status: 201,
    body: { status: "completed", data: { download_url: expect.any(String) } },
  });
});

test("rejected and failed models are answered with 424 and the reasons in synchronous mode", async () => {
  const rejected = await post("https://huggingface.co/acme/bare");
  expect(rejected).toMatchObject({
    status: 424,
    body: { artifact: { status: "rejected", verdict: { admitted: false } } },
  });
  const failed = await post("https://huggingface.co/acme/missing");
  expect(failed).toMatchObject({ status: 424, body: { artifact: { failure: { code: "source_not_found" } } } });
});

test("a post is answered when its artifact is deleted during the ingest in synchronous mode", async () => {
  const stalled = registry.stall("model.safetensors", 1_000);
  const posts = [post("https://huggingface.co/acme/large"), post("https://huggingface.co/acme/large")];
  const refused = await Promise.race(posts);
  const id = refused.status === 409 ? refused.body.existing_id : 0;
  await expect.poll(async () => (await registry.read(id)).status).toBe("downloading");
  expect((await registry.call("ArtifactDelete", { path: { artifact_type: "model", id } })).status).toBe(200);
  const answers = await Promise.all(posts);
  stalled.remove();
  expect(answers.find(({ status }) => status !== 409)).toMatchObject({
    status: 424,
    body: { detail: "The artifact was deleted during its ingest" },
  });
});

test("an update runs in the background of the server in synchronous mode", async () => {
  const created = await post("https://huggingface.co/acme/good/tree/main");
  const id = created.status === 409 ? created.body.existing_id : 0;
  const commit = registry.hub.commit("model", "acme/good", { files: [{ path: "notes.md", content: "what is new" }] });
  const accepted = await registry.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  expect(accepted.status).toBe(202);
  const held = async () => (await registry.read(id)).revision.commit;
  await expect.poll(held).toBe(commit);
});

test("no embedded function is started in synchronous mode", () => {
  expect(registry.started.stack.parts.lambda).toBeUndefined();
});

test("a post that a reset overtakes is answered and can be repeated in synchronous mode", async () => {
  const stalled = registry.stall("model.safetensors", 1_000);
  const posts = [post("https://huggingface.co/acme/large"), post("https://huggingface.co/acme/large")];
  const refused = await Promise.race(posts);
  const id = refused.status === 409 ? refused.body.existing_id : 0;
  await expect.poll(async () => (await registry.read(id)).status).toBe("downloading");
  expect((await registry.call("RegistryReset")).status).toBe(200);
  const answers = await Promise.all(posts);
  // A reset deletes the artifact first and removes its row then: the answer depends on which of them it meets.
  const { status, body } = answers.find((answer) => answer.status !== 409) ?? {};
  expect(`${status} ${JSON.stringify(body)}`).toMatch(
    /^(503 .*The registry was reset|424 .*deleted during its ingest)/,
  );
  stalled.remove();
  expect((await post("https://huggingface.co/acme/good")).status).toBe(201);
});
