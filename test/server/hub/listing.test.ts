import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { blobOid, lfsPointer } from "../../../server/hub/content/git.ts";
import { etagOf, hubFile, listingOf } from "../../../server/hub/content/listing.ts";

const SHA256 = "a".repeat(64);
const stored = { bytes: 3, sha256: SHA256, firstByte: null };

const contents = { "a.txt": "a", "b/c.txt": "c", "b/d/e.txt": "e", "b.d/f": "f", "b-x": "x" };
const files = Object.entries(contents).map(([name, text]) =>
  hubFile({ ...stored, path: name, gitSha1: blobOid(text) }),
);

describe("a listing", () => {
  test("gives folders the ids that git gives them", () => {
    const directory = mkdtempSync(path.join(tmpdir(), "gatehouse-tree-"));
    try {
      for (const [name, text] of Object.entries(contents)) {
        mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
        writeFileSync(path.join(directory, name), text);
      }
      const git = (...args: string[]) => execFileSync("git", ["-C", directory, ...args], { encoding: "utf8" }).trim();
      git("init", "-q");
      git("add", "-A");
      const tree = git("write-tree");
      const { folders } = listingOf(files);
      for (const folder of ["b", "b/d", "b.d"])
        expect(folders.get(folder)?.oid).toBe(git("rev-parse", `${tree}:${folder}`));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test("lists a folder alone or with everything below it, in the order of paths", () => {
    const listing = listingOf(files);
    const paths = (folder: string, recursive: boolean) => listing.list(folder, recursive)?.map((entry) => entry.path);
    expect(paths("", true)).toEqual(["a.txt", "b", "b-x", "b.d", "b.d/f", "b/c.txt", "b/d", "b/d/e.txt"]);
    expect(paths("", false)).toEqual(["a.txt", "b", "b-x", "b.d"]);
    expect(paths("b", false)).toEqual(["b/c.txt", "b/d"]);
    expect(paths("b", true)).toEqual(["b/c.txt", "b/d", "b/d/e.txt"]);
    expect(paths("c", false)).toBeUndefined();
  });
});

test("a plain file goes by git's id of its content, a file in LFS by the SHA-256 of its content", () => {
  const plain = hubFile({ ...stored, path: "x", gitSha1: "b".repeat(40) });
  const large = hubFile({ ...stored, path: "x", gitSha1: null });
  expect([etagOf(plain), plain.oid, plain.pointerBytes]).toEqual(["b".repeat(40), "b".repeat(40), null]);
  expect(etagOf(large)).toBe(SHA256);
  expect(large.oid).toBe(blobOid(lfsPointer(SHA256, 3)));
  expect(large.pointerBytes).toBe(lfsPointer(SHA256, 3).length);
});
