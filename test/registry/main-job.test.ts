import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCodeRepository, aDataset, aModel, aSpace } from "../../local/hub/builders.ts";
import { verifyArchive } from "../../scripts/demo/verify.ts";
import { acceptedId, withStatus } from "../support/api/answers.ts";
import { testWith } from "../support/programs/programs.ts";
import { type Artifact, aRegistry, type TestRegistry, worlds } from "../support/registry.ts";

describe.each(worlds)("with the ledger in the %s", (ledger) => {
  let registry: TestRegistry;
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), "gatehouse-main-job-"));
    registry = await aRegistry({
      ledger,
      hub: { organizations: [{ name: "acme", fullname: "Acme", members: ["a", "b", "c"] }], pageSize: 3 },
      repositories: [
        aModel("acme/good", { weightBytes: 12_000_000 }),
        aModel("acme/twice", {}),
        { ...aModel("old/twice"), renamedTo: "acme/twice" },
        aModel("acme/bare", { readme: null, license: null, tokenizer: null, weightBytes: 9_000_000 }),
        aDataset("acme/corpus"),
        aDataset("acme/reviews"),
        aDataset("acme/folders"),
        aSpace("acme/demo"),
        aModel("acme/gated", { gated: "manual" }),
      ],
      github: [
        aCodeRepository("acme/good-code", {
          files: [
            { path: "vendor/library", submodule: "c0ffee0000000000000000000000000000000002" },
            { path: "data/sample.bin", content: "content that git keeps elsewhere", lfs: true },
          ],
        }),
      ],
    });
  });
  afterAll(async () => {
    await registry?.[Symbol.asyncDispose]();
    await rm(scratch, { recursive: true, force: true });
  });

  const last = (seen: readonly Artifact[]): Artifact => seen.at(-1) as Artifact;

  test("a well-kept model is completed and its archive equals the hub's files", async () => {
    const id = await registry.post("https://huggingface.co/acme/good");
    const artifact = last(await registry.follow(id));
    expect(artifact).toMatchObject({ status: "completed", verdict: { admitted: true }, progress: { percent: 100 } });
    const zip = path.join(scratch, "good.zip");
    const verified = await verifyArchive({
      downloadUrl: withStatus(artifact, "completed").data.download_url ?? "",
      zip,
      hub: registry.hub.endpoint,
      repository: "acme/good",
    });
    expect(verified.files).toBeGreaterThan(5);
  });

  testWith("unzip", "python3")("the archive of the well-kept model opens in other zip readers", () => {
    const zip = path.join(scratch, "good.zip");
    execFileSync("unzip", ["-tq", zip]);
    execFileSync("python3", ["-c", "import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None", zip]);
  });

  test("the manifest equals the archive and the redirect leads to it", async () => {
    const id = await registry.post("https://huggingface.co/acme/twice");
    const artifact = last(await registry.follow(id));
    const manifest = await registry.call("ArtifactManifest", { path: { artifact_type: "model", id } });
    const paths = manifest.status === 200 ? manifest.body.files.map((file) => file.path) : [];
    const download = await registry.call("ArtifactDownload", { path: { artifact_type: "model", id } });
    const zip = Buffer.from(await (await fetch(download.headers.get("location") as string)).arrayBuffer());
    expect(zip.length).toBe(withStatus(artifact, "completed").data.archive.bytes);
    for (const file of paths) expect(zip.includes(file)).toBe(true);
    const config = await registry.call("ArtifactDownload", {
      path: { artifact_type: "model", id },
      query: { component: "config" },
    });
    expect((config.body as Buffer).subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  });

  test("a second post of a registered link answers with the artifact that has it", async () => {
    const again = await registry.call("ArtifactCreate", {
      path: { artifact_type: "model" },
      body: { url: "https://hf.co/acme/twice/" },
    });
    expect(again).toMatchObject({ status: 409, body: { status: "completed", existing_id: expect.any(Number) } });
  });

  test("other links to a registered repository fail and name the artifact that holds it", async () => {
    const holder = await registry.call("ArtifactCreate", {
      path: { artifact_type: "model" },
      body: { url: "https://huggingface.co/acme/twice" },
    });
    const id = holder.status === 409 ? holder.body.existing_id : 0;
    for (const url of ["https://huggingface.co/old/twice", "https://huggingface.co/acme/twice/tree/main/onnx"]) {
      const artifact = last(await registry.follow(await registry.post(url)));
      expect(artifact).toMatchObject({
        status: "failed",
        data: { url },
        failure: {
          code: "already_registered",
          detail: expect.stringContaining(`acme/twice at main is model ${id} of this registry`),
        },
      });
    }
  });

  test("a link to a folder ingests the whole repository, and its message says so", async () => {
    const url = "https://huggingface.co/datasets/acme/folders/tree/main/data";
    const artifact = last(await registry.follow(await registry.post(url, "dataset"), "dataset"));
    expect(artifact).toMatchObject({ status: "completed", data: { url } });
    expect(artifact.status_message).toContain('The folder "data" of the link was ignored');
  });

  test("a model without README and licence is rejected with its reasons, and no byte of its weights was requested", async () => {
    const id = await registry.post("https://huggingface.co/acme/bare");
    const { verdict } = withStatus(last(await registry.follow(id)), "rejected");
    expect(verdict).toMatchObject({ admitted: false, firmness: "robust" });
    expect(verdict.metrics["license"]).toMatchObject({ status: "absent", score: 0 });
    expect(verdict.reasons.length).toBeGreaterThan(3);
    expect(verdict.advice?.[0]?.text).toMatch(/would add up to 0\.\d/);
    const weights = registry.hub.requests.filter(
      ({ path: at }) => at.includes("bare") && /safetensors|\/xet|cdn/.test(at),
    );
    expect(weights).toEqual([]);
    expect(await registry.call("ModelRate", { path: { id } })).toMatchObject({ status: 200, body: { license: 0 } });
  });

  test("a dataset, a space and a GitHub repository pass without a rating", async () => {
    for (const [url, type] of [
      ["https://huggingface.co/datasets/acme/corpus", "dataset"],
      ["https://huggingface.co/spaces/acme/demo", "code"],
      ["https://github.com/acme/good-code", "code"],
    ] as const) {
      const artifact = last(await registry.follow(await registry.post(url, type), type));
      expect(withStatus(artifact, "completed").verdict).toBeUndefined();
    }
  });

  test("symlinks and submodules of a GitHub tree are reported as such and never as content", async () => {
    const again = await registry.call("ArtifactCreate", {
      path: { artifact_type: "code" },
      body: { url: "https://github.com/acme/good-code" },
    });
    const id = again.status === 409 ? again.body.existing_id : 0;
    const manifest = await registry.call("ArtifactManifest", { path: { artifact_type: "code", id } });
    const files = manifest.status === 200 ? manifest.body.files : [];
    const kindOf = (at: string) => files.find(({ path: file }) => file === at);
    expect(kindOf("docs")).toMatchObject({ kind: "symlink", sha256: null });
    expect(kindOf("vendor/library")).toMatchObject({ kind: "submodule", sha256: null });
    expect(kindOf("data/sample.bin")).toMatchObject({
      kind: "lfs_pointer",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(kindOf("README.md")).toMatchObject({ kind: "file" });
  });

  test.each([
    ["https://huggingface.co/acme/nothing-here", "source_not_found"],
    ["https://huggingface.co/acme/good/tree/no-such-branch", "source_not_found"],
    ["https://huggingface.co/acme/gated", "source_gated"],
  ])("the link %s fails with %s at the first attempt", async (url, code) => {
    const artifact = last(await registry.follow(await registry.post(url)));
    expect(artifact).toMatchObject({ status: "failed", failure: { code, retryable: false }, progress: { attempt: 1 } });
  });

  test("progress never goes backwards and the statuses follow the table", async () => {
    const other = await registry.post("https://huggingface.co/datasets/acme/reviews", "dataset");
    const seen = await registry.follow(other, "dataset");
    const order = ["pending", "downloading", "rating", "completed"];
    const ranks = seen.map(({ status }) => order.indexOf(status));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const percents = seen.map(({ progress }) => progress.percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  test("an artifact without an archive leaves nothing in the bucket", async () => {
    const { objects, uploads } = await registry.bucket();
    expect(uploads).toEqual([]);
    expect(
      objects.filter((key) => !/^(blobs\/sha256\/[0-9a-f]{2}\/[0-9a-f]{64}|archives\/\d+\/[^/]+\.zip)$/.test(key)),
    ).toEqual([]);
    expect(objects.filter((key) => key.startsWith("archives/"))).toHaveLength(7);
  });

  test("the function's log carries the request's id and contains no credential", async () => {
    const created = await registry.call("ArtifactCreate", {
      path: { artifact_type: "dataset" },
      body: { url: "https://huggingface.co/datasets/acme/none" },
      headers: { "X-Request-Id": "correlation-of-this-test" },
    });
    await registry.follow(acceptedId(created), "dataset");
    // Lines of another process: they may come after the status that it wrote.
    const written = () => registry.functionLog.join("\n");
    await expect.poll(written).toContain('"correlation_id":"correlation-of-this-test"');
    await expect.poll(written).toMatch(/"StageMilliseconds"/);
    const log = written();
    const { env } = registry.started.stack;
    const secrets = [
      "DB_PASSWORD",
      "AWS_SECRET_ACCESS_KEY",
      ...(ledger === "callback" ? ["REGISTRY_CALLBACK_SECRET"] : []),
    ];
    for (const name of secrets) expect(log).not.toContain(env[name] as string);
    expect(log).not.toMatch(/[?&](X-Amz-Signature|Signature|sig)=/i);
  });
});
