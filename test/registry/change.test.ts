import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModel } from "../../local/hub/builders.ts";
import { withStatus } from "../support/api/answers.ts";
import { type Artifact, aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

/** Every look is several requests. */
const POLL = { interval: 250 };

describe.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await aRegistry({
      ledger,
      repositories: [
        aModel("acme/growing", { weightBytes: 12_000_000, datasets: null, code: null }),
        aModel("acme/large", { weightBytes: 20_000_000, datasets: null, code: null }),
      ],
      // Long enough that no worker loses its lease because the machine is slow.
      env: { RATING_THRESHOLD: "0.1", INGEST_LEASE_SECONDS: "15" },
    });
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  const path = (id: number) => ({ artifact_type: "model" as const, id });
  const push = (name: string, text: string, repository = "acme/growing") =>
    registry.hub.commit("model", repository, { files: [{ path: name, content: text }] });

  async function paths(id: number): Promise<string[]> {
    const manifest = await registry.call("ArtifactManifest", { path: path(id) });
    return manifest.status === 200 ? manifest.body.files.map((file) => file.path) : [];
  }

  const completed = async (id: number) => withStatus(await registry.read(id), "completed");

  /** Polls until the update has ended; the artifact must be served all the while. */
  async function updated(id: number): Promise<Extract<Artifact, { status: "completed" }>> {
    let artifact = await completed(id);
    const read = async () => {
      artifact = await completed(id);
      return artifact.update?.status ?? "pending";
    };
    await expect.poll(read, POLL).not.toMatch(/^(pending|downloading|rating)$/);
    return artifact;
  }

  async function update(id: number): Promise<void> {
    const accepted = await registry.call("ArtifactUpdate", { path: path(id), body: {} });
    if (accepted.status !== 202) throw new Error(`the update answered ${accepted.status}`);
  }

  /** The bucket holds the blobs of these artifacts and one archive for each, and nothing else. */
  async function expectOnly(...ids: number[]): Promise<void> {
    const digests = new Set<string>();
    for (const id of ids) {
      const manifest = await registry.call("ArtifactManifest", { path: path(id) });
      if (manifest.status === 200) for (const { sha256 } of manifest.body.files) digests.add(sha256 ?? "");
    }
    const expected = [...digests].map((sha256) => `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`);
    const look = async () => {
      const { objects, uploads } = await registry.bucket();
      const archives = objects.filter((key) => key.startsWith("archives/")).length;
      return { blobs: objects.filter((key) => !key.startsWith("archives/")).sort(), archives, uploads };
    };
    await expect.poll(look, POLL).toEqual({ blobs: expected.sort(), archives: ids.length, uploads: [] });
  }

  let growing: number;

  test("an update ingests the newer revision under the same id while the older one is served", async () => {
    growing = await registry.post("https://huggingface.co/acme/growing");
    await registry.follow(growing);
    const before = await completed(growing);
    const commit = push("notes.md", "what is new");
    await update(growing);
    const after = await updated(growing);
    expect(after.update).toMatchObject({ status: "completed" });
    expect(after.revision.commit).toBe(commit);
    expect(before.revision.commit).not.toBe(commit);
    expect(await paths(growing)).toContain("notes.md");
    const zip = await fetch(after.data.download_url ?? "");
    expect((await zip.arrayBuffer()).byteLength).toBe(after.data.archive.bytes);
    await expectOnly(growing);
  });

  test("an update without a newer revision ends as up to date and moves nothing", async () => {
    const before = await completed(growing);
    await update(growing);
    const after = await updated(growing);
    expect(after.update).toMatchObject({ status: "up_to_date" });
    expect(after.data.archive).toEqual(before.data.archive);
    await expectOnly(growing);
  });

  test("an update whose function is killed continues, or leaves the served revision unchanged", async () => {
    const large = await registry.post("https://huggingface.co/acme/large");
    await registry.follow(large);
    registry.hub.commit("model", "acme/large", {
      files: [{ path: "more.safetensors", content: "x".repeat(20_000_000), lfs: true }],
    });
    const stalled = registry.stall("more.safetensors", 6_000_000);
    await update(large);
    const bytes = async () => (await completed(large)).update?.progress?.bytes_done ?? 0;
    await expect.poll(bytes).toBeGreaterThan(20_000_000);
    expect(registry.started.stack.parts.lambda?.killRunning("SIGKILL")).toBe(1);
    stalled.remove();
    const after = await updated(large);
    expect(after.update).toMatchObject({ status: "completed", progress: { attempt: 2 } });
    expect(await paths(large)).toContain("more.safetensors");
    await expectOnly(growing, large);
    await registry.call("ArtifactDelete", { path: path(large) });
    await expectOnly(growing);
  });

  test("a failed update leaves the served revision unchanged and no remains", async () => {
    const before = await completed(growing);
    const answer = await registry.call("ArtifactUpdate", {
      path: path(growing),
      body: { url: "https://huggingface.co/acme/growing/tree/nowhere" },
    });
    expect(answer.status).toBe(202);
    const after = await updated(growing);
    expect(after.update).toMatchObject({ status: "failed", failure: { code: "source_not_found" } });
    expect(after.revision).toEqual(before.revision);
    await expectOnly(growing);
  });

  test("an artifact deleted in the middle of its transfer leaves no remains, and its link is free", async () => {
    const stalled = registry.stall("model.safetensors", 6_000_000);
    const id = await registry.post("https://huggingface.co/acme/large");
    await expect.poll(async () => (await registry.read(id)).progress.bytes_done).toBeGreaterThan(5_000_000);
    expect((await registry.call("ArtifactDelete", { path: path(id) })).status).toBe(200);
    expect((await registry.call("ArtifactRetrieve", { path: path(id) })).status).toBe(404);
    await expectOnly(growing);
    stalled.remove();
    const again = await registry.post("https://huggingface.co/acme/large");
    expect((await registry.follow(again)).at(-1)?.status).toBe("completed");
  });

  test("a reset in the middle of an ingest leaves an empty bucket and a registry that works", async () => {
    push("later.md", "and newer still");
    await update(growing);
    const running = await registry.post("https://huggingface.co/acme/large/tree/refs%2Fpr%2F1");
    expect((await registry.call("RegistryReset")).status).toBe(200);
    for (const id of [growing, running])
      expect((await registry.call("ArtifactRetrieve", { path: path(id) })).status).toBe(404);
    await expect.poll(() => registry.bucket(), POLL).toEqual({ objects: [], uploads: [] });
    const listed = await registry.call("ArtifactsList", { body: [{ name: "*" }] });
    expect(listed).toMatchObject({ status: 200, body: [] });
    const id = await registry.post("https://huggingface.co/acme/growing");
    expect((await registry.follow(id)).at(-1)?.status).toBe("completed");
    await expectOnly(id);
  });
});
