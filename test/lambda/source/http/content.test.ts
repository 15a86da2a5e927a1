import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Log } from "../../../../lambda/ports.ts";
import { hubClient } from "../../../../lambda/source/http/client.ts";
import { sourceHttp } from "../../../../lambda/source/http/content.ts";
import { localQuota } from "../../../../lambda/source/http/quota.ts";
import { failureOf } from "../../../support/transfer/transfer-world.ts";
import { quickClock, type Scripted, scriptedSend, silentLog } from "../../facts/fake-http.ts";

const endpoint = new URL("https://hub.test");
const request = { url: new URL("https://hub.test/api/models/a/b"), subject: { repository: "a/b" } };

/** The policy for content over scripted answers, with a clock whose pauses pass at once. */
function scripted(answers: readonly Scripted[], settings: { remaining?: number; maxWaitMs?: number; log?: Log } = {}) {
  const { send, asked } = scriptedSend(answers);
  const clock = quickClock();
  const client = hubClient({ endpoints: [{ url: endpoint, token: null }], send });
  const { remaining = Number.POSITIVE_INFINITY, log = silentLog, ...rest } = settings;
  const http = sourceHttp({ client, quota: localQuota(clock.now), clock, log, random: () => 0, ...rest });
  const said: (string | null)[] = [];
  const call = {
    signal: new AbortController().signal,
    say: (text: string | null) => void said.push(text),
    remaining: () => remaining,
  };
  const started = clock.now();
  return { asked, said, waited: () => clock.now() - started, json: () => http.json(request, call) };
}

const fine: Scripted = { body: '{"ok": true}' };

describe("a source that refuses for lack of quota", () => {
  test("is waited for as long as it asks, and the wait is reported", async () => {
    const world = scripted([{ status: 429, headers: { "retry-after": "7" } }, fine]);
    expect((await world.json()).value).toEqual({ ok: true });
    expect(world.waited()).toBe(7_000);
    expect(world.said).toEqual(["waiting 7 s for the source's quota", null]);
  });

  test.each([
    ["the wording of today", "You have exceeded a secondary rate limit. Please wait a few minutes."],
    ["the older wording", "You have triggered an abuse detection mechanism. Please wait a few minutes."],
  ])("in a 403 with %s and no Retry-After is waited for a minute at least", async (_, message) => {
    const headers = { "x-ratelimit-remaining": "4987", "x-ratelimit-reset": "1750003600" };
    const world = scripted([{ status: 403, headers, body: JSON.stringify({ message }) }, fine]);
    await world.json();
    expect(world.waited()).toBeGreaterThanOrEqual(60_000);
    expect(world.asked.length).toBe(2);
  });

  test("differs from one that denies access", async () => {
    const world = scripted([{ status: 403, body: '{"message":"Resource not accessible by integration"}' }]);
    expect((await failureOf(world.json())).code).toBe("source_gated");
    expect(world.asked.length).toBe(1);
  });

  test("fails when the wait would exceed the remaining time", async () => {
    const world = scripted([{ status: 429, headers: { "retry-after": "30" } }], { remaining: 29_000 });
    expect(await failureOf(world.json())).toEqual({
      code: "source_rate_limited",
      detail: "hub.test asks to wait 30 s for its quota",
    });
    expect(world.waited()).toBe(0);
  });

  test("fails when all waits together would exceed the limit", async () => {
    const world = scripted([{ status: 429, headers: { "retry-after": "100" } }], { maxWaitMs: 250_000 });
    expect((await failureOf(world.json())).code).toBe("source_rate_limited");
    expect(world.waited()).toBe(200_000);
  });

  test("is logged once for each wait, however many requests are refused", async () => {
    const lines: string[] = [];
    const log = { ...silentLog, warn: (message: string) => void lines.push(message) };
    const world = scripted([{ status: 429 }, { status: 429 }, { status: 429 }, fine], { log });
    await Promise.all([world.json(), world.json(), world.json()]);
    expect(lines).toEqual(["source refused for lack of quota"]);
  });

  test("receives a bounded number of requests, whatever its Retry-After says", async () => {
    const odd = fc.oneof(
      fc.constantFrom("0", "-1", "0.5", "0.001", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", "", "1e-9"),
      fc.double({ max: 1, noNaN: true }).map(String),
      fc.string({ maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom(429, 403), async (value, status) => {
        const headers = { "retry-after": value };
        const world = scripted([{ status, headers }], { maxWaitMs: Number.POSITIVE_INFINITY });
        expect((await failureOf(world.json())).code).toBe("source_rate_limited");
        expect(world.asked.length).toBeLessThanOrEqual(6);
        expect(world.waited()).toBeGreaterThanOrEqual(1_000 * (world.asked.length - 1));
        expect(world.said.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a response with an encoding that was not requested", () => {
  test("is decoded when it is complete", async () => {
    const world = scripted([{ body: gzipSync('{"ok": true}'), headers: { "content-encoding": "gzip" } }]);
    expect((await world.json()).value).toEqual({ ok: true });
  });

  test("fails as a broken transfer when it cannot be decoded", async () => {
    const world = scripted([{ body: "no gzip", headers: { "content-encoding": "gzip" } }]);
    expect((await failureOf(world.json())).code).toBe("source_unavailable");
  });
});

test("a name that resolves to a private address is refused when the connection is made", async () => {
  const clock = quickClock();
  const client = hubClient({
    endpoints: [{ url: endpoint, token: null }],
    trustedHosts: ["files.test"],
    resolve: async () => [{ address: "169.254.169.254", family: 4 }],
  });
  const http = sourceHttp({ client, quota: localQuota(clock.now), clock, log: silentLog, random: () => 0, tries: 1 });
  const call = { signal: new AbortController().signal };
  for (const host of ["hub.test", "files.test"]) {
    const url = new URL(`https://${host}/x`);
    expect(await failureOf(http.send({ url, subject: { repository: "a/b" } }, call))).toEqual({
      code: "source_untrusted",
      detail: `${host} resolves to an internal address, which is not allowed`,
    });
  }
  await client.close();
});
