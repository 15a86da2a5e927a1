import { expect, test } from "vitest";
import { shortMemory } from "../../../server/access/memory.ts";

const FOREVER = Number.POSITIVE_INFINITY;

function aMemory(entries = 10, milliseconds = 1000) {
  let now = 0;
  const memory = shortMemory<string>({ entries, milliseconds, now: () => now });
  return { memory, pass: (by: number) => (now += by) };
}

test("a value is remembered for its time and not longer", () => {
  const { memory, pass } = aMemory();
  memory.set("a", "1", FOREVER, memory.mark());
  pass(999);
  expect(memory.get("a")).toBe("1");
  pass(1);
  expect(memory.get("a")).toBeUndefined();
});

test("a value is not remembered past its own end", () => {
  const { memory, pass } = aMemory();
  memory.set("a", "1", 10, memory.mark());
  pass(10);
  expect(memory.get("a")).toBeUndefined();
});

test("a full memory lets the oldest value go", () => {
  const { memory } = aMemory(2);
  for (const key of ["a", "b", "c"]) memory.set(key, key, FOREVER, memory.mark());
  expect([memory.get("a"), memory.get("b"), memory.get("c")]).toEqual([undefined, "b", "c"]);
});

test("what was looked up before everything was forgotten is not remembered after it", () => {
  const { memory } = aMemory();
  const mark = memory.mark();
  memory.clear();
  memory.set("a", "stale", FOREVER, mark);
  expect(memory.get("a")).toBeUndefined();
  memory.set("a", "fresh", FOREVER, memory.mark());
  expect(memory.get("a")).toBe("fresh");
});

test("a memory of no time remembers nothing", () => {
  const { memory } = aMemory(10, 0);
  memory.set("a", "1", FOREVER, memory.mark());
  expect(memory.get("a")).toBeUndefined();
});
