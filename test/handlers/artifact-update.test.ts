import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../db/ingest/claim.ts";
import { LeaseLost } from "../../domain/failure.ts";
import { blankModel } from "../rating/models/blank-model.ts";
import { acceptedId, withStatus } from "../support/api/answers.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { anAccountOf } from "../support/api/members.ts";
import { aClaimed, aCompleted, aRating, COMMIT, someProgress } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const NEWER = "ab".repeat(20);
const update = (id: number, body: object = {}, call = api.call) =>
  call("ArtifactUpdate", { path: { artifact_type: "model", id }, body });

async function read(id: number) {
  const found = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id } });
  if (found.status !== 200) throw new Error(`reading ${id} answered ${found.status}`);
  return withStatus(found.body, "completed");
}

/** Claims the update that was dispatched last. */
async function claimed(): Promise<Claim> {
  const artifactId = api.dispatched.at(-1) ?? 0;
  const claim = await api.ledger.claim({ artifactId, holder: randomUUID(), leaseSeconds: 30, maxAttempts: 3 });
  if (claim === null) throw new Error("the update could not be claimed");
  return claim;
}

async function complete(claim: Claim, score = 0.9): Promise<void> {
  const hash = randomUUID().replaceAll("-", "").repeat(2);
  const rating = aRating(score);
  await api.ledger.pin(claim, {
    repository: claim.link.repository,
    ref: claim.link.revision,
    commit: NEWER,
    bytesTotal: 5,
  });
  await api.ledger.blobs(claim).reference([{ sha256: hash, bytes: 5 }]);
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted again",
    progress: someProgress("done"),
    files: [{ path: "new.json", bytes: 5, sha256: hash, crc32: 3, gitSha1: null, kind: "file" }],
    archive: { key: `archives/${claim.artifactId}/m.zip`, bytes: 40, crc32: 9, sha256: null },
    rating: { policyVersion: "1", netScore: score, rating, snapshot: blankModel },
  });
}

test("an accepted update runs in a row of its own while the artifact stays as it was", async () => {
  const id = await aCompleted(api, aRating(0.6));
  const before = await read(id);
  const accepted = await update(id);
  expect(accepted).toMatchObject({ status: 202, body: { artifact_id: id, status: "pending" } });
  expect(accepted.headers.get("location")).toBe(`/artifacts/model/${id}`);
  const { update: running, updated_at: _, ...rest } = await read(id);
  const { updated_at: __, ...same } = before;
  expect(rest).toEqual(same);
  expect(running).toMatchObject({ status: "pending", requested_by: "admin", revision: { requested: "main" } });
  const shadow = api.dispatched.at(-1) ?? 0;
  expect(shadow).not.toBe(id);
  const asArtifact = await api.call("ArtifactRetrieve", { path: { artifact_type: "model", id: shadow } });
  expect(asArtifact.status).toBe(404);
});

test("an update that passes moves its content, rating and commit to the artifact in one step", async () => {
  const id = await aCompleted(api, aRating(0.6));
  await update(id, { url: `${(await read(id)).data.url}/tree/v2` });
  const claim = await claimed();
  await complete(claim);
  const after = await read(id);
  expect(after).toMatchObject({
    status: "completed",
    status_message: "Admitted again",
    revision: { requested: "v2", commit: NEWER },
    data: { archive: { bytes: 40 }, download_url: expect.stringContaining(`archives/${claim.artifactId}/m.zip`) },
    update: { status: "completed", revision: { requested: "v2", commit: NEWER } },
  });
  const manifest = await api.call("ArtifactManifest", { path: { artifact_type: "model", id } });
  expect(manifest).toMatchObject({ status: 200, body: { commit: NEWER, files: [{ path: "new.json" }] } });
  expect(await api.call("ModelRate", { path: { id } })).toMatchObject({ status: 200, body: { net_score: 0.9 } });
  const trail = await api.call("ArtifactAudit", { path: { artifact_type: "model", id } });
  const actions = trail.status === 200 ? trail.body.map(({ action }) => action) : [];
  expect(actions.filter((action) => action === "UPDATE")).toHaveLength(1);
  expect(actions.filter((action) => action === "RATE")).toHaveLength(2);
});

