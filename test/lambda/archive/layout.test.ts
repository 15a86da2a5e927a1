import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  centralHeader,
  centralHeaderBytes,
  endRecords,
  endRecordsBytes,
  localHeader,
  localHeaderBytes,
} from "../../../lambda/archive/layout.ts";

const MAX_32 = 2 ** 32 - 1;
const position = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(MAX_32 - 1, MAX_32, MAX_32 + 1));
const facts = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).map((name) => Buffer.from(name)),
  bytes: position,
  crc32: fc.integer({ min: 0, max: MAX_32 }),
});

/** The 64-bit values of an extended information field. */
const zip64Values = (extra: Buffer): number[] =>
  extra.length === 0
    ? []
    : Array.from({ length: extra.readUInt16LE(2) / 8 }, (_, index) => Number(extra.readBigUInt64LE(4 + 8 * index)));

describe("the records of a zip file", () => {
  test("have the lengths that the layout counts with", () => {
    const counts = fc.record({ entries: fc.nat({ max: 70_000 }), offset: position, bytes: position });
    fc.assert(
      fc.property(facts, position, counts, (entry, offset, directory) => {
        expect(localHeader(entry)).toHaveLength(localHeaderBytes(entry));
        expect(centralHeader(entry, offset)).toHaveLength(centralHeaderBytes(entry, offset));
        expect(endRecords(directory)).toHaveLength(endRecordsBytes(directory));
      }),
    );
  });

  test("carry both 64-bit sizes in a local header from 4 GiB - 1 on, and no extra field below", () => {
    fc.assert(
      fc.property(facts, (entry) => {
        const header = localHeader(entry);
        const values = zip64Values(header.subarray(30 + entry.name.length));
        const large = entry.bytes >= MAX_32;
        expect(values).toEqual(large ? [entry.bytes, entry.bytes] : []);
        expect(header.readUInt32LE(18)).toBe(large ? MAX_32 : entry.bytes);
        expect(header.readUInt16LE(4)).toBe(large ? 45 : 10);
      }),
    );
  });

  test("carry in a central header just the 64-bit values that do not fit, sizes before offset", () => {
    fc.assert(
      fc.property(facts, position, (entry, offset) => {
        const values = zip64Values(centralHeader(entry, offset).subarray(46 + entry.name.length));
        const sizes = entry.bytes >= MAX_32 ? [entry.bytes, entry.bytes] : [];
        expect(values).toEqual([...sizes, ...(offset >= MAX_32 ? [offset] : [])]);
      }),
    );
  });

  test("mark a name as UTF-8 only when it is not plain ASCII, and never announce a data descriptor", () => {
    const flags = (name: string) => localHeader({ name: Buffer.from(name), bytes: 1, crc32: 1 }).readUInt16LE(6);
    expect([flags("plain-name.txt"), flags("käse"), flags("🦙")]).toEqual([0, 0x0800, 0x0800]);
  });

  test("close with ZIP64 records from 65,535 entries on", () => {
    expect(endRecordsBytes({ entries: 65_534, offset: 10, bytes: 10 })).toBe(22);
    const end = endRecords({ entries: 65_535, offset: 10, bytes: 20 });
    expect([end.readUInt32LE(0), Number(end.readBigUInt64LE(32)), end.readUInt32LE(56)]).toEqual([
      0x06064b50, 65_535, 0x07064b50,
    ]);
    expect(end.readUInt16LE(76 + 10)).toBe(0xffff);
  });

  test("refuse a name that a zip file cannot hold", () => {
    const name = Buffer.alloc(65_536, "n");
    expect(() => localHeader({ name, bytes: 1, crc32: 1 })).toThrow("65535 bytes");
  });
});
