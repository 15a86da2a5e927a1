import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseRevisions, type RepositoryName, type TreeEntry } from "../../../db/catalogue/revisions.ts";
import { databaseUpdates } from "../../../db/ingest/updates.ts";
import { asJson } from "../../../db/sql.ts";
import { databaseRemoval } from "../../../db/upkeep/removal.ts";
import { parseSourceLink } from "../../../domain/link.ts";
import { anApi, type TestApi } from "../../support/api.ts";
import { aPosted, claimOn, completedAt, someProgress } from "../../support/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const store = () => databaseRevisions(api.database.orm.em);
const model = (repository: string): RepositoryName => ({ host: "huggingface", type: "model", repository });
const commitOf = (digit: number): string => String(digit).repeat(40);
const files = [
  { path: "config.json", bytes: 2, sha256: "a".repeat(64), crc32: 1, gitSha1: "b".repeat(40), kind: "file" as const },
  { path: "onnx/a.bin", bytes: 18, sha256: "c".repeat(64), crc32: 2, gitSha1: null, kind: "file" as const },
  { path: "vendor", bytes: 0, sha256: null, crc32: null, gitSha1: "d".repeat(40), kind: "submodule" as const },
];

/** A model on offer at a commit; its id. */
async function aRevision(link: string, commit: string): Promise<number> {
  const id = await aPosted(api, `https://huggingface.co/${link}`);
  await completedAt(api, id, commit, files);
  return id;
}

describe("a repository", () => {
  test("is found in any letter case, under the spelling of its source", async () => {
    const id = await aRevision("Acme/Cased", commitOf(1));
    expect(await store().find(model("aCME/cASED"), "main")).toMatchObject({
      id,
      repository: "Acme/Cased",
      ref: "main",
      commit: commitOf(1),
    });
  });

  test("is found under a legacy id that a link used and under the id that the source gives it", async () => {
    const id = await aPosted(api, "https://huggingface.co/gpt2");
    const claim = await claimOn(api, id);
    const pinned = { repository: "openai-community/gpt2", ref: "main", commit: commitOf(1), bytesTotal: 2 };
    await api.ledger.pin(claim, pinned);
    await api.ledger.move(claim, "rating");
    const archive = { key: `archives/${id}/m.zip`, bytes: 30, crc32: 7, sha256: null };
    await api.ledger.complete(claim, { message: "Admitted", progress: someProgress("done"), files, archive });
    for (const name of ["gpt2", "openai-community/gpt2"])
      expect(await store().find(model(name), "main")).toMatchObject({ id, repository: "openai-community/gpt2" });
  });

  test("is another one as a dataset", async () => {
    await aRevision("acme/typed", commitOf(1));
    expect(await store().find({ ...model("acme/typed"), type: "dataset" }, "main")).toBeNull();
  });

  test("lists its approved revisions, the one posted last first", async () => {
    await aRevision("acme/history", commitOf(1));
    await aRevision("acme/history/tree/v2", commitOf(2));
    await aPosted(api, "https://huggingface.co/acme/history/tree/v3");
    const found = await store().list(model("acme/history"));
    expect(found.map(({ ref, commit }) => [ref, commit])).toEqual([
      ["v2", commitOf(2)],
      ["main", commitOf(1)],
    ]);
  });
});

