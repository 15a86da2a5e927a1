import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const path = { artifact_type: "model", id: 1, name: "nobody" };
const documenting = (status: number): OperationId[] =>
  operationIds.filter((id) => operationTable[id].role !== "none" && status in operationTable[id].responses);
const send = async (id: OperationId, sent: object) =>
  ((await api.call(id, { path, ...sent } as never)) as { status: number }).status;

test("every operation rejects unknown query parameters", async () => {
  for (const id of documenting(400)) expect([id, await send(id, { query: { nonsense: "1" } })]).toEqual([id, 400]);
});

test("every operation with a body rejects other media types", async () => {
  for (const id of documenting(415)) {
    const sent = { rawBody: "x", headers: { "Content-Type": "text/plain" } };
    expect([id, await send(id, sent)]).toEqual([id, 415]);
  }
});

test("every operation with a body rejects one over the limit", async () => {
  const rawBody = JSON.stringify({ text: "x".repeat(100_000) });
  for (const id of documenting(413)) expect([id, await send(id, { rawBody })]).toEqual([id, 413]);
});