test("what the artifact held before is left for the cleaning, and what it holds now is not", async () => {
  const id = await aCompleted(api);
  await update(id);
  const claim = await claimed();
  await complete(claim);
  const em = api.database.orm.em.fork();
  const [superseded] = await em.execute<{ key: string }[]>(
    "select archive ->> 'key' as key from artifact where id = ?",
    [claim.artifactId],
  );
  expect(superseded?.key).toBe(`archives/${id}/m.zip`);
  const references = "select sha256 from blob_reference where artifact_id = ?";
  const held = await em.execute<{ sha256: string }[]>(references, [id]);
  const files = await em.execute<{ sha256: string }[]>("select sha256 from file where artifact_id = ?", [id]);
  expect(held).toEqual(files);
});

test("an update that is rejected or fails leaves the artifact alone and says what happened", async () => {
  const id = await aCompleted(api, aRating(0.6));
  const { update: _none, updated_at: _at, ...before } = await read(id);
  await update(id);
  const failing = await claimed();
  const failure = { code: "source_gated", detail: "gated by now", retryable: false } as const;
  await api.ledger.fail(failing, { failure, progress: someProgress() });
  const failed = await read(id);
  expect(failed).toMatchObject(before);
  expect(failed.update).toMatchObject({ status: "failed", message: "gated by now", failure });
  await update(id);
  const rejected = await claimed();
  await api.ledger.move(rejected, "rating");
  const verdict = {
    ...{ admitted: false, net_score: 0.2, threshold: 0.5, policy_version: "1", coverage: 1 },
    ...{ bounds: { lo: 0.2, hi: 0.2 }, firmness: "robust" as const, reasons: ["worse by now"], metrics: {} },
  };
  await api.ledger.reject(rejected, { message: "Rejected: worse by now", progress: someProgress("done"), verdict });
  const after = await read(id);
  expect(after).toMatchObject(before);
  expect(after.update).toMatchObject({ status: "rejected", verdict: { reasons: ["worse by now"] } });
});

test("an update that finds the same commit ends at once as up to date and moves nothing", async () => {
  const id = await aCompleted(api);
  await update(id, { url: `${(await read(id)).data.url}/tree/stable` });
  const claim = await claimed();
  const pinned = { repository: claim.link.repository, ref: claim.link.revision, commit: COMMIT, bytesTotal: 20 };
  await expect(api.ledger.pin(claim, pinned)).rejects.toThrow(LeaseLost);
  await expect(api.ledger.renew(claim)).rejects.toThrow(LeaseLost);
  expect(await read(id)).toMatchObject({
    status: "completed",
    revision: { requested: "stable", commit: COMMIT },
    update: { status: "up_to_date", message: "The artifact is up to date" },
  });
  expect((await update(id)).status).toBe(202);
});

test("one update runs at a time, whatever the race", async () => {
  const id = await aCompleted(api);
  const answers = await Promise.all(Array.from({ length: 5 }, () => update(id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({ existing_id: id, status: "pending" });
});

test("an artifact that is not completed is not updated", async () => {
  const { artifactId } = await aClaimed(api);
  expect(await update(artifactId)).toMatchObject({
    status: 409,
    body: { detail: `model ${artifactId} is still being ingested`, status: "downloading" },
  });
  const failing = await aClaimed(api);
  const failure = { code: "source_gated", detail: "gated", retryable: false } as const;
  await api.ledger.fail(failing, { failure, progress: someProgress() });
  const refused = await update(failing.artifactId);
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining("Post the link again") } });
});

