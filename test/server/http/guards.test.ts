import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operationIds, operationTable } from "../../../generated/operations.ts";
import { ADMIN, anApi, type TestApi } from "../../support/api/api.ts";
import { anAccountOf } from "../../support/api/members.ts";
import { aPosted } from "../../support/artifacts/artifacts.ts";

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const ANYWHERE = { path: { artifact_type: "model", id: 1, name: "nobody", file: "setup.js" } } as never;
/** Operations that no limit of requests concerns: those of monitors, and the signed reports of the function. */
const UNLIMITED: readonly OperationId[] = ["Health", "Readiness", "Metrics", "LedgerCall"];
const limited = operationIds.filter((id) => !UNLIMITED.includes(id));

test("sets the security headers and no-store on every answer, refusals and faults included", async () => {
  for (const [path, method] of [
    ["/health", "GET"],
    ["/nowhere", "GET"],
    ["/artifact/model", "DELETE"],
    ["/artifacts/model/1", "GET"],
    ["/authenticate", "PUT"],
    ["/%ff", "GET"],
  ] as const) {
    const { headers } = await fetch(`${api.url}${path}`, { method });
    expect([path, headers.get("x-content-type-options"), headers.get("referrer-policy")]).toEqual([
      path,
      "nosniff",
      "no-referrer",
    ]);
    expect(headers.get("content-security-policy")).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("https is asked for when the operator says so", async () => {
  await using strict = await anApi({ guards: { hstsSeconds: 31_536_000 } });
  const { headers } = await fetch(`${strict.url}/health`);
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
});

test("allows cross-origin requests, with their preflight, from configured origins only", async () => {
  await using open = await anApi({ guards: { corsOrigins: ["https://app.example.com"] } });
  const ask = (origin: string) =>
    fetch(`${open.url}/artifact/model`, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
      },
    });
  const allowed = await ask("https://app.example.com");
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
  expect((await ask("https://evil.example.com")).headers.get("access-control-allow-origin")).toBeNull();
});

/** The status of a request whose Host header is chosen, which fetch does not allow. */
function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}/health/components`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once("error", reject)
      .end();
  });
}

test("refuses requests with a foreign Host or Origin where sign-in is disabled", async () => {
  await using open = await anApi({ guards: { loopbackOnly: true }, identify: async () => null });
  const { port } = new URL(open.url);
  for (const host of ["rebound.example.com", `rebound.example.com:${port}`, "127.0.0.1.example.com", ""])
    expect([host, await statusOf(open.url, { Host: host, "X-Request-Id": "a-request-id" })]).toEqual([host, 403]);
  const answer = await fetch(`${open.url}/health`, { headers: { Origin: "https://evil.example.com" } });
  expect([answer.status, await answer.json()]).toEqual([403, { detail: expect.stringContaining("loopback") }]);
  expect((await fetch(`${open.url}/health`, { headers: { Origin: `http://localhost:${port}` } })).status).toBe(200);
  expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
});

test("an encoded NUL in an address is a 400, also of operations that take no parameter", async () => {
  await using api = await anApi();
  for (const id of ["Contract", "Documentation", "Health", "Metrics", "Readiness", "Root", "Tracks"] as const) {
    const answer = await api.call(id, { query: { x: "\0" } });
    expect([id, answer]).toMatchObject([id, { status: 400, body: { errors: [{ path: "request" }] } }]);
  }
});

test("a browser is sent from the root to the documentation where there is no web page", async () => {
  await using api = await anApi();
  const answer = await api.call("Root", { headers: { Accept: "text/html,*/*;q=0.8" } });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/docs"]);
});

test("answers 429 with the time to wait at every limited operation once the address has used up its requests", async () => {
  await using narrow = await anApi({ rates: { perAddress: 1 } });
  expect((await narrow.call("Contract")).status).toBe(200);
  for (const id of limited) {
    const answer = (await narrow.call(id, ANYWHERE)) as { status: number; headers: Headers };
    expect([id, answer.status]).toEqual([id, 429]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect([answer.headers.get("ratelimit-limit"), answer.headers.get("ratelimit-remaining")]).toEqual(["1", "0"]);
  }
  for (const id of ["Health", "Readiness", "Metrics"] as const) expect((await narrow.call(id)).status).toBe(200);
});

test("a token that has used its requests up waits while others of the same address go on", async () => {
  await using narrow = await anApi({ rates: { perToken: 3 } });
  const read = () => narrow.call("TokenList");
  const left: (string | null)[] = [];
  for (let n = 0; n < 3; n++) left.push((await read()).headers.get("ratelimit-remaining"));
  expect(left).toEqual(["2", "1", "0"]);
  const refused = await read();
  expect(refused).toMatchObject({ status: 429, body: { detail: expect.stringContaining("from this token") } });
  const other = await narrow.call.as(null)("Authenticate", {
    body: { user: { name: ADMIN.name }, secret: { password: ADMIN.password } },
  });
  expect(other.status).toBe(200);
  expect((await narrow.call.as(other.status === 200 ? other.body : null)("TokenList")).status).toBe(200);
});

test("an account that has posted as many links as it may in an hour gets 429 for posts and updates alone", async () => {
  await using narrow = await anApi({ rates: { postsPerHour: 2 } });
  const id = await aPosted(narrow);
  await aPosted(narrow);
  const path = { artifact_type: "model" as const };
  const post = await narrow.call("ArtifactCreate", { path, body: { url: "https://huggingface.co/acme/one-more" } });
  expect(post).toMatchObject({ status: 429, body: { detail: expect.stringContaining("limit of posts per hour") } });
  expect((await narrow.call("ArtifactRetrieve", { path: { ...path, id } })).status).toBe(200);
  const other = await anAccountOf(narrow, "publisher");
  expect((await other("ArtifactCreate", { path, body: { url: "https://huggingface.co/acme/others" } })).status).toBe(
    202,
  );
});

test("counters in the database are shared by two servers on it", async () => {
  await using shared = await anApi({ rates: { store: "postgres", perAddress: 2 } });
  expect([(await shared.call("Contract")).status, (await shared.call("Contract")).status]).toEqual([200, 200]);
  expect((await shared.call("Contract")).status).toBe(429);
});

test("uses the forwarded address only behind a trusted proxy", async () => {
  const ask = (url: string, forwarded: string) =>
    fetch(`${url}/openapi.yaml`, { headers: { "X-Forwarded-For": forwarded } });
  await using plain = await anApi({ rates: { perAddress: 1 } });
  expect([(await ask(plain.url, "192.0.2.1")).status, (await ask(plain.url, "192.0.2.2")).status]).toEqual([200, 429]);
  await using trusting = await anApi({ rates: { perAddress: 1 }, trustProxy: ["127.0.0.1"] });
  const statuses = [];
  for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.1"])
    statuses.push((await ask(trusting.url, address)).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test("no operation is secured without being limited", () => {
  expect(
    operationIds.filter((id) => operationTable[id].secured && !limited.includes(id) && id !== "LedgerCall"),
  ).toEqual([]);
});
