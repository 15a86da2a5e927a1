import { afterAll, beforeAll, describe, type ExpectStatic, test } from "vitest";
import { aModel, safetensors } from "../../local/hub/builders.ts";
import { withStatus } from "../support/api/answers.ts";
import { aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

const shards = Array.from({ length: 4 }, (_, index) => ({
  path: `model-0000${index + 1}-of-00004.safetensors`,
  content: safetensors(9_000_000, 70 + index),
}));

describe.concurrent.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await aRegistry({
      ledger,
      repositories: [aModel("acme/sharded", { weights: shards, datasets: null, code: null })],
      env: {
        RATING_THRESHOLD: "0.1",
        FANOUT_MIN_BYTES: "20000000",
        FANOUT_WORKERS: "3",
        MAX_ARCHIVE_BYTES: "30000000",
        INGEST_LEASE_SECONDS: "12",
      },
    });
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  /** The artifact says why it has no zip, and its files can be downloaded by component. */
  async function expectNoArchive(id: number, objects: readonly string[], expect: ExpectStatic): Promise<void> {
    const artifact = withStatus(await registry.read(id), "completed");
    const why = /^a zip of all files would have 36\d{6} bytes, and one may have 30000000$/;
    expect(artifact.data).toMatchObject({ archive: { missing: expect.stringMatching(why), sha256: null } });
    expect(artifact.data).not.toHaveProperty("download_url");
    expect(artifact.status_message).toContain("There is no zip: a zip of all files would have");
    expect(objects.filter((key) => key.startsWith("archives/"))).toEqual([]);
    const path = { artifact_type: "model", id } as const;
    const refused = await registry.call("ArtifactDownload", { path });
    expect(refused).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("Download it by component") },
    });
    expect((await registry.call("ArtifactDownload", { path, query: { component: "config" } })).status).toBe(200);
    expect((await registry.call("ArtifactManifest", { path })).status).toBe(200);
  }

  test("a model that three functions share completes without the zip that is too large, although all of them are killed", async ({
    expect,
  }) => {
    const stalled = registry.stall("*.safetensors", 4_000_000);
    const id = await registry.post("https://huggingface.co/acme/sharded");
    await expect.poll(async () => (await registry.read(id)).progress.workers).toBeGreaterThan(1);
    expect(registry.started.stack.parts.lambda?.killRunning("SIGKILL")).toBeGreaterThan(1);
    stalled.remove();
    const seen = await registry.follow(id);
    const artifact = seen.at(-1);
    expect(artifact).toMatchObject({ status: "completed", progress: { attempt: 2, percent: 100 } });
    expect(artifact?.progress.bytes_done).toBe(artifact?.progress.bytes_total);
    for (const attempt of [1, 2]) {
      const done = seen.flatMap(({ progress }) => (progress.attempt === attempt ? [progress.bytes_done] : []));
      expect(done).toEqual(done.toSorted((a, b) => a - b));
    }
    const { objects, uploads } = await registry.bucket();
    expect([uploads, objects.filter((key) => key.startsWith("partial/"))]).toEqual([[], []]);
    await expectNoArchive(id, objects, expect);
  });
});
