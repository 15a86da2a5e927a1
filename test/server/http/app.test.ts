import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { anApi, type TestApi } from "../../support/api/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const create = (sent: Record<string, unknown>) =>
  api.call("ArtifactCreate", { path: { artifact_type: "model" }, ...sent });

test("liveness is answered without a token", async () => {
  expect(await api.call.as(null)("Health")).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("the contract is served as it is", async () => {
  expect(await api.call.as(null)("Contract")).toMatchObject({ status: 200, body: "openapi: 3.0.3\n" });
});

test("malformed JSON is a 400 that names the body", async () => {
  for (const rawBody of ["{", '{"url":', "\u0000", '{"url":"x"}}']) {
    expect(await create({ rawBody })).toMatchObject({ status: 400, body: { errors: [{ path: "body" }] } });
  }
  expect(await api.call("Authenticate", { rawBody: "{" })).toMatchObject({ status: 400 });
});

test("a missing body is a 400 that says so", async () => {
  expect(await create({})).toMatchObject({ status: 400, body: { detail: "body: is missing" } });
});

test("a body of another media type is a 415 that names the right one", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml"]) {
    const answer = await create({ rawBody: '{"url":"x"}', headers: { "Content-Type": type } });
    expect(answer).toMatchObject({ status: 415, body: { detail: expect.stringContaining("application/json") } });
  }
  const signIn = await api.call("Authenticate", { rawBody: "x", headers: { "Content-Type": "text/plain" } });
  expect(signIn.status).toBe(415);
});

test("a body over the limit is a 413, however it is announced", async () => {
  const rawBody = JSON.stringify({ url: "x".repeat(100_000) });
  expect(await create({ rawBody })).toMatchObject({ status: 413, body: { detail: expect.stringContaining("65536") } });
  expect(await api.call("Authenticate", { rawBody })).toMatchObject({ status: 413 });
});

test("an unknown path is 404 and a wrong method 405 with the methods that are allowed", async () => {
  const unknown = await fetch(`${api.url}/nowhere`);
  expect([unknown.status, await unknown.json()]).toEqual([404, { detail: "There is nothing at /nowhere" }]);
  const wrong = await fetch(`${api.url}/artifacts/model/1`, { method: "PATCH" });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "DELETE, GET, HEAD, PUT"]);
  const known = await fetch(`${api.url}/authenticate`);
  expect([known.status, known.headers.get("allow")]).toEqual([405, "DELETE, PUT"]);
});

test("HEAD answers like GET without a body", async () => {
  const answer = await fetch(`${api.url}/health`, { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});

test("a broken percent-encoding in the path is a bad request", async () => {
  const raw = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(api.url).port), "127.0.0.1", () => {
      socket.end("GET /artifacts/model/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
  expect(raw).toMatch(/^HTTP\/1\.1 400 /);
});

test("an unknown query parameter is refused by name", async () => {
  const answer = await api.call("ArtifactDownload", {
    path: { artifact_type: "model", id: 1 },
    query: { component: "config", colour: "red" },
  });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "query/colour" }] } });
});

test("every request has an id, its own when it is well-formed, in the answer and in the log", async () => {
  const given = await fetch(`${api.url}/health`, { headers: { "X-Request-Id": "request-12345678" } });
  expect(given.headers.get("x-request-id")).toBe("request-12345678");
  const made = await fetch(`${api.url}/health`, { headers: { "X-Request-Id": "no spaces allowed" } });
  expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  await expect.poll(() => api.logged.some((line) => line["correlation_id"] === "request-12345678")).toBe(true);
});

/** What each operation with a body is sent to reach its handler; every other one with a body gets a link. */
const bodies: Partial<Record<OperationId, unknown>> = {
  AccountCreate: { name: "a", role: "reader", password: "a long password" },
  AccountPassword: { current: "a", new: "a long password" },
  AccountUpdate: { role: "reader" },
  Authenticate: { user: { name: "a" }, secret: { password: "b" } },
  RatingsRerate: { dry_run: true },
  TokenCreate: { name: "a" },
  ArtifactsList: [{ name: "*" }],
  ArtifactByRegEx: { regex: "a" },
  ArtifactSearch: {},
  ArtifactCounts: {},
  LedgerCall: { call: "LedgerParentScore", repository: "a/b" },
  LicenseCheck: { github_url: "https://github.com/a/b" },
};

/** Operations that answer from what the server knows, and so cannot fail. */
const CONSTANT: ReadonlySet<string> = new Set(["Health", "Root", "Tracks", "AccountOwn"]);

test("an unexpected fault of any operation is a 500 with a reference into the log and nothing of the cause", async () => {
  const broken = new Proxy({}, { get: () => () => Promise.reject(new Error("the cause is secret")) }) as never;
  await using failing = await anApi({
    deps: () => ({
      artifacts: broken,
      auditLog: broken,
      accounts: broken,
      credentials: broken,
      personalTokens: broken,
      removal: broken,
      ratings: broken,
      catalogue: broken,
      artifactSearch: broken,
      search: broken,
      openLedger: () => broken,
      endedIngests: () => Promise.reject(new Error("the cause is secret")),
      garbage: () => Promise.reject(new Error("the cause is secret")),
      readiness: () => Promise.reject(new Error("the cause is secret")),
      components: () => Promise.reject(new Error("the cause is secret")),
      metrics: { shown: "everywhere", render: () => Promise.reject(new Error("the cause is secret")) },
      documentation: () => Promise.reject(new Error("the cause is secret")),
      contract: () => Promise.reject(new Error("the cause is secret")),
    }),
  });
  for (const id of operationIds.filter((one) => !CONSTANT.has(one))) {
    const sent = {
      path: { artifact_type: "model", id: 1, name: "a", file: "swagger-ui.css" },
      ...(operationTable[id].method === "get" ? {} : { body: bodies[id] ?? { url: "hf.co/a/b" } }),
    };
    const answer = await failing.call(id, sent as never);
    expect([id, answer.status]).toEqual([id, 500]);
    const { reference, detail } = answer.body as { reference: string; detail: string };
    expect(detail).not.toContain("secret");
    expect(
      failing.logged.some((line) => line["reference"] === reference && JSON.stringify(line).includes("secret")),
    ).toBe(true);
  }
});

test("no token and no password reaches the log", async () => {
  const password = "a-password-that-must-not-be-logged";
  await api.call("Authenticate", { body: { user: { name: "x" }, secret: { password } } });
  await api.call.as("bearer token-that-must-not-be-logged")("ArtifactRetrieve", {
    path: { artifact_type: "model", id: 1 },
  });
  expect(JSON.stringify(api.logged)).not.toContain("must-not-be-logged");
});
