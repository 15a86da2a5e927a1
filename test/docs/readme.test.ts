import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");
const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...globSync("docs/*.md", { cwd: root })].sort();

const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
const folders = [...new Set(tracked.flatMap((file) => /^([^./][^/]*)\//.exec(file)?.[1] ?? []))].sort();
/** Written by `npm run tune`. */
const WRITTEN = ["scripts/deploy/tuned.env"];

const known = new Set([...tracked, ...WRITTEN]);
const filePath = new RegExp(`(?<![\\w/.@-])(?:${folders.join("|")})/[\\w./-]*\\.\\w+(?![\\w/*])`, "g");

/** Paths of files in a text that lead to no file of the project. */
const missingFiles = (words: string): string[] => (words.match(filePath) ?? []).filter((file) => !known.has(file));

test.each(documents)("every file that %s names exists", (file) => {
  expect(missingFiles(text(file))).toEqual([]);
});

test("every file that a comment of the code names exists", () => {
  const code = tracked.filter((file) => /\.(tsx?|js|css|sh)$/.test(file) && !/^generated\/|\/migrations\//.test(file));
  const comments = (file: string): string => (text(file).match(/^\s*(?:\/\*|\*|\/\/|#).*$/gm) ?? []).join("\n");
  expect(code.flatMap((file) => missingFiles(comments(file)).map((named) => `${file}: ${named}`))).toEqual([]);
});

test("the layout in the README equals the folders", () => {
  const layout = /^## Layout$[\s\S]*?^```text\n([\s\S]*?)^```/m.exec(text("README.md"))?.[1] ?? "";
  const listed = layout.split("\n").flatMap((line) => /^([a-z]+)\/ /.exec(line)?.[1] ?? []);
  expect(listed.sort()).toEqual(folders);
});

test.each(documents)("every link in %s leads to a file or heading that exists", (file) => {
  const headings = (name: string): string[] =>
    [...text(name).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      (heading as string)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
  const broken = [...text(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].filter(
    ([, target, anchor]) => {
      const name = target === "" ? file : path.join(path.dirname(file), target as string);
      if (!existsSync(path.join(root, name))) return true;
      return anchor !== undefined && !headings(name).includes(anchor);
    },
  );
  expect(broken.map(([link]) => link)).toEqual([]);
});

test.each(documents)("every npm script that %s names exists", (file) => {
  const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
  const named = [...text(file).matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map(([, name]) => name as string);
  expect(named.filter((name) => !name.endsWith(":") && scripts[name] === undefined)).toEqual([]);
});
