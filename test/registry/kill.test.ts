import { afterAll, beforeAll, expect, test } from "vitest";
import { aModel } from "../../scripts/local/hub/builders.ts";
import { aRegistry, type TestRegistry } from "../support/registry.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await aRegistry({
    hub: { bytesPerSecondPerConnection: 8_000_000 },
    repositories: [aModel("acme/large", { weightBytes: 60_000_000, datasets: null, code: null })],
    env: { RATING_THRESHOLD: "0.1" },
  });
});
afterAll(() => registry?.[Symbol.asyncDispose]());

test("a function that is killed in the middle of a transfer is retried to completion and leaves nothing over", async () => {
  const id = await registry.post("https://huggingface.co/acme/large");
  await expect
    .poll(async () => (await registry.read(id)).progress.bytes_done, { timeout: 30_000, interval: 50 })
    .toBeGreaterThan(5_000_000);
  expect(registry.started.stack.parts.lambda?.killRunning("SIGKILL")).toBe(1);
  const artifact = (await registry.follow(id)).at(-1);
  expect(artifact).toMatchObject({ status: "completed", progress: { attempt: 2, percent: 100 } });
  const manifest = await registry.call("ArtifactManifest", { path: { artifact_type: "model", id } });
  const digests = new Set(manifest.status === 200 ? manifest.body.files.map(({ sha256 }) => sha256) : []);
  const { objects, uploads } = await registry.bucket();
  expect(uploads).toEqual([]);
  expect(objects.filter((key) => key.startsWith("blobs/"))).toHaveLength(digests.size);
  expect(objects).toHaveLength(digests.size + 1);
});
