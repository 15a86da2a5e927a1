import { afterAll, beforeAll, expect, test } from "vitest";
import { anApi, type TestApi } from "../support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const list = (rawBody: string | Buffer, type = "application/json") =>
  api.call("ArtifactsList", { rawBody, headers: { "Content-Type": type } });

test("an empty body is refused where the contract wants one, and never taken for an empty object", async () => {
  const path = { artifact_type: "model", id: 1 };
  const empty = await api.call("ArtifactUpdate", { path, rawBody: "" });
  expect([empty.status, empty.body]).toEqual([400, { detail: "The body is empty" }]);
});

test("a body that is not UTF-8 is refused instead of being read with other letters", async () => {
  const latin = Buffer.from('[{"name":"Modèle"}]', "latin1");
  const refused = await list(latin);
  expect([refused.status, refused.body]).toEqual([400, { detail: "The body is not UTF-8" }]);
  const sixteen = await list(Buffer.from('[{"name":"*"}]', "utf16le"), "application/json; charset=utf-16le");
  expect(sixteen.status).toBe(400);
  expect((await list('[{"name":"Modèle"}]', "application/json; charset=utf-8")).status).toBe(200);
});

test("a client that announces an empty body where none is wanted is served", async () => {
  const headers = { "Content-Type": "application/json", "Content-Length": "0" };
  expect((await api.call("ArtifactDelete", { path: { artifact_type: "model", id: 999 }, headers })).status).toBe(404);
  expect((await api.call("TokenDelete", { path: { id: 999 }, headers })).status).toBe(404);
});
