import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transformSync } from "esbuild";

/**
 * Writes the bootstrap as plain JavaScript. Node could run the TypeScript, but would load its compiler into every
 * environment: that doubled the measured start and added 20 MB to the memory that a function seems to use.
 * @returns path of the file.
 */
export async function prepareBootstrap(directory: string): Promise<string> {
  const source = await readFile(new URL("./bootstrap.ts", import.meta.url), "utf8");
  const { code } = transformSync(source, { loader: "ts", format: "esm", target: "node24" });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, "bootstrap.mjs");
  await writeFile(file, code, { mode: 0o600 });
  return file;
}

/** V8's old generation gets this part of the memory, the rest is for buffers and code. */
const HEAP_PART = 0.9;

/**
 * Starts node in a session of its own, so that Ctrl-C in a terminal does not reach it and everything that the
 * function starts can be signalled with it. It sees no variable of this process.
 */
export function launch(options: {
  readonly bootstrap: string;
  readonly memoryMb: number;
  readonly taskRoot: string;
  readonly variables: Readonly<Record<string, string>>;
}): ChildProcess {
  const heap = `--max-old-space-size=${Math.floor(options.memoryMb * HEAP_PART)}`;
  return spawn(process.execPath, [heap, options.bootstrap], {
    cwd: options.taskRoot,
    env: options.variables,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
}
