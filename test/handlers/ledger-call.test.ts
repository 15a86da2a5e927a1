import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../db/ingest/claim.ts";
import type { LedgerCall } from "../../db/ingest/ledger-bodies.ts";
import { anApi, type TestApi } from "../support/api/api.ts";
import { aClaimed, someProgress } from "../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const hold = ({ artifactId, token }: Claim) => ({ artifact_id: artifactId, token, lease_seconds: 30 });
const call = (body: LedgerCall) => api.call("LedgerCall", { body });

test("the token of another artifact's claim is answered with 409 and the artifact that it does not hold", async () => {
  const [mine, other] = [await aClaimed(api), await aClaimed(api)];
  const answer = await call({ call: "LedgerRenew", hold: { ...hold(mine), artifact_id: other.artifactId } });
  expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining(String(other.artifactId)) } });
});

test("the worker of a deleted artifact is told to stop", async () => {
  const claim = await aClaimed(api);
  await api.database.orm.em.fork().execute("update artifact set deleted_at = now() where id = ?", [claim.artifactId]);
  expect((await call({ call: "LedgerRenew", hold: hold(claim) })).status).toBe(409);
});

test("an artifact that a living worker holds is answered without a claim", async () => {
  const claim = await aClaimed(api);
  const token = "3b4b1c3e-7a7c-4a55-9d0e-1f2f6f2f8a04";
  const asked = { artifact_id: claim.artifactId, token, holder: "other", lease_seconds: 30, max_attempts: 3 };
  expect(await call({ call: "LedgerClaim", ...asked })).toMatchObject({
    status: 200,
    body: { answer: "LedgerClaimed" },
  });
  const missing = await call({ call: "LedgerClaim", ...asked, artifact_id: 999_999 });
  expect(missing).toMatchObject({ status: 200, body: { answer: "LedgerClaimed" } });
});

test("the last piece of a document without the ones before it is refused with how many are missing", async () => {
  const claim = await aClaimed(api);
  const piece = (part: number) =>
    call({ call: "LedgerDocumentPart", hold: hold(claim), stage: "scan", part, parts: 4, text: "" });
  await piece(1);
  expect(await piece(3)).toMatchObject({ status: 400, body: { detail: "body: 2 of 4 pieces of scan are missing" } });
});

test("pieces are joined in their order, whatever the order in which they came, and may come again", async () => {
  const claim = await aClaimed(api);
  const text = JSON.stringify(Array.from({ length: 12 }, (_, n) => `${n}`));
  const pieces = Array.from(text);
  const send = (part: number, stage = "scan") =>
    call({
      call: "LedgerDocumentPart",
      hold: hold(claim),
      stage,
      part,
      parts: pieces.length,
      text: pieces[part] as string,
    });
  for (const part of pieces.keys()) if (part < pieces.length - 1) await send(pieces.length - 2 - part);
  for (const part of [3, pieces.length - 1, pieces.length - 1]) expect((await send(part)).status).toBe(200);
  const read = await call({ call: "LedgerDocumentRead", hold: hold(claim), stage: "scan", from: 0 });
  const joined = read.status === 200 && read.body.answer === "LedgerDocumentText" ? read.body.text : "";
  expect(JSON.parse(joined)).toEqual(JSON.parse(text));
});

test("an ending that names a document which was not saved is refused, and the claim continues", async () => {
  const claim = await aClaimed(api);
  await api.ledger.move(claim, "rating");
  const answer = await call({
    call: "LedgerComplete",
    hold: hold(claim),
    message: "m",
    progress: someProgress("done"),
    files: { saved: "settle/files" },
    archive: { key: "k", bytes: 1, crc32: 1, sha256: null },
  });
  expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining("settle/files") } });
  expect((await call({ call: "LedgerRenew", hold: hold(claim) })).status).toBe(200);
});

test("no artifact can be moved to an end without the call for that end", async () => {
  const claim = await aClaimed(api);
  for (const to of ["completed", "rejected", "failed", "pending"]) {
    const answer = await call({ call: "LedgerMove", hold: hold(claim), to: to as "rating" });
    expect([to, answer.status]).toEqual([to, 400]);
  }
});

test("a document that is no JSON, or that nobody saved, is refused", async () => {
  const claim = await aClaimed(api);
  const read = await call({ call: "LedgerDocumentRead", hold: hold(claim), stage: "archive", from: 0 });
  expect(read.status).toBe(409);
  const saved = { call: "LedgerDocumentPart", hold: hold(claim), stage: "scan", part: 0, parts: 1 } as const;
  expect((await call({ ...saved, text: "{" })).status).toBe(400);
  expect((await call({ ...saved, stage: "scan/part/0", text: "1" })).status).toBe(400);
  expect((await call({ ...saved, part: 1, text: "1" })).status).toBe(400);
});