describe("a revision", () => {
  test("is addressed by its ref and by its whole commit, and by nothing else", async () => {
    const id = await aRevision("acme/exact/tree/v1.0", commitOf(3));
    const found = async (name: string) => (await store().find(model("acme/exact"), name))?.id ?? null;
    expect(await Promise.all(["v1.0", commitOf(3)].map(found))).toEqual([id, id]);
    expect(await Promise.all(["v1", "v1.0.0", commitOf(3).slice(0, 12), commitOf(4)].map(found))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("is main when it was ingested as main, whatever was posted later", async () => {
    const main = await aRevision("acme/steady", commitOf(1));
    const tag = await aRevision("acme/steady/tree/v0.9", commitOf(2));
    const found = async (name: string) => (await store().find(model("acme/steady"), name))?.id;
    expect(await Promise.all(["main", "HEAD", "v0.9"].map(found))).toEqual([main, main, tag]);
  });

  test("is main when it was posted last and no main was ingested", async () => {
    await aRevision("acme/tagged/tree/v1", commitOf(1));
    const last = await aRevision("acme/tagged/tree/v2", commitOf(2));
    expect(await store().find(model("acme/tagged"), "main")).toMatchObject({ id: last, ref: "v2" });
  });

  test("is not found before it is approved nor after it was deleted, and its last ingest says why", async () => {
    const name = model("acme/gone");
    expect(await store().newestAttempt(name, null)).toBeNull();
    const id = await aPosted(api, "https://huggingface.co/acme/gone");
    expect(await store().find(name, "main")).toBeNull();
    expect(await store().newestAttempt(name, "main")).toMatchObject({ id, status: "pending", commit: null });
    await completedAt(api, id, commitOf(1), files);
    expect(await store().find(name, "main")).toMatchObject({ id });
    await databaseRemoval(api.database.orm.em).remove(id, { account: "admin", address: null });
    expect(await store().find(name, "main")).toBeNull();
    expect(await store().newestAttempt(name, commitOf(1))).toMatchObject({ id, deletedAt: expect.any(Date) });
    expect(await store().newestAttempt(name, "v9")).toBeNull();
  });

  test("is the newer commit once an update was admitted, and the older one until then", async () => {
    const name = model("acme/updated");
    const id = await aRevision("acme/updated", commitOf(1));
    const link = parseSourceLink("https://huggingface.co/acme/updated", "model");
    const request = {
      artifactId: id,
      link,
      account: "admin",
      by: { account: "admin", address: null },
      correlationId: "c",
    };
    const started = await databaseUpdates(api.database.orm.em).start(request);
    if (!started.started) throw new Error(`the update was refused: ${started.why}`);
    expect(await store().find(name, "main")).toMatchObject({ id, commit: commitOf(1) });
    expect(await store().newestAttempt(name, null)).toMatchObject({ id: started.updateId, replaces: id });
    await completedAt(api, started.updateId, commitOf(2), files);
    expect(await store().find(name, "main")).toMatchObject({ id, commit: commitOf(2) });
    expect(await store().find(name, commitOf(1))).toBeNull();
    expect(await store().newestAttempt(name, null)).toMatchObject({ id, replaces: null, status: "completed" });
    const page = { folder: "", recursive: true, after: "", limit: 10 };
    expect(await store().tree({ id, commit: commitOf(1) }, page)).toEqual([]);
  });
});

describe("a file of a revision", () => {
  test("has the git SHA-1 of its content unless the source keeps it in LFS", async () => {
    await aRevision("acme/files", commitOf(1));
    const fileAt = async (path: string) => (await store().findFile(model("acme/files"), "main", path))?.file;
    expect(await fileAt("config.json")).toEqual({
      path: "config.json",
      bytes: 2,
      sha256: "a".repeat(64),
      gitSha1: "b".repeat(40),
      lfs: false,
      firstByte: null,
    });
    expect(await fileAt("onnx/a.bin")).toMatchObject({ sha256: "c".repeat(64), gitSha1: null, lfs: true });
  });

  test("is absent when the revision does not have it or has no content for it", async () => {
    const id = await aRevision("acme/absent", commitOf(1));
    for (const path of ["nothing.json", "onnx", "vendor", "CONFIG.JSON"]) {
      const found = await store().findFile(model("acme/absent"), "main", path);
      expect(found).toMatchObject({ revision: { id, commit: commitOf(1) }, file: null });
    }
    expect(await store().findFile(model("acme/absent"), "v1", "config.json")).toBeNull();
  });
});

describe("the tree of a revision", () => {
  const all = { folder: "", recursive: true, after: "", limit: 1000 };

  test("lists files with their digests and folders, without entries that have no content", async () => {
    const revision = { id: await aRevision("acme/tree", commitOf(1)), commit: commitOf(1) };
    const folder = { path: "onnx", isFolder: true, bytes: 0, sha256: null, gitSha1: null, lfs: false };
    const plain = {
      path: "config.json",
      isFolder: false,
      bytes: 2,
      sha256: "a".repeat(64),
      gitSha1: "b".repeat(40),
      lfs: false,
    };
    const lfs = { path: "onnx/a.bin", isFolder: false, bytes: 18, sha256: "c".repeat(64), gitSha1: null, lfs: true };
    expect(await store().tree(revision, all)).toEqual([plain, folder, lfs]);
    expect(await store().tree(revision, { ...all, recursive: false })).toEqual([plain, folder]);
    expect(await store().tree(revision, { ...all, folder: "onnx" })).toEqual([lfs]);
    expect(await store().tree(revision, { ...all, folder: "on" })).toEqual([]);
  });

  test("finds the paths that are a file or a folder", async () => {
    const revision = { id: await aRevision("acme/paths", commitOf(1)), commit: commitOf(1) };
    const found = await store().entries(revision, ["onnx", "onnx/a.bin", "config.json", "on", "vendor", "nothing"]);
    expect(new Map(found.map(({ path, isFolder }) => [path, isFolder]))).toEqual(
      new Map([
        ["onnx", true],
        ["onnx/a.bin", false],
        ["config.json", false],
      ]),
    );
  });

  test("pages through any files and their folders in the order of the bytes, each once", async () => {
    const revision = { id: await aRevision("acme/pages", commitOf(1)), commit: commitOf(1) };
    const segment = fc.constantFrom("a", "a-b", "a.b", "B", "ä", "z");
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (paths, limit) => {
          const kept = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
          await replaceFiles(revision.id, kept);
          for (const folder of ["", "a"]) {
            for (const recursive of [true, false]) {
              const found: TreeEntry[] = [];
              for (let after = ""; ; after = found.at(-1)?.path ?? "") {
                const page = await store().tree(revision, { folder, recursive, after, limit });
                found.push(...page);
                if (page.length < limit) break;
              }
              expect(found.map(({ path, isFolder }) => `${path}${isFolder ? "/" : ""}`)).toEqual(
                expectedTree(kept, folder, recursive),
              );
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

async function replaceFiles(id: number, paths: readonly string[]): Promise<void> {
  const em = api.database.orm.em.fork();
  await em.execute("delete from file where artifact_id = ?", [id]);
  await em.execute(
    `insert into file (artifact_id, path, bytes, sha256, kind)
     select ?, value, 1, repeat('a', 64), 'file' from jsonb_array_elements_text(?::jsonb)`,
    [id, asJson(paths)],
  );
}

/** The entries below a folder, folders with a slash at the end. */
function expectedTree(paths: readonly string[], folder: string, recursive: boolean): string[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix));
  const folders = below.flatMap((path) => {
    const parts = path.slice(prefix.length).split("/");
    return parts.slice(1).map((_, depth) => `${prefix}${parts.slice(0, depth + 1).join("/")}`);
  });
  const depthOf = (path: string) => path.slice(prefix.length).split("/").length;
  return [...below.map((path) => [path, ""]), ...[...new Set(folders)].map((path) => [path, "/"])]
    .filter(([path]) => recursive || depthOf(path as string) === 1)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a as string), Buffer.from(b as string)))
    .map(([path, slash]) => `${path}${slash}`);
}
