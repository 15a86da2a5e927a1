import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const list = (rawBody: string | Buffer, type = "application/json") =>
  api.call("ArtifactsList", { rawBody, headers: { "Content-Type": type } });

const missing = { detail: "body: is missing", errors: [{ path: "body", message: "is missing" }] };

test("an empty body is refused as missing and never taken for an empty object", async () => {
  const path = { artifact_type: "model", id: 1 };
  const empty = await api.call("ArtifactUpdate", { path, rawBody: "" });
  expect([empty.status, empty.body]).toEqual([400, missing]);
});

test("a body that is not UTF-8 is refused", async () => {
  const latin = Buffer.from('[{"name":"Modèle"}]', "latin1");
  const refused = await list(latin);
  expect(refused).toMatchObject({ status: 400, body: { detail: "body: is not UTF-8" } });
  const sixteen = await list(Buffer.from('[{"name":"*"}]', "utf16le"), "application/json; charset=utf-16le");
  expect(sixteen).toMatchObject({ status: 415, body: { detail: "The body must be in UTF-8, not utf-16le" } });
  expect((await list('[{"name":"Modèle"}]', "application/json; charset=utf-8")).status).toBe(200);
});

test("an operation without a body ignores an announced empty one", async () => {
  const headers = { "Content-Type": "application/json", "Content-Length": "0" };
  expect((await api.call("ArtifactDelete", { path: { artifact_type: "model", id: 999 }, headers })).status).toBe(404);
  expect((await api.call("TokenDelete", { path: { id: 999 }, headers })).status).toBe(404);
});

test("a body is read alike whole or chunked, compressed or not, with or without a byte order mark and a charset", async () => {
  const body = JSON.stringify([{ name: "*" }]);
  const answers = await Promise.all([
    send(body, {}),
    send(body, { "Transfer-Encoding": "chunked" }),
    send(`\uFEFF${body}`, {}),
    send(gzipSync(body), { "Content-Encoding": "gzip" }),
    send(deflateSync(body), { "Content-Encoding": "deflate" }),
    send(brotliCompressSync(body), { "Content-Encoding": "br" }),
    send(body, { "Content-Type": 'application/json; charset="UTF-8"' }),
    send(body, { "Content-Type": "application/json ; charset=utf-8" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test("a broken body gets the same answer whole and chunked", async () => {
  for (const broken of ["{", '{"a":1}}', "nonsense"]) {
    const whole = await send(broken, {});
    expect([whole.status, whole.text]).toEqual([400, expect.stringContaining("is not valid JSON")]);
    expect(await send(broken, { "Transfer-Encoding": "chunked" })).toEqual(whole);
  }
});

/** Sends in two pieces, to the list of artifacts. */
async function send(body: string | Buffer, more: Record<string, string>): Promise<{ status: number; text: string }> {
  const bytes = Buffer.from(body);
  const length = more["Transfer-Encoding"] === undefined ? { "Content-Length": String(bytes.length) } : {};
  const headers = { "Content-Type": "application/json", "X-Authorization": api.token, ...length, ...more };
  const sent = request(`${api.url}/artifacts`, { method: "POST", headers });
  const answered = once(sent, "response") as Promise<[IncomingMessage]>;
  sent.write(bytes.subarray(0, 3));
  sent.end(bytes.subarray(3));
  const [answer] = await answered;
  return { status: answer.statusCode ?? 0, text: await textOf(answer) };
}

test("a compressed body counts as large as it unpacks", async () => {
  const bomb = gzipSync(Buffer.alloc(200_000, " "));
  expect(bomb.length).toBeLessThan(1_000);
  const answer = await list(bomb);
  expect((await send(bomb, { "Content-Encoding": "gzip" })).status).toBe(413);
  expect(answer.status).toBe(400);
});
