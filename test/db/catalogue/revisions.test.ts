import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseRevisions, type RepositoryName } from "../../../db/catalogue/revisions.ts";
import { databaseUpdates } from "../../../db/ingest/updates.ts";
import { databaseRemoval } from "../../../db/upkeep/removal.ts";
import { parseSourceLink } from "../../../domain/link.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { aPosted, claimOn, completedAt, someProgress } from "../../support/artifacts/artifacts.ts";

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
    expect(await store().newestAttempt(name, "main")).toBeNull();
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
    expect(await store().newestAttempt(name, "main")).toMatchObject({ id: started.updateId, replaces: id });
    await completedAt(api, started.updateId, commitOf(2), files);
    expect(await store().find(name, "main")).toMatchObject({ id, commit: commitOf(2) });
    expect(await store().find(name, commitOf(1))).toBeNull();
    expect(await store().newestAttempt(name, "main")).toMatchObject({ id, replaces: null, status: "completed" });
    expect(await store().files({ id, commit: commitOf(1) })).toEqual([]);
    expect(await store().files({ id, commit: commitOf(2) })).toHaveLength(2);
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
      firstByte: null,
    });
    expect(await fileAt("onnx/a.bin")).toMatchObject({ sha256: "c".repeat(64), gitSha1: null });
  });

  test("is absent when the revision does not have it or has no content for it", async () => {
    const id = await aRevision("acme/absent", commitOf(1));
    for (const path of ["nothing.json", "onnx", "vendor", "CONFIG.JSON"]) {
      const found = await store().findFile(model("acme/absent"), "main", path);
      expect(found).toMatchObject({ revision: { id, commit: commitOf(1) }, file: null });
    }
    expect(await store().findFile(model("acme/absent"), "v1", "config.json")).toBeNull();
    const listed = await store().files({ id, commit: commitOf(1) });
    expect(listed.map(({ path }) => path).sort()).toEqual(["config.json", "onnx/a.bin"]);
  });
});
