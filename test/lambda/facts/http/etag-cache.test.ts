import { describe, expect, test } from "vitest";
import { memoryFactCache } from "../../../../lambda/facts/http/etag-cache.ts";

const answer = (body: string) => ({ etag: '"1"', body });

describe("the cache of answers in memory", () => {
  test("gives back what was put last for an address", async () => {
    const cache = memoryFactCache();
    await cache.put("a", answer("old"));
    await cache.put("a", answer("new"));
    expect(await cache.get("a")).toEqual(answer("new"));
    expect(await cache.get("b")).toBeNull();
  });

  test("forgets the least recently used answers when it is full", async () => {
    const cache = memoryFactCache(100);
    for (const url of ["a", "b", "c"]) await cache.put(url, answer("x".repeat(20)));
    await cache.get("a");
    for (const url of ["d", "e"]) await cache.put(url, answer("x".repeat(20)));
    expect(await cache.get("a")).not.toBeNull();
    expect(await cache.get("b")).toBeNull();
    expect(await cache.get("e")).not.toBeNull();
  });

  test("does not keep an answer that would push out most others, nor the old one in its place", async () => {
    const cache = memoryFactCache(100);
    await cache.put("a", answer("small"));
    await cache.put("a", answer("x".repeat(90)));
    expect(await cache.get("a")).toBeNull();
  });
});
