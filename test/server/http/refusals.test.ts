import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { anApi, type TestApi } from "../../support/api.ts";

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

test("a query parameter that the contract does not know is refused by every operation", async () => {
  for (const id of documenting(400)) expect([id, await send(id, { query: { nonsense: "1" } })]).toEqual([id, 400]);
});

test("a body of another type is refused by every operation that takes one", async () => {
  for (const id of documenting(415)) {
    const sent = { rawBody: "x", headers: { "Content-Type": "text/plain" } };
    expect([id, await send(id, sent)]).toEqual([id, 415]);
  }
});

test("a body over the limit is refused by every operation that takes one", async () => {
  const rawBody = JSON.stringify({ text: "x".repeat(100_000) });
  for (const id of documenting(413)) expect([id, await send(id, { rawBody })]).toEqual([id, 413]);
});
