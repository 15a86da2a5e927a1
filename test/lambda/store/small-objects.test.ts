import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { Agent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../lambda/store/compose.ts";
import { crc32ToHeader } from "../../../lambda/store/crc32.ts";
import { directPut, keepingRecent } from "../../../lambda/store/small-objects.ts";
import { MemoryStore } from "../../support/transfer/memory-store.ts";
import { aStore } from "../../support/transfer/transfer-world.ts";

const WISH = { onlyIfAbsent: false, contentType: "application/octet-stream", signal: undefined };
const BODY = Buffer.from("content");

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Answer = (response: ServerResponse, count: number) => void;

const HOUR = 3_600_000;

/** A store of which only the answers matter, and what came to it. Only where it never answers does a time limit end it. */
async function answering(answer: Answer, host = "127.0.0.1", limitMs = HOUR) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    seen.push({ method, url, headers, body: String(await buffer(request)) });
    answer(response, seen.length);
  });
  server.listen(0, host);
  await once(server, "listening");
  const credentials = { accessKeyId: "KEY", secretAccessKey: "secret", sessionToken: "token of a role" };
  const endpoint = `http://${host}:${(server.address() as AddressInfo).port}`;
  const timeouts = { connect: HOUR, answer: limitMs, idle: limitMs };
  const { store, client, close } = openStore({
    bucket: "tank",
    region: "eu-west-1",
    endpoint,
    credentials,
    timeouts,
    tries: 2,
  });
  const dispatcher = new Agent({ connect: { timeout: HOUR }, headersTimeout: limitMs, bodyTimeout: limitMs });
  onTestFinished(async () => {
    await close();
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
  });
  const direct = directPut({ client, bucket: "tank", dispatcher });
  return { seen, direct, store };
}

const stored = (response: ServerResponse) => response.writeHead(200, { etag: '"e"' }).end();

