import { describe, expect, test } from "vitest";
import { contentOf, slice } from "../../../local/hub/content.ts";
import { addCommit, historyOf } from "../../../local/hub/git/history.ts";
import { blobId, type Entry, fileEntry } from "../../../local/hub/git/objects.ts";
import { treeOf } from "../../../local/hub/git/tree.ts";

const file = (path: string, text: string, mode?: Entry["mode"]) => fileEntry(path, contentOf(text), false, mode);

// The expected ids were made by git itself from the same files, names and times.
const FILES = [
  file("sub/x.txt", "hello\n"),
  file("a.txt", ""),
  file("a/b.txt", "b"),
  file("run.sh", "run", "100755"),
  file("link", "a.txt", "120000"),
];
const DATE = "2025-01-02T03:00:00Z";

describe("ids", () => {
  test("a blob has the id that git gives it", () => {
    expect(blobId(contentOf("hello\n"))).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
    expect(blobId(contentOf(""))).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  });

  test("a tree with folders, an executable and a link has the id that git gives it", () => {
    const tree = treeOf(FILES);
    expect(tree.oid).toBe("1df66f0c3545cb9ced366a0876898156860b3a69");
    expect(tree.directories.get("sub")?.oid).toBe("9fa6a6d71d42445400aef1e5fda85a9cd64eb517");
  });

  test("an empty tree has git's well-known id", () => {
    expect(treeOf([]).oid).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  });

  test("commits with a parent and a second author have the ids that git gives them", () => {
    const first = addCommit(null, { authors: ["ann"], title: "Add files", date: DATE }, FILES);
    const text = { authors: ["ann", "bob"], title: "Second", date: DATE };
    const second = addCommit(first, text, [file("z", "x")]);
    expect(first.id).toBe("72f88508c41586eabf724d90d0a1ed2551a43406");
    expect(second.id).toBe("2da8b64879dbb32d41638a136f4ebea992c7633e");
  });

  test("an LFS file has the id of its pointer and keeps the hash of its content", () => {
    const entry = fileEntry("w.bin", contentOf("weights"), true);
    const pointer = entry.lfs === null ? "" : slice(entry.lfs.pointer).toString();
    expect(pointer).toBe(
      "version https://git-lfs.github.com/spec/v1\noid sha256:9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c\nsize 7\n",
    );
    expect(entry.oid).toBe(blobId(contentOf(pointer)));
  });
});

describe("history", () => {
  const texts = ["one", "two", "three"].map((title) => ({ title, authors: ["ann"], date: DATE }));

  test("the files are dealt out over the commits and the last commit has them all", () => {
    const history = historyOf(FILES, texts);
    expect(history.map(({ tree }) => tree.entries.size)).toEqual([1, 3, 5]);
  });

  test("a commit that names its files brings in those and no others", () => {
    const [first, second, third] = texts;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three texts are needed");
    const history = historyOf(FILES, [first, { ...second, files: ["link"] }, third]);
    expect([...(history[1]?.changed ?? [])]).toEqual(["link"]);
    expect(history[2]?.tree.entries.size).toBe(5);
  });
});
