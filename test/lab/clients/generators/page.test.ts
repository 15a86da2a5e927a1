import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { generators } from "../../../../lab/clients/generators/generators.ts";
import { page } from "../../../../lab/clients/generators/page.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const folder = path.join(root, "lab/clients/generators");
const pinned = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")).dependencies;

test("every generator has a program and an exact version", async () => {
  const programs = await readdir(path.join(folder, "programs"));
  expect(programs.sort()).toEqual(["main.ts", ...generators.map(({ name }) => `${name}.ts`)].sort());
  for (const { package: name } of generators) expect([name, pinned[name]]).toEqual([name, expect.any(String)]);
  for (const version of Object.values(pinned)) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/);
});

test("docs/generators.md shows what the run found with the pinned versions", async () => {
  const outcomes = generators.map((generator) => ({ generator, version: pinned[generator.package], failed: null }));
  expect(await readFile(path.join(root, "docs/generators.md"), "utf8")).toBe(page(outcomes));
});

test("the page names the step at which a generator fails, and why", () => {
  const [generator] = generators;
  if (generator === undefined) throw new Error("there is no generator");
  const text = page([{ generator, version: "1.2.3", failed: { step: "compile", reason: "TS2322 `x`" } }]);
  expect(text).toContain("| yes | **no** | – |");
  expect(text).toContain("- openapi-typescript fails to compile: `TS2322 'x'`");
});
