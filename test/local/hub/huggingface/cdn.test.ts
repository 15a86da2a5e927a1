import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contentOf, slice } from "../../../../local/hub/content.ts";
import { type LocalHub, startHub } from "../../../../local/hub.ts";
import { ask } from "../with-hub.ts";

const BYTES = 300_000;
const content = { bytes: BYTES, seed: 3 };
const whole = slice(contentOf(content));

let hub: LocalHub;
let clock = Date.parse("2026-01-02T03:04:05Z");
let link: string;
beforeAll(async () => {
  const repository = { kind: "model", id: "acme/tiny", files: [{ path: "w.bin", content }] } as const;
  hub = await startHub({ repositories: [repository], signedUrlSeconds: 60, now: () => new Date(clock) });
});
afterAll(() => hub.close());
beforeEach(async () => {
  link = String((await ask(`${hub.endpoint}/acme/tiny/resolve/main/w.bin`)).headers.location);
});

const ranged = (range: string, headers: Record<string, string> = {}) => ask(link, { headers: { range, ...headers } });

describe("ranges", () => {
  test("any range gives exactly its bytes and says where they are", async () => {
    const position = fc.integer({ min: 0, max: BYTES - 1 });
    await fc.assert(
      fc.asyncProperty(position, position, async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const answer = await ranged(`bytes=${start}-${end}`);
        expect(answer.status).toBe(206);
        expect(answer.headers["content-range"]).toBe(`bytes ${start}-${end}/${BYTES}`);
        expect(answer.body.equals(whole.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ["bytes=299990-", 299_990],
    ["bytes=-10", 299_990],
    ["bytes=299990-999999", 299_990],
  ])("%s gives the end of the file", async (range, start) => {
    expect((await ranged(range)).body.equals(whole.subarray(start))).toBe(true);
  });

  test.each(["bytes=300000-", "bytes=0-1,5-6", "bytes=-0", "bytes=-"])("%s is not satisfiable", async (range) => {
    const answer = await ranged(range);
    expect(answer.status).toBe(416);
    expect(answer.headers["content-range"]).toBe(`bytes */${BYTES}`);
  });

  test("a range of another version gives the whole file", async () => {
    const { etag } = (await ranged("bytes=0-0")).headers;
    expect((await ranged("bytes=0-0", { "if-range": '"other"' })).status).toBe(200);
    expect((await ranged("bytes=0-0", { "if-range": String(etag) })).status).toBe(206);
  });
});

describe("signatures", () => {
  test("a request that carries a token is refused", async () => {
    expect((await ask(link, { token: "hf_any" })).status).toBe(400);
  });

  test("a link without its signature, or with another expiry, is refused", async () => {
    expect((await ask(link.slice(0, link.indexOf("?")))).status).toBe(403);
    expect((await ask(link.replace(/Expires=\d+/, "Expires=9999999999"))).status).toBe(403);
  });

  test("a link ends after its time and a new one works", async () => {
    clock += 59_000;
    expect((await ask(link)).status).toBe(200);
    clock += 2_000;
    expect((await ask(link)).status).toBe(403);
    const fresh = (await ask(`${hub.endpoint}/acme/tiny/resolve/main/w.bin`)).headers.location;
    expect((await ask(String(fresh))).status).toBe(200);
  });
});
