/** Programs from elsewhere that the lab runs: packages outside the lock file, and the environment of a program. */

import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Installs the packages of a package.json into a folder, unless the same ones are installed there already. */
export async function installPackages(
  manifest: string,
  directory: string,
  flags: readonly string[] = [],
): Promise<void> {
  const wanted = await readFile(manifest, "utf8");
  const marker = path.join(directory, "installed.json");
  if ((await readFile(marker, "utf8").catch(() => null)) === wanted) return;
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "package.json"), wanted);
  console.log(`installing packages in ${directory}`);
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...flags], { cwd: directory });
  await writeFile(marker, wanted);
}

/** Variables of a program: no secret of the caller's is among them. */
export const bareEnvironment = (): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] ?? "",
  DO_NOT_TRACK: "1",
  CI: "1",
});
