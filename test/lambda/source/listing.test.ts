import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPaths, folded, shown, unsafe } from "../../../lambda/source/listing.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { failureOf } from "../../support/transfer/transfer-world.ts";

const check = async (...paths: string[]) => checkPaths(paths.map((path) => ({ path })));

describe("a path is refused", () => {
  test.each([
    ["when it is empty", "", "is empty"],
    ["with a segment ..", "a/../b", 'has the segment ".."'],
    ["with a segment .. at its start", "../b", 'has the segment ".."'],
    ["with a segment .", "a/./b", 'has the segment "."'],
    ["when it is absolute", "/etc/passwd", "is absolute"],
    ["with a drive letter", "C:/x", "is absolute"],
    ["with a backslash", "a\\b", "holds a backslash"],
    ["with NUL", "a\0b", "holds a control character"],
    ["with a line break", "a\nb", "holds a control character"],
    ["with an empty segment", "a//b", "has an empty segment"],
    ["with a slash at its end", "a/", "has an empty segment"],
    ["when it is not Unicode", "a\ud800", "is not valid Unicode"],
    ["when it is too long", `${"a/".repeat(600)}b`, "is longer than 1024 bytes"],
    ["with a segment too long", "ü".repeat(128), "has a segment longer than 255 bytes"],
  ])("a path is refused %s, and named", async (_, path, why) => {
    expect(unsafe(path)).toBe(why);
    const detail = `the path ${shown(path)} ${why}`;
    expect(await failureOf(check("fine.txt", path))).toEqual({ code: "source_untrusted", detail });
  });
});

describe("two paths are refused together", () => {
  test.each([
    ["when they differ in letter case only", "README.md", "readme.md"],
    ["when they differ in Unicode normalisation only", "caf\u00e9.txt", "cafe\u0301.txt"],
    ["when they differ by the full folding of sharp s", "straße", "STRASSE"],
    ["when they differ by the full folding of capital sharp s", "STRAẞE", "strasse"],
    ["when they differ by the final sigma only", "λόγος", "ΛΌΓΟΣ"],
    ["when they differ by the two small sigmas only", "ς", "σ"],
    ["when they differ in case and normalisation", "CAF\u00c9", "cafe\u0301"],
    ["when an old letter folds to another one", "\u017f", "S"],
    ["when the Kelvin sign stands for K", "300\u212a", "300k"],
    ["when they are equal", "a.txt", "a.txt"],
    ["when one needs a folder where the other is a file", "a/b", "a"],
    ["when one needs a folder where the other is a file of other case", "Data/x.bin", "data"],
  ])("two paths are refused together %s", async (_, one, other) => {
    const { code, detail } = await failureOf(check(one, "between.txt", other));
    expect(code).toBe("source_untrusted");
    expect(detail).toContain(shown(one));
    expect(detail).toContain(shown(other));
  });
});

test.each([
  ["a full-width digit", "1.png", "１.png"],
  ["a circled digit", "①", "1"],
  ["a ligature", "ﬁle", "file"],
  ["a superscript", "x²", "x2"],
  ["a letter without its dot", "ı", "i"],
  ["a half-width letter", "ｱ", "ア"],
])("two paths that only compatibility makes equal are accepted: %s", async (_, one, other) => {
  await check(one, other);
});

test("a path collides with its upper case, its lower case and its canonical forms, whatever it is", async () => {
  const honest = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(honest, async (path) => {
      const forms = [path.toUpperCase(), path.toLowerCase(), path.normalize("NFC"), path.normalize("NFD")];
      for (const form of forms.filter((other) => unsafe(other) === null && !/[ıﬀ-ﬆﬓ-ﬗ]/.test(path)))
        if (unsafe(path) === null) expect([form, folded(form)]).toEqual([form, folded(path)]);
    }),
    { numRuns: 300 },
  );
});

test("names with spaces, unicode, #, %, & and emoji are accepted", async () => {
  await check("a b.txt", "ü/ö.txt", "50%.txt", "#1.txt", "x?y=1&z.txt", "日本/😀.bin", "...hidden", "a..b", "~", "-rf");
});

test("a path that is accepted stays inside the folder it is joined to", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 40 }), (path) => {
      if (unsafe(path) !== null) return;
      const joined = new URL(path.split("/").map(encodeURIComponent).join("/"), "https://host/folder/");
      expect(joined.pathname.startsWith("/folder/")).toBe(true);
      expect(decodeURIComponent(joined.pathname.slice("/folder/".length))).toBe(path);
    }),
  );
});

test("a path is shown without control characters and not longer than a line", () => {
  expect(shown("a\u001b[31m\u2028b")).toBe('"a\\u001b[31m\\u2028b"');
  expect(shown("x".repeat(500)).length).toBeLessThan(210);
});
