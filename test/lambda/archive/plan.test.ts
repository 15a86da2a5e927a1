import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentBytes } from "../../../lambda/archive/assemble.ts";
import { type Layout, layOut } from "../../../lambda/archive/layout.ts";
import { type Part, type Piece, planParts, whyNoArchive } from "../../../lambda/archive/plan.ts";
import type { StoredFile } from "../../../lambda/ports.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

const fileOf = (bytes: number, index: number): StoredFile => ({
  path: `file-${String(index).padStart(6, "0")}`,
  bytes,
  sha256: "0".repeat(64),
  gitSha1: null,
  crc32: 0,
  kind: "file",
});
const layoutOf = (sizes: readonly number[]): Layout => layOut(sizes.map(fileOf));

const spanOf = (piece: Piece, layout: Layout): [number, number] => {
  if (piece.kind === "directory") return [layout.directoryOffset, layout.bytes];
  const { member, start, end } =
    piece.kind === "content" ? piece.stretch : { member: piece.member, start: 0, end: piece.member.bytes };
  const content = member.offset + member.headerBytes;
  if (piece.kind === "content") return [content + start, content + end];
  return [member.offset, piece.kind === "header" ? content : content + end];
};

/** The stretches of the archive that a part stands for. */
const spansOf = (part: Part, layout: Layout): [number, number][] => {
  const stretch = part.kind === "copy" ? part.from : part.kind === "seam" ? part.tail : null;
  const copied: Piece[] = stretch ? [{ kind: "content", stretch }] : [];
  return [...copied, ...(part.kind === "copy" ? [] : part.pieces)].map((piece) => spanOf(piece, layout));
};

const moved = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (part.kind === "copy" ? 0 : contentBytes(part.pieces)), 0);

const size = fc.oneof(
  fc.integer({ min: 0, max: 64 * KIB }),
  fc.integer({ min: 4 * MIB, max: 20 * MIB }),
  fc.integer({ min: 20 * MIB, max: 30 * GIB }),
  fc.constantFrom(0, 5 * MIB, 8 * MIB - 1, 8 * MIB, 10 * MIB, 5 * GIB, 5 * GIB + 1, 4 * GIB - 1),
);

describe("planParts", () => {
  test("covers every byte of the archive once and in order, whatever the sizes of the files", () => {
    fc.assert(
      fc.property(fc.array(size, { maxLength: 60 }), (sizes) => {
        const layout = layoutOf(sizes);
        const parts = planParts(layout);
        const spans = parts.flatMap((part) => spansOf(part, layout));
        expect(spans.map(([from]) => from)).toEqual([0, ...spans.slice(0, -1).map(([, to]) => to)]);
        expect(spans.at(-1)?.[1]).toBe(layout.bytes);
        for (const part of parts) {
          expect(part.bytes).toBe(spansOf(part, layout).reduce((sum, [from, to]) => sum + to - from, 0));
        }
      }),
    );
  });

  test("makes no part above 5 GiB and none but the last below 5 MiB", () => {
    const limits = fc.record({
      carryBytes: fc.constantFrom(0, 12 * MIB, 100 * GIB),
      copyBytes: fc.constantFrom(10 * MIB, 256 * MIB, 5 * GIB),
    });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 40 }), limits, (sizes, given) => {
        const parts = planParts(layoutOf(sizes), given);
        expect(Math.max(...parts.map((part) => part.bytes))).toBeLessThanOrEqual(5 * GIB);
        for (const part of parts.slice(0, -1)) expect(part.bytes).toBeGreaterThanOrEqual(5 * MIB);
      }),
    );
  });

  test("copies a range only out of files that are larger than 5 MiB", () => {
    fc.assert(
      fc.property(fc.array(size, { maxLength: 40 }), (sizes) => {
        for (const part of planParts(layoutOf(sizes), { carryBytes: 0 })) {
          const stretch = part.kind === "copy" ? part.from : part.kind === "seam" ? part.tail : null;
          if (stretch) expect(stretch.member.bytes).toBeGreaterThan(5 * MIB);
        }
      }),
    );
  });

  test("moves less than 2 % of the content for one large file and for eight shards of 128 MiB", () => {
    for (const sizes of [[GIB], Array<number>(8).fill(128 * MIB), [3000, 800, ...Array<number>(30).fill(64 * MIB)]]) {
      const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
      expect(moved(planParts(layoutOf(sizes)))).toBeLessThan(0.02 * total);
    }
  });

  test("moves 5 MiB of the content however many large files there are", () => {
    for (const count of [1, 16, 140]) {
      const parts = planParts(layoutOf(Array<number>(count).fill(5 * GIB)));
      expect(moved(parts)).toBeLessThanOrEqual(5 * MIB);
    }
  });

  test("fits 10,000 parts for many thousands of medium files and for 500 GiB in any shape", () => {
    for (const [count, bytes] of [
      [10_000, 20 * MIB],
      [100_000, 5 * MIB],
      [4_000, 128 * MIB],
      [1, 500 * GIB],
    ] as const) {
      const parts = planParts(layoutOf(Array<number>(count).fill(bytes)));
      expect(parts.length).toBeLessThanOrEqual(10_000);
    }
  });

  test("refuses an archive that no plan can fit, with its size", () => {
    const layout = layoutOf(Array<number>(60_000).fill(20 * MIB));
    expect(() => planParts(layout)).toThrow(/60000 files and \d+ bytes/);
  });
});

describe("whyNoArchive", () => {
  const TIB = 1024 * GIB;

  test("names the size of a zip that an object cannot have, and finds nothing wrong with one that fits", () => {
    const shards = Array.from({ length: 700 }, (_, index) => fileOf(8 * GIB, index));
    const why = whyNoArchive(shards, 5 * TIB);
    expect(why).toMatch(/^a zip of all files would have 60129\d{8} bytes, and one may have 5497558138880$/);
    expect(whyNoArchive(shards.slice(0, 600), 5 * TIB)).toBeNull();
    expect(whyNoArchive([], 5 * TIB)).toBeNull();
  });

  test("names the parts where a zip would have too many", () => {
    const files = Array.from({ length: 60_000 }, (_, index) => fileOf(80 * MIB, index));
    expect(whyNoArchive(files, 5 * TIB)).toMatch(/60000 files and \d+ bytes does not fit 10000 parts/);
  });
});