describe("a direct put", () => {
  test("makes the object that the SDK would have made, with one request", async () => {
    const { s3, client, store } = await aStore();
    const { etag, created } = await store.put("a/b", BODY, { contentType: "text/plain", onlyIfAbsent: true });
    expect(created).toBe(true);
    expect(Object.fromEntries(s3.requests)).toEqual({ PutObject: 1 });
    const found = await client.send(new GetObjectCommand({ Bucket: "tank", Key: "a/b", ChecksumMode: "ENABLED" }));
    expect(found).toMatchObject({ ETag: etag, ContentType: "text/plain", ChecksumCRC32: crc32ToHeader(crc32(BODY)) });
    expect(await found.Body?.transformToString()).toBe("content");
  });

  test.each([
    "plain",
    "two words",
    "ümlaut",
    "emoji 🚀",
    "sharp#mark",
    "100%",
    "(it's)!*",
    "plus+and=and&",
    "a//b",
    "~",
  ])("signs the key %j as the store reads it", async (key) => {
    const { s3, store } = await aStore();
    await store.put(key, BODY);
    expect(String(await buffer(await store.get(key)))).toBe("content");
    expect(s3.requests.get("PutObject")).toBe(1);
  });

  test("makes an empty object of an empty body", async () => {
    const { s3, store } = await aStore();
    await store.put("empty", Buffer.alloc(0));
    expect(await store.head("empty")).toMatchObject({ bytes: 0, crc32: 0 });
    expect(s3.requests.get("PutObject")).toBe(1);
  });

  test("carries the token of temporary credentials inside the signature, and no secret", async () => {
    const { direct, seen } = await answering(stored);
    expect(await direct("key", BODY, WISH)).toBe('"e"');
    const [request] = seen;
    expect(request).toMatchObject({ method: "PUT", url: "/tank/key", body: "content" });
    expect(request?.headers["x-amz-security-token"]).toBe("token of a role");
    expect(request?.headers.authorization).toMatch(
      /\/eu-west-1\/s3\/aws4_request, SignedHeaders=.*x-amz-security-token/,
    );
    expect(JSON.stringify(request)).not.toContain('secret"');
  });

  test("signs the body where someone on the way could change it", async () => {
    const sha256 = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
    const inside = await answering(stored);
    await inside.direct("key", BODY, WISH);
    expect(inside.seen[0]?.headers["x-amz-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
    // Another address of this machine, which the store cannot tell from one elsewhere.
    const outside = await answering(stored, "127.0.0.2");
    await outside.direct("key", BODY, WISH);
    expect(outside.seen[0]?.headers["x-amz-content-sha256"]).toBe(sha256);
  });

  test.each([
    ["refuses", (response: ServerResponse) => response.writeHead(503).end()],
    ["answers without an ETag", (response: ServerResponse) => response.writeHead(200).end()],
    ["redirects", (response: ServerResponse) => response.writeHead(307, { location: "/elsewhere" }).end()],
    ["breaks the connection", (response: ServerResponse) => response.destroy()],
    ["never answers", () => {}, 300],
  ])("returns null and does not retry when the store %s", async (_, answer, limitMs = HOUR) => {
    const { direct, seen } = await answering(answer, "127.0.0.1", limitMs);
    expect(await direct("key", BODY, WISH)).toBeNull();
    await expect.poll(() => seen).toHaveLength(1);
  });

  test("rejects with the caller's reason when the caller aborts", async () => {
    const { direct } = await answering(() => {});
    const stop = new AbortController();
    const attempt = direct("key", BODY, { ...WISH, signal: stop.signal });
    stop.abort(new Error("lease lost"));
    await expect(attempt).rejects.toThrow("lease lost");
  });
});

describe("a put whose direct try did not succeed", () => {
  test("is repeated by the SDK, with its retries", async () => {
    const { store, seen } = await answering((response, count) =>
      count < 3 ? response.writeHead(503).end() : stored(response),
    );
    expect(await store.put("key", BODY)).toEqual({ etag: '"e"', created: true });
    expect(seen.map(({ method, url, body }) => [method, url.replace(/\?.*/, ""), body])).toEqual(
      Array.from({ length: 3 }, () => ["PUT", "/tank/key", "content"]),
    );
  });

  test("finds the object that the lost response was about", async () => {
    const { store } = await answering((response, count) => {
      if (count === 1) response.destroy();
      else if (count === 2) response.writeHead(412).end();
      else response.writeHead(200, { etag: '"first"', "content-length": "7" }).end();
    });
    expect(await store.put("key", BODY, { onlyIfAbsent: true })).toEqual({ etag: '"first"', created: false });
  });
});

const read = async (store: ReturnType<typeof keepingRecent>, key: string, range?: { start: number; end: number }) =>
  buffer(await store.get(key, range === undefined ? {} : { range }));

test("keepingRecent reads a small object that was just put without a request", async () => {
  const inner = new MemoryStore();
  const store = keepingRecent(inner);
  const body = Buffer.from("content");
  const { etag } = await store.put("blobs/sha256/a", body);
  const asked = inner.calls.length;
  expect(await read(store, "blobs/sha256/a")).toEqual(body);
  expect(await read(store, "blobs/sha256/a", { start: 1, end: 3 })).toEqual(Buffer.from("ont"));
  expect(await store.head("blobs/sha256/a")).toEqual({ bytes: 7, etag, crc32: crc32(body) });
  expect(inner.calls.length).toBe(asked);
});

test("keepingRecent keeps a copy: the caller may reuse its buffer", async () => {
  const store = keepingRecent(new MemoryStore());
  const body = Buffer.from("first");
  await store.put("blobs/sha256/a", body);
  body.fill("x");
  expect(String(await read(store, "blobs/sha256/a"))).toBe("first");
});

test("keepingRecent answers like the store below it, whatever is put and deleted, within its bound of memory", async () => {
  const step = fc.record({
    key: fc.constantFrom(..."abcd".split("").map((name) => `blobs/sha256/${name}`)),
    bytes: fc.integer({ min: 0, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const inner = new MemoryStore();
      const store = keepingRecent(inner, { maxBytes: 50, maxObjectBytes: 30 });
      for (const { key, bytes } of steps) {
        if (bytes === 0) await store.delete([key]);
        // Content follows from the key, as it does for blobs.
        else if ((await inner.head(key)) === null) await store.put(key, Buffer.alloc(bytes, key));
        const expected = await inner.head(key);
        expect(await store.head(key)).toEqual(expected);
        if (expected !== null) expect((await read(store, key)).length).toBe(expected.bytes);
      }
    }),
    { numRuns: 60 },
  );
});
