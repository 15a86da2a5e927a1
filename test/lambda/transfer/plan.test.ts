import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListedFile } from "../../../lambda/ports.ts";
import { contentsOf, gridOf, rangeOf, wayOf } from "../../../lambda/transfer/plan.ts";

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const aFile = (path: string, bytes: number, more: Partial<ListedFile> = {}): ListedFile => ({
  path,
  bytes,
  sha256: null,
  gitSha1: null,
  kind: "file",
  ...more,
});

describe("the parts of a file", () => {
  test("cover it from the first byte to the last without gap or overlap, and never number more than 10,000", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 * GiB }), (bytes) => {
        const grid = gridOf(bytes, 8 * MiB);
        expect(grid.count).toBeLessThanOrEqual(10_000);
        expect(rangeOf(grid, 0, bytes).start).toBe(0);
        expect(rangeOf(grid, grid.count - 1, bytes).end).toBe(bytes - 1);
        for (const index of [0, 1, grid.count - 2].filter((one) => one >= 0 && one < grid.count - 1)) {
          expect(rangeOf(grid, index, bytes).end + 1).toBe(rangeOf(grid, index + 1, bytes).start);
        }
      }),
    );
  });

  test.each([
    ["a file of one part", 8 * MiB, 8 * MiB, 1],
    ["a file of one byte more", 8 * MiB + 1, 8 * MiB, 2],
    ["a shard", 5 * GiB, 8 * MiB, 640],
    ["the largest file allowed", 500 * GiB, 57 * MiB, 8983],
  ])("are as small as 9,000 parts allow for %s", (_, bytes, partBytes, count) => {
    expect(gridOf(bytes, 8 * MiB)).toEqual({ partBytes, count });
  });
});

test("a file moves whole, in parts or through the disk, depending on its size and on whether its SHA-256 is known", () => {
  const sha256 = "a".repeat(64);
  expect(wayOf(aFile("a", 8, { sha256 }), 8)).toBe("whole");
  expect(wayOf(aFile("a", 9, { sha256 }), 8)).toBe("parts");
  expect(wayOf(aFile("a", 9), 8)).toBe("spooled");
});

describe("the contents of a listing", () => {
  test("come largest first, each once, with the other paths that hold them", () => {
    const [one, two] = ["1".repeat(40), "2".repeat(40)];
    const files = [
      aFile("b", 5, { gitSha1: one }),
      aFile("a", 5, { gitSha1: one }),
      aFile("z", 9, { sha256: "a".repeat(64) }),
      aFile("c", 5, { gitSha1: two }),
    ];
    const contents = contentsOf(files).map(({ file, twins }) => [file.path, ...twins.map(({ path }) => path)]);
    expect(contents).toEqual([["z"], ["b", "a"], ["c"]]);
  });

  test("leave out entries without content of their own", () => {
    const files = [aFile("a", 1), aFile("b", 0, { kind: "submodule" }), aFile("c", 4, { kind: "symlink" })];
    expect(contentsOf(files).map(({ file }) => file.path)).toEqual(["a"]);
  });

  test("are distinguished by their paths when no hash is published", () => {
    expect(contentsOf([aFile("a", 1), aFile("b", 1)]).length).toBe(2);
  });
});
