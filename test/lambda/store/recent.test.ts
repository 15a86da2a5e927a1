import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keepingRecent } from "../../../lambda/store/recent.ts";
import { MemoryStore } from "../../support/memory-store.ts";

const read = async (store: ReturnType<typeof keepingRecent>, key: string, range?: { start: number; end: number }) =>
  buffer(await store.get(key, range === undefined ? {} : { range }));

test("a small object that was just put is read back without asking the store", async () => {
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

test("memory that the caller uses again does not change what is kept", async () => {
  const store = keepingRecent(new MemoryStore());
  const body = Buffer.from("first");
  await store.put("blobs/sha256/a", body);
  body.fill("x");
  expect(String(await read(store, "blobs/sha256/a"))).toBe("first");
});

test("whatever is put and deleted, reads answer what the store has, within the bound of memory", async () => {
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
