import { describe, expect, test } from "vitest";
import type { SourceLink } from "../../../lambda/ports.ts";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import type { GitHubFile, GitHubSampleRepository } from "../../../local/hub.ts";
import {
  aCall,
  aContext,
  aHub,
  aStore,
  contentsOfStore,
  counting,
  failureOf,
  MiB,
  wrongBlobs,
} from "../../support/transfer/transfer-world.ts";

/** Just above the size from which S3 copies ranges. */
const PART = 5 * MiB + 1;
const SUBMODULE = "1234567890123456789012345678901234567890";
const files: readonly GitHubFile[] = [
  { path: "README.md", content: "# tool" },
  { path: "src/a b/ü#%😀.py", content: "print()" },
  { path: "src/deep/run.sh", content: "#!/bin/sh\n", executable: true },
  { path: "link", symlinkTo: "README.md" },
  { path: "vendored", submodule: SUBMODULE },
  { path: "weights.bin", content: { bytes: 2 * MiB, seed: 1 }, lfs: true },
  { path: "large.csv", content: { bytes: PART + 1, seed: 2 } },
];
const tool: GitHubSampleRepository = { name: "acme/tool", files };
const link = (revision = "HEAD", repository = "acme/tool"): SourceLink => ({
  host: "github",
  type: "code",
  repository,
  revision,
});

async function aTool(sample: GitHubSampleRepository = tool, options: { token?: string } = {}) {
  const { hub, github } = await aHub({ repositories: [], github: [sample], ...options });
  const { store } = await aStore();
  return { hub, github, store };
}

describe("resolving a repository of GitHub", () => {
  test("pins the commit and lists files, links and submodules apart", async () => {
    const { github } = await aTool();
    const { listing } = await github.resolve(link(), aCall());
    expect(listing).toMatchObject({ host: "github", repository: "acme/tool" });
    expect(listing.commit).toMatch(/^[0-9a-f]{40}$/);
    const kinds = Object.fromEntries(listing.files.map(({ path, kind }) => [path, kind]));
    expect(kinds).toMatchObject({ "README.md": "file", link: "symlink", vendored: "submodule", "weights.bin": "file" });
    expect(listing.files.find(({ path }) => path === "vendored")?.gitSha1).toBe(SUBMODULE);
    const content = listing.files.filter(({ kind }) => kind === "file");
    expect(listing.bytesTotal).toBe(content.reduce((sum, { bytes }) => sum + bytes, 0));
  });

  test("walks a tree that is too large for one answer folder by folder", async () => {
    const { github } = await aTool({ ...tool, treeLimit: 7 });
    const whole = await (await aTool()).github.resolve(link(), aCall());
    const { listing } = await github.resolve(link(), aCall());
    const byPath = (one: { path: string }, other: { path: string }) => (one.path < other.path ? -1 : 1);
    expect([...listing.files].sort(byPath)).toEqual([...whole.listing.files].sort(byPath));
  });

  test("follows a renamed repository to its name of today", async () => {
    const options = { repositories: [], github: [tool, { name: "old/name", files: [], renamedTo: "acme/tool" }] };
    const { github } = await aHub(options);
    expect((await github.resolve(link("HEAD", "old/name"), aCall())).listing.repository).toBe("acme/tool");
  });

  test("reads a private repository with the token, and reports it as missing without one", async () => {
    const secret = { ...tool, private: true };
    const { github, store } = await aTool(secret, { token: "ghp_secret" });
    const { listing } = await github.resolve(link(), aCall());
    expect((await transfer(listing, github, aContext(store))).files.length).toBe(5);
    const { github: stranger } = await aTool(secret);
    expect(await failureOf(stranger.resolve(link(), aCall()))).toEqual({
      code: "source_not_found",
      detail: "acme/tool does not exist or is private",
    });
  });

  test.each([
    ["that does not exist", { name: "acme/other", files }, "HEAD", "source_not_found"],
    ["that is empty", { name: "acme/tool", files: [] }, "HEAD", "source_not_found"],
    ["at a revision that does not exist", tool, "nope", "source_not_found"],
  ])("resolving one %s fails", async (_, sample, revision, code) => {
    const { github } = await aTool(sample);
    expect((await failureOf(github.resolve(link(revision), aCall()))).code).toBe(code);
  });

  test.each([
    ["v1.0", "v1.0", null],
    ["release/1.0", "release/1.0", null],
    ["release/1.0/src/deep", "release/1.0", "src/deep"],
    ["main/src", "HEAD", "src"],
    ["main", "HEAD", null],
    ["HEAD", "HEAD", null],
    ["refs/heads/main", "HEAD", null],
  ])("takes %s of a link for the ref %s and the folder %s", async (revision, ref, folder) => {
    const tags = [{ name: "v1.0" }, { name: "release/1.0" }, { name: "release" }];
    const { github } = await aTool({ ...tool, tags });
    expect(await github.resolve(link(revision), aCall())).toMatchObject({ ref, folder });
  });

  test("names the whole revision of the link when no part of it is a ref", async () => {
    const { github, hub } = await aTool();
    expect(await failureOf(github.resolve(link("nope/src/lib"), aCall()))).toEqual({
      code: "source_not_found",
      detail: "acme/tool has no revision nope/src/lib",
    });
    expect(hub.requests.filter(({ path }) => path.includes("/commits/")).length).toBe(3);
  });

  test("lists a repository that was posted as a dataset", async () => {
    const { github } = await aTool();
    const { listing } = await github.resolve({ ...link(), type: "dataset" }, aCall());
    expect(listing).toMatchObject({ host: "github", type: "dataset", repository: "acme/tool" });
  });

  test("waits for GitHub's quota no longer than allowed", async () => {
    const { github, hub } = await aTool();
    const reset = String(Math.floor(Date.now() / 1000) + 3000);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset, "x-ratelimit-resource": "core" };
    hub.faults.add({ listener: "github" }, { kind: "status", status: 403, headers });
    expect((await failureOf(github.resolve(link(), aCall()))).code).toBe("source_rate_limited");
  });
});

