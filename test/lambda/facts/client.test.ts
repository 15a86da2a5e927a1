import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { answerCache } from "../../../lambda/facts/client.ts";
import { fileText } from "../../../lambda/facts/huggingface/hub.ts";
import { codedError, type Scripted, scriptedClient } from "./fake-http.ts";

const options = { what: "the thing", maxBytes: 100 };

async function read(answers: readonly Scripted[], more: Parameters<typeof scriptedClient>[1] = {}) {
  const { client, asked } = scriptedClient(answers, more);
  return { fact: await client.text("/api/x", options), asked };
}

describe("a small read from a source", () => {
  test.each([
    [404, "absent"],
    [410, "absent"],
    [204, "absent"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [451, "forbidden"],
    [429, "rate_limited"],
    [500, "server_error"],
    [503, "server_error"],
    [400, "malformed"],
  ])("that is answered with %i is %s", async (status, means) => {
    const { fact } = await read([{ status, body: "no" }]);
    expect(fact.known === "unknown" ? fact.why : fact.known).toBe(means);
  });

  test.each([
    ["ENOTFOUND", "offline"],
    ["ECONNREFUSED", "offline"],
    ["UND_ERR_SOCKET", "offline"],
    ["UND_ERR_HEADERS_TIMEOUT", "timed_out"],
    ["CERT_HAS_EXPIRED", "offline"],
    ["EADDRREFUSED", "forbidden"],
  ])("that breaks with %s is unknown for the reason %s", async (code, why) => {
    const { fact } = await read([{ error: codedError(code) }]);
    expect(fact).toMatchObject({ known: "unknown", why });
  });

  test("is repeated once after a transient fault and then gives the value", async () => {
    const { fact, asked } = await read([{ status: 503 }, { body: "fine" }]);
    expect(fact).toEqual({ known: "value", value: { text: "fine", link: null } });
    expect(asked).toHaveLength(2);
  });

  test("is not repeated a second time, nor after a lasting refusal", async () => {
    expect((await read([{ status: 500 }])).asked).toHaveLength(2);
    expect((await read([{ status: 403 }])).asked).toHaveLength(1);
    expect((await read([{ status: 404 }])).asked).toHaveLength(1);
  });

  test("that gets no answer within its time is unknown because it timed out", async () => {
    const { fact } = await read([{ silent: true }], { limits: { sourceMs: 60, attemptMs: 20 } });
    expect(fact).toMatchObject({ known: "unknown", why: "timed_out", retryable: true });
  });

  test("over its size limit is unknown and not repeated", async () => {
    const { fact, asked } = await read([{ body: "x".repeat(101) }]);
    expect(fact).toMatchObject({ known: "unknown", why: "too_large" });
    expect(asked).toHaveLength(1);
  });

  test("rejects with the caller's reason when the caller aborts", async () => {
    const controller = new AbortController();
    const { client } = scriptedClient([{ silent: true }], { signal: controller.signal });
    const reading = client.text("/api/x", options);
    controller.abort(new Error("lease lost"));
    await expect(reading).rejects.toThrow("lease lost");
  });

  test("throws a bug instead of reporting it as an outage", async () => {
    const { client } = scriptedClient([{ error: new TypeError("undefined is not a function") }]);
    await expect(client.text("/api/x", options)).rejects.toThrow(TypeError);
  });

  test("that promised JSON and holds something else is unknown as malformed", async () => {
    const { client } = scriptedClient([{ body: "<html>" }]);
    expect(await client.json("/api/x", { what: "the thing" })).toMatchObject({ why: "malformed" });
  });
});

describe("the quota of a source in a read", () => {
  test("that is used up stops further reads without a request and says when it resets", async () => {
    const reset = Math.floor(1_750_000_000_000 / 1000) + 600;
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
    const { client, asked } = scriptedClient([{ status: 403, headers }]);
    const first = await client.text("/api/x", options);
    const second = await client.text("/api/y", options);
    expect(first).toMatchObject({ why: "rate_limited", retryable: true });
    expect(second).toMatchObject({
      why: "rate_limited",
      detail: expect.stringContaining("resets at 2025-06-15T15:16"),
    });
    expect(asked).toHaveLength(1);
  });

  test("is recognised in the text of a secondary limit", async () => {
    const { fact } = await read([{ status: 403, body: '{"message":"You have exceeded a secondary rate limit"}' }]);
    expect(fact).toMatchObject({ why: "rate_limited" });
  });

  test("that is nearly used up is left to reads that matter more", async () => {
    const headers = { "x-ratelimit-remaining": "3", "x-ratelimit-reset": "1750009999" };
    const { client, asked } = scriptedClient([{ headers }]);
    await client.text("/api/x", options);
    expect(await client.text("/api/y", { ...options, optional: true })).toMatchObject({ why: "rate_limited" });
    expect(await client.text("/api/z", options)).toMatchObject({ known: "value" });
    expect(asked).toHaveLength(2);
  });
});

describe("where a read goes", () => {
  const hops = async (location: string, then: Scripted = { body: "there" }) =>
    read([{ status: 307, headers: { location } }, then]);

  test("follows a redirect on the same host with the token, below the path of the endpoint", async () => {
    const { fact, asked } = await hops("/elsewhere");
    expect(fact).toMatchObject({ known: "value", value: { text: "there" } });
    expect(asked.map(({ url }) => url.href)).toEqual(["https://hub.test/base/api/x", "https://hub.test/elsewhere"]);
    expect(asked.map(({ headers }) => headers["authorization"])).toEqual(["Bearer secret", "Bearer secret"]);
  });

  test("sends no token to another port or to a trusted host", async () => {
    for (const location of ["https://hub.test:444/x", "https://cdn.hf.co/x"]) {
      const { asked } = await hops(location);
      expect(asked[1]?.url.href).toBe(location);
      expect(asked[1]?.headers).not.toHaveProperty("authorization");
    }
  });

  test.each(["https://evil.test/", "http://hub.test/", "https://127.0.0.1/", "https://169.254.169.254/latest"])(
    "never follows a redirect to %s",
    async (location) => {
      const { fact, asked } = await hops(location);
      expect(fact).toMatchObject({ known: "unknown", why: "forbidden" });
      expect(asked).toHaveLength(1);
    },
  );

  test("gives up on redirects without end", async () => {
    const { fact, asked } = await read([{ status: 302, headers: { location: "/again" } }]);
    expect(fact).toMatchObject({ why: "malformed" });
    expect(asked.length).toBeLessThan(8);
  });
});

describe("an answer with an ETag", () => {
  test("is requested conditionally and reused when it has not changed", async () => {
    const { client, asked } = scriptedClient([
      { body: "first", headers: { etag: '"1"' } },
      { status: 304, body: "" },
    ]);
    await client.text("/api/x", options);
    expect(await client.text("/api/x", options)).toMatchObject({ value: { text: "first" } });
    expect(asked[1]?.headers["if-none-match"]).toBe('"1"');
  });

  test("is replaced when it changed", async () => {
    const { client } = scriptedClient([
      { body: "first", headers: { etag: '"1"' } },
      { body: "second", headers: { etag: '"2"' } },
      { status: 304, body: "" },
    ]);
    for (const text of ["first", "second", "second"])
      expect(await client.text("/api/x", options)).toMatchObject({ value: { text } });
  });

  test("is not kept when its JSON is truncated, and is requested without a condition", async () => {
    const headers = { etag: '"1"' };
    const { client, asked } = scriptedClient([
      { body: '{"a": [1, 2', headers },
      { body: '{"a": [1, 2]}', headers },
    ]);
    const thing = { what: "the thing" };
    expect(await client.json("/api/x", thing)).toMatchObject({ known: "unknown", why: "malformed" });
    expect(await client.json("/api/x", thing)).toMatchObject({ value: { json: { a: [1, 2] } } });
    expect(asked.map(({ headers: sent }) => sent["if-none-match"])).toEqual([undefined, undefined]);
  });

  test("is not kept when it is shorter than listed, and is requested again", async () => {
    const headers = { etag: '"1"' };
    const { client, asked } = scriptedClient([
      { body: "# Rea", headers },
      { body: "# Read me", headers },
    ]);
    const file = { kind: "model", repository: "a/b", commit: "c", path: "README.md", bytes: 9 } as const;
    expect(await fileText(client, file, 100)).toEqual({ known: "value", value: "# Read me" });
    expect(asked.map(({ headers: sent }) => sent["if-none-match"])).toEqual([undefined, undefined]);
  });

  test("is reused when it has not changed, even if it was not UTF-8 and its length differs now", async () => {
    const { client } = scriptedClient([
      { body: Buffer.from("caf\u00e9", "latin1"), headers: { etag: '"1"' } },
      { status: 304, body: "" },
    ]);
    const file = { kind: "model", repository: "a/b", commit: "c", path: "README.md", bytes: 4 } as const;
    const read = { known: "value", value: "caf\ufffd" };
    expect([await fileText(client, file, 100), await fileText(client, file, 100)]).toEqual([read, read]);
  });
});

describe("the cache of answers", () => {
  const answer = (body: string) => ({ etag: '"1"', body });

  test("forgets the least recently used answers when it is full", () => {
    const cache = answerCache(100);
    for (const url of ["a", "b", "c"]) cache.set(url, answer("x".repeat(20)));
    cache.get("a");
    for (const url of ["d", "e"]) cache.set(url, answer("x".repeat(20)));
    expect(["a", "b", "e"].map((url) => cache.has(url))).toEqual([true, false, true]);
  });

  test("does not keep an answer that would push out most others, nor the old one in its place", () => {
    const cache = answerCache(100);
    cache.set("a", answer("small"));
    cache.set("a", answer("x".repeat(90)));
    expect(cache.get("a")).toBeUndefined();
  });
});

describe("a body with an encoding that was not requested", () => {
  test.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("is decoded from %s", async (encoding, pack) => {
    const { fact } = await read([{ body: pack("fine"), headers: { "content-encoding": encoding } }]);
    expect(fact).toMatchObject({ known: "value", value: { text: "fine" } });
  });

  test("is unknown when it cannot be decoded, or decodes to more than the limit", async () => {
    const headers = { "content-encoding": "gzip" };
    expect((await read([{ body: "plain", headers }])).fact).toMatchObject({ known: "unknown", why: "malformed" });
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    expect((await read([{ body: bomb, headers }])).fact).toMatchObject({ known: "unknown", why: "too_large" });
  });
});
