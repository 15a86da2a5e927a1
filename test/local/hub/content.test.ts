import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentOf, digest, slice } from "../../../local/hub/content.ts";

const MiB = 1 << 20;

describe("generated content", () => {
  test("any stretch of it is the same as that stretch of the whole", () => {
    const content = contentOf({ bytes: 3 * MiB + 7, seed: 5, head: Buffer.from("begin"), tail: Buffer.from("end!") });
    const whole = slice(content);
    expect(whole.length).toBe(3 * MiB + 7);
    const position = fc.integer({ min: 0, max: whole.length });
    fc.assert(
      fc.property(position, position, (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        expect(slice(content, start, end).equals(whole.subarray(start, end))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("it begins with its head and ends with its tail", () => {
    const whole = slice(contentOf({ bytes: 64, seed: 1, head: Buffer.from("PAR1"), tail: Buffer.from("1RAP") }));
    expect([whole.subarray(0, 4).toString(), whole.subarray(-4).toString()]).toEqual(["PAR1", "1RAP"]);
  });

  test("no two parts of 1 MiB are equal, so that parts in the wrong order are found out", () => {
    const content = contentOf({ bytes: 24 * MiB, seed: 9 });
    const parts = Array.from({ length: 24 }, (_, at) => slice(content, at * MiB, (at + 1) * MiB));
    const hashes = new Set(parts.map((part) => createHash("sha1").update(part).digest("hex")));
    expect(hashes.size).toBe(24);
  });

  test("the same seed gives the same bytes and another seed others", () => {
    const of = (seed: number) => digest("sha256", contentOf({ bytes: 5000, seed }));
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });

  test("a head and tail that do not fit the size are refused", () => {
    const head = Buffer.alloc(10);
    expect(() => contentOf({ bytes: 12, seed: 1, head, tail: head })).toThrow(RangeError);
  });
});
