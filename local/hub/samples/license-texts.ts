import { readFileSync } from "node:fs";

const files: Readonly<Record<string, string>> = { "apache-2.0": "apache-2.0.txt", mit: "mit.txt" };

/** The whole text of a licence by its Hub id or SPDX id; null for those without a text here. */
export function licenseText(id: string): string | null {
  const name = files[id.toLowerCase()];
  return name === undefined ? null : readFileSync(new URL(`../licenses/${name}`, import.meta.url), "utf8");
}
