import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseDispatch } from "../../db/ingest/dispatch.ts";
import { LeaseLost } from "../../domain/failure.ts";
import { operationIds, operationTable } from "../../generated/operations.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aClaimed, aCompleted, aPosted, aRating, someProgress } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const remove = (id: number) => api.call("ArtifactDelete", { path: { artifact_type: "model", id } });
const uncollected = () => databaseDispatch(api.database.orm.em).uncollected(1000);

test("after a deletion every operation that names the artifact answers 404 and it is in no list", async () => {
  const id = await aCompleted(api, aRating(0.7));
  expect(await remove(id)).toMatchObject({ status: 200, body: { artifact_id: id } });
  const path = { artifact_type: "model" as const, id };
  const naming = operationIds.filter((one) => /\{id\}/.test(operationTable[one].path) && !/Token|Ledger/.test(one));
  const bodies: Record<string, object> = {
    ArtifactUpdate: {},
    LicenseCheck: { github_url: "https://github.com/a/b" },
  };
  for (const operation of naming) {
    const body = bodies[operation];
    const answer = await api.call(operation, { path, ...(body === undefined ? {} : { body }) } as never);
    expect([operation, (answer as { status: number }).status]).toEqual([operation, 404]);
  }
  const listed = await api.call("ArtifactsList", { body: [{ name: "*" }] });
  expect(listed.status === 200 && listed.body.some(({ id: one }) => one === id)).toBe(false);
});

test("the link of a deleted artifact may be posted again and gets another id", async () => {
  const url = "https://huggingface.co/acme/again";
  const first = await aPosted(api, url);
  await remove(first);
  expect(await aPosted(api, url)).not.toBe(first);
});

test("a worker loses a deleted artifact at its next write, whatever that is", async () => {
  const writes = [
    (claim: Awaited<ReturnType<typeof aClaimed>>) => api.ledger.renew(claim),
    (claim: Awaited<ReturnType<typeof aClaimed>>) => api.ledger.progress(claim, someProgress()),
    (claim: Awaited<ReturnType<typeof aClaimed>>) => api.ledger.saveCheckpoint(claim, "resolve", {}),
    (claim: Awaited<ReturnType<typeof aClaimed>>) =>
      api.ledger.blobs(claim).reference([{ sha256: "a".repeat(64), bytes: 1 }]),
    (claim: Awaited<ReturnType<typeof aClaimed>>) => api.ledger.move(claim, "rating"),
  ];
  for (const write of writes) {
    const claim = await aClaimed(api);
    await remove(claim.artifactId);
    await expect(write(claim)).rejects.toThrow(LeaseLost);
  }
});

test("a deleted artifact is cleaned at once without a worker, and after the lease of one that has it", async () => {
  const idle = await aCompleted(api);
  const { artifactId: held } = await aClaimed(api);
  await remove(idle);
  await remove(held);
  expect(await uncollected()).toContain(idle);
  expect(await uncollected()).not.toContain(held);
  await api.database.orm.em.fork().execute("update artifact set lease_until = now() where id = ?", [held]);
  expect(await uncollected()).toContain(held);
});

test("deleting an artifact ends the update that runs for it", async () => {
  const id = await aCompleted(api);
  await api.call("ArtifactUpdate", { path: { artifact_type: "model", id }, body: {} });
  const artifactId = api.dispatched.at(-1) ?? 0;
  const claim = await api.ledger.claim({ artifactId, holder: "w", leaseSeconds: 30, maxAttempts: 3 });
  await remove(id);
  if (claim === null) throw new Error("the update could not be claimed");
  await expect(api.ledger.renew(claim)).rejects.toThrow(LeaseLost);
});

test("a second deletion, and one of something that never was, is 404", async () => {
  const id = await aPosted(api);
  const answers = await Promise.all([remove(id), remove(id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect((await remove(999_999_999)).status).toBe(404);
  const wrong = await api.call("ArtifactDelete", { path: { artifact_type: "model", id: "x.y" } });
  expect(wrong.status).toBe(400);
});
