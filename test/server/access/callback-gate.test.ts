import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseNonces } from "../../../db/access/nonces.ts";
import { CALLBACK_BODY_LIMIT } from "../../../server/access/callback-gate.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";
import { CALLBACK_SECRET, signedHeaders } from "../../support/api/callback.ts";
import { aClaimed } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const body = { call: "LedgerParentScore", repository: "acme/parent" } as const;
const raw = Buffer.from(JSON.stringify(body));
const now = (): number => api.clock.now.getTime();
type Given = Parameters<typeof signedHeaders>[1];
const send = (given: Given, rawBody: Buffer = raw, headers: Record<string, string> = {}) =>
  api.call("LedgerCall", {
    rawBody,
    headers: { ...signedHeaders(raw, { timestamp: String(now()), ...given }), ...headers },
  });

test("a signed report is answered without any token of an account", async () => {
  const answer = await api.call.as(null)("LedgerCall", { body });
  expect(answer).toMatchObject({ status: 200, body: { answer: "LedgerParentScored", score: null } });
});

test("a token of the administrator does not stand in for a signature", async () => {
  for (const missing of [
    "x-callback-signature",
    "x-callback-nonce",
    "x-callback-timestamp",
    "x-callback-content-sha256",
  ]) {
    const answer = await send({}, raw, { [missing]: "" });
    expect([missing, answer.status]).toEqual([missing, 403]);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining(missing) });
  }
});

test("refuses a signature by another secret or over other parts than were sent", async () => {
  const other = signedHeaders(raw, { timestamp: String(now() + 1), nonce: randomUUID() });
  const forged: [string, () => ReturnType<typeof send>][] = [
    ["another secret", () => send({ secret: "a secret that is not the right one" })],
    ["another body", () => send({}, Buffer.from(JSON.stringify({ ...body, repository: "acme/other" })))],
    ["another time", () => send({}, raw, { "x-callback-timestamp": String(now() + 1) })],
    ["another nonce", () => send({}, raw, { "x-callback-nonce": randomUUID() })],
    ["another signature", () => send({}, raw, { "x-callback-signature": other["x-callback-signature"] as string })],
    ["a short signature", () => send({}, raw, { "x-callback-signature": "v1=00" })],
  ];
  for (const [what, attempt] of forged) expect([what, (await attempt()).status]).toEqual([what, 403]);
});

test.each([
  [301, "behind"],
  [-301, "ahead of"],
])("a report that is %i s old is refused with how far the clocks are apart", async (seconds, way) => {
  const answer = await send({ timestamp: String(now() - seconds * 1000) });
  expect(answer).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining(`301 s ${way} this server's`) },
  });
  expect((await send({ timestamp: String(now() - Math.sign(seconds) * 299_000) })).status).toBe(200);
});

test("how far the clocks are apart is not told to who does not know the secret", async () => {
  const answer = await send({ timestamp: "1", secret: "a secret that is not the right one" });
  expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining("signature is wrong") } });
});

test("a report that was sent before is refused, also by another server and when both come at once", async () => {
  const nonce = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send({ nonce })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 403)]);
  const elsewhere = databaseNonces(api.database.orm.em, now);
  expect(await elsewhere.use(nonce, now() + 1000)).toBe(false);
});

test("a nonce is forgotten once its time would not be accepted any more, and no sooner", async () => {
  let time = 1_000_000_000_000;
  const nonces = databaseNonces(api.database.orm.em, () => time);
  const [first, second] = [randomUUID(), randomUUID()];
  expect(await nonces.use(first, time + 100_000)).toBe(true);
  time += 99_000;
  expect(await nonces.use(second, time + 100_000)).toBe(true);
  expect(await nonces.use(first, time)).toBe(false);
  time += 61_000;
  await nonces.use(randomUUID(), time);
  const left = await api.database.orm.em.fork().execute<{ nonce: string }[]>("select nonce from callback_nonce");
  expect(left.map(({ nonce }) => nonce)).toEqual(expect.arrayContaining([second]));
  expect(left.map(({ nonce }) => nonce)).not.toContain(first);
});

test("a packed body is unpacked, up to the limit", async () => {
  const packed = gzipSync(raw);
  const gzip = { "Content-Encoding": "gzip" };
  const signed = (bytes: Buffer) => signedHeaders(bytes, { timestamp: String(now()) });
  const post = (bytes: Buffer, headers: Record<string, string>) =>
    api.call("LedgerCall", { rawBody: bytes, headers: { ...signed(bytes), ...headers } });
  expect((await post(packed, gzip)).status).toBe(200);
  expect((await post(gzipSync(Buffer.alloc(CALLBACK_BODY_LIMIT + 1)), gzip)).status).toBe(413);
  expect((await post(Buffer.alloc(CALLBACK_BODY_LIMIT + 1), {})).status).toBe(413);
  expect((await post(raw, gzip)).status).toBe(400);
  expect((await post(raw, { "Content-Encoding": "compress" })).status).toBe(415);
  expect((await post(raw, { "Content-Type": "text/plain" })).status).toBe(415);
  expect((await post(Buffer.from("{"), {})).status).toBe(400);
});

test("a body larger than other operations take is read", async () => {
  const claim = await aClaimed(api);
  const hold = { artifact_id: claim.artifactId, token: claim.token, lease_seconds: 30 };
  const text = JSON.stringify("x".repeat(1_000_000));
  const sent = { call: "LedgerDocumentPart", hold, stage: "resolve", part: 0, parts: 1, text } as const;
  expect(await api.call("LedgerCall", { body: sent })).toMatchObject({ status: 200, body: { answer: "LedgerDone" } });
});

test("a server without the secret takes no reports, whatever their signature", async () => {
  await using closed = await anApi({ callback: null });
  const answer = await closed.call("LedgerCall", { body });
  expect(answer).toMatchObject({ status: 404, body: { detail: "This registry takes no reports over HTTP" } });
});

test("no other spelling of the path leads around the gate", async () => {
  for (const path of ["/internal/ledger/", "/INTERNAL/ledger", "/internal//ledger", "/internal/%6cedger"]) {
    const response = await fetch(`${api.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([path, response.status >= 400]).toEqual([path, true]);
    expect([path, await response.text()]).not.toEqual([path, expect.stringContaining("LedgerParentScored")]);
  }
});

test("an unknown call and a call with a wrong field are refused by place", async () => {
  const unknown = await api.call("LedgerCall", { body: { call: "LedgerEverything" } });
  expect(unknown).toMatchObject({ status: 400 });
  const wrong = await api.call("LedgerCall", { body: { ...body, colour: "red" } as never });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: "body/colour" }] } });
});

test("refusals are logged with their reason, and the secret never is", async () => {
  await send({ secret: "a secret that is not the right one" });
  const lines = api.logged.filter((line) => line["msg"] === "a report of the ingest function was refused");
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.at(-1)).toMatchObject({ status: 403, reason: expect.stringContaining("signature is wrong") });
  expect(JSON.stringify(api.logged)).not.toContain(CALLBACK_SECRET);
});

test("an answer that is 503 while the nonces cannot be kept says when to come back", async () => {
  const away = { use: () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" })) };
  await using failing = await anApi({ callback: { nonces: away } });
  const answer = await failing.call("LedgerCall", { body });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});
