import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const document = readFileSync(path.join(root, "docs/security.md"), "utf8");

/** Last columns of the table of mitigations. */
const proofs = (): string[] => {
  const [, table = ""] = document.split("| proved by |\n|---|---|---|\n");
  const rows = table.split("\n\n")[0]?.split("\n") ?? [];
  return rows.map((row) => row.split("|").at(-2)?.trim() ?? "");
};

test("each mitigation of the threat model names a test that exists, or a folder of tests", () => {
  const texts = globSync("test/**/*.test.ts", { cwd: root }).map((file) => readFileSync(path.join(root, file), "utf8"));
  const missing = proofs().filter((proof) => {
    const folder = /^see `(test\/\S+)`$/.exec(proof)?.[1];
    if (folder !== undefined) return globSync(`${folder}/**/*.test.ts`, { cwd: root }).length === 0;
    return !texts.some((text) => text.includes(JSON.stringify(proof)));
  });
  expect(missing).toEqual([]);
  expect(proofs().length).toBeGreaterThan(25);
});