describe("a transfer from GitHub", () => {
  test("stores every file of the archive in its blob, large ones by way of the temporary disk", async () => {
    const { hub, github, store } = await aTool();
    const { listing } = await github.resolve(link(), aCall());
    const { seen, progress } = counting();
    const result = await transfer(listing, github, aContext(store, { progress }), { partBytes: PART });
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 5, []]);
    expect(result.files.map(({ path }) => path)).toEqual([
      "README.md",
      "large.csv",
      "src/a b/ü#%😀.py",
      "src/deep/run.sh",
      "weights.bin",
    ]);
    expect(seen).toMatchObject({ bytes: listing.bytesTotal, files: 5 });
    expect(hub.requests.filter(({ path }) => path.includes("/git/blobs/"))).toEqual([]);
  });

  test("reports an LFS pointer as a pointer, not as content", async () => {
    const { github, store } = await aTool();
    const { listing } = await github.resolve(link(), aCall());
    const { files: stored } = await transfer(listing, github, aContext(store), { partBytes: PART });
    expect(stored.filter(({ kind }) => kind !== "file").map(({ path, kind }) => [path, kind])).toEqual([
      ["weights.bin", "lfs_pointer"],
    ]);
  });

  test("fetches files that the archive leaves out one by one", async () => {
    const attributes = { path: ".gitattributes", content: "src export-ignore\n" };
    const { hub, github, store } = await aTool({ ...tool, files: [...files, attributes] });
    const { listing } = await github.resolve(link(), aCall());
    const { files: stored } = await transfer(listing, github, aContext(store), { partBytes: PART });
    expect(stored.length).toBe(6);
    expect(hub.requests.filter(({ path }) => path.includes("/git/blobs/")).length).toBe(2);
    expect(wrongBlobs((await contentsOfStore(store)).objects)).toEqual([]);
  });

  test.each([
    ["drops the archive", { kind: "drop", afterBytes: 5_000 }],
    ["ends the archive too early", { kind: "truncate", afterBytes: 5_000 }],
    ["spoils the archive", { kind: "flip", offset: 4_000 }],
    ["answers 503", { kind: "status", status: 503 }],
  ] as const)("completes although the source %s once", async (_, action) => {
    const { hub, github, store } = await aTool();
    const { listing } = await github.resolve(link(), aCall());
    const fault = hub.faults.add({ listener: "codeload" }, action, { times: 1 });
    await transfer(listing, github, aContext(store), { firstPauseMs: 1, partBytes: PART });
    expect(fault.fired).toBe(1);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 5, []]);
  });
});