test("a revision that another artifact has is refused, and one that an update waits for is taken", async () => {
  const id = await aCompleted(api);
  const { url } = (await read(id)).data;
  const other = await api.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: `${url}/tree/other` },
  });
  const otherId = acceptedId(other);
  expect(await update(id, { url: `${url}/tree/other` })).toMatchObject({ status: 409, body: { existing_id: otherId } });
  expect((await update(id, { url: `${url}/tree/next` })).status).toBe(202);
  const posted = await api.call("ArtifactCreate", {
    path: { artifact_type: "model" },
    body: { url: `${url}/tree/next` },
  });
  expect(posted).toMatchObject({ status: 409, body: { existing_id: id } });
});

test.each([
  [{ url: "https://huggingface.co/somebody/else" }, "body/url"],
  [{ url: "https://example.com/a/b" }, "body/url"],
  [{ data: { url: "https://huggingface.co/somebody/else" } }, "body/data/url"],
  [{ metadata: { id: 999_999_999, name: "m", type: "model" } }, "body/metadata/id"],
  [{ metadata: { id: "ID", name: "m", type: "code" } }, "body/metadata/type"],
  [{ metadata: { id: "ID", name: "another name", type: "model" } }, "body/metadata/name"],
])("an update with %j is refused at %s", async (body, path) => {
  const id = await aCompleted(api);
  const sent = JSON.parse(JSON.stringify(body).replaceAll('"ID"', String(id)));
  expect(await update(id, sent)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test("what the registry shows of an artifact is accepted back as an update of it", async () => {
  const id = await aCompleted(api);
  const { metadata, data } = await read(id);
  expect((await update(id, { metadata, data: { url: data.url } })).status).toBe(202);
});

test("a repository that goes by another name at its source is updated under either", async () => {
  const claim = await aClaimed(api);
  await api.ledger.pin(claim, { repository: "acme-new/renamed", ref: "main", commit: COMMIT, bytesTotal: 20 });
  await api.ledger.move(claim, "rating");
  await api.ledger.complete(claim, {
    message: "Admitted",
    progress: someProgress("done"),
    files: [],
    archive: { key: `archives/${claim.artifactId}/m.zip`, bytes: 30, crc32: 7, sha256: null },
  });
  for (const url of ["https://huggingface.co/acme-new/renamed", claim.url, undefined]) {
    expect((await update(claim.artifactId, url === undefined ? {} : { url })).status).toBe(202);
    const running = await claimed();
    const pinned = { repository: "acme-new/renamed", ref: "main", commit: COMMIT, bytesTotal: 20 };
    await expect(api.ledger.pin(running, pinned)).rejects.toThrow(LeaseLost);
  }
});

test("only who brought an artifact in and administrators update or delete it", async () => {
  const [owner, stranger] = [await anAccountOf(api, "publisher"), await anAccountOf(api, "publisher")];
  const url = `https://huggingface.co/acme/${randomUUID()}`;
  const created = await owner("ArtifactCreate", { path: { artifact_type: "model" }, body: { url } });
  const id = acceptedId(created);
  const path = { artifact_type: "model" as const, id };
  expect((await update(id, {}, stranger)).status).toBe(403);
  expect((await stranger("ArtifactDelete", { path })).status).toBe(403);
  expect((await update(id, {}, owner)).status).toBe(409);
  expect((await owner("ArtifactDelete", { path })).status).toBe(200);
  expect((await update(id, {}, owner)).status).toBe(404);
});

test("a body that is too large or of another type is refused", async () => {
  const path = { artifact_type: "model" as const, id: 1 };
  const large = await api.call("ArtifactUpdate", { path, rawBody: JSON.stringify({ url: "x".repeat(100_000) }) });
  expect(large.status).toBe(413);
  const text = await api.call("ArtifactUpdate", { path, rawBody: "{}", headers: { "Content-Type": "text/plain" } });
  expect(text.status).toBe(415);
});
