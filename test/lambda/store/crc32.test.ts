import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32Combine } from "../../../lambda/store/crc32.ts";

const bytes = fc.uint8Array({ maxLength: 3000 });

describe("crc32Combine", () => {
  test("gives the CRC of the concatenation for any two byte strings", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(crc32Combine(crc32(a), crc32(b), b.length)).toBe(crc32(Buffer.concat([a, b])));
      }),
    );
  });

  test("does not depend on how a byte string is cut into pieces", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 12 }), (pieces) => {
        const whole = pieces.reduce((crc, piece) => crc32Combine(crc, crc32(piece), piece.length), 0);
        expect(whole).toBe(crc32(Buffer.concat(pieces)));
      }),
    );
  });

  test("is associative for lengths up to 2^53 - 1 that no buffer could hold", () => {
    const crc = fc.integer({ min: 0, max: 0xffffffff });
    const length = fc.integer({ min: 0, max: 2 ** 52 - 1 });
    fc.assert(
      fc.property(crc, crc, crc, length, length, (a, b, c, bytesB, bytesC) => {
        const leftFirst = crc32Combine(crc32Combine(a, b, bytesB), c, bytesC);
        const rightFirst = crc32Combine(a, crc32Combine(b, c, bytesC), bytesB + bytesC);
        expect(leftFirst).toBe(rightFirst);
      }),
    );
  });

  test("agrees with zlib for a tail of 64 MiB of zeros", () => {
    const head = Buffer.from("head");
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    expect(crc32Combine(crc32(head), crc32(zeros), zeros.length)).toBe(crc32(zeros, crc32(head)));
  });

  test("refuses a length that is not a whole number of bytes within 2^53", () => {
    for (const length of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => crc32Combine(1, 2, length)).toThrow(RangeError);
    }
  });
});
