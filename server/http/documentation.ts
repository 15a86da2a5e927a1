import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Deps } from "../../handlers/deps.ts";

const OURS = path.join(import.meta.dirname, "documentation");

/** Files of the documentation: ours, and those of the package that brings the viewer. Each is read once. */
export function documentationFiles(): Deps["documentation"] {
  const { resolve } = createRequire(import.meta.url);
  const read = new Map<string, Promise<string>>();
  return (file) => {
    const theirs = file.startsWith("swagger-ui");
    const known =
      read.get(file) ?? readFile(theirs ? resolve(`swagger-ui-dist/${file}`) : path.join(OURS, file), "utf8");
    read.set(file, known);
    return known;
  };
}
