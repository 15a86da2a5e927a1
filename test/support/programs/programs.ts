import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { test } from "vitest";

/** Programs that npm does not install: each a command, or a module of Python. */
const PROGRAMS = {
  aws: "aws",
  bash: "bash",
  chromium: "chromium",
  boto3: "python3 boto3",
  curl: "curl",
  java: "java",
  numpy: "python3 numpy",
  python3: "python3",
  shellcheck: "shellcheck",
  unzip: "unzip",
} as const;
export type Program = keyof typeof PROGRAMS;

const installed = new Map<Program, boolean>();

/** True when the program can be run here. It is looked for, not run: a start of the AWS CLI takes a second. */
export function isInstalled(program: Program): boolean {
  const [command = "", module] = PROGRAMS[program].split(" ");
  const known =
    installed.get(program) ??
    (commandFile(command) !== undefined && (module === undefined || hasModule(command, module)));
  installed.set(program, known);
  return known;
}

/** The file that a command runs: the first of its name on the PATH, in the folders that count. */
export function commandFile(command: string, counts: (folder: string) => boolean = () => true): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(counts);
  return folders.map((folder) => path.join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const hasModule = (python: string, module: string): boolean =>
  spawnSync(python, ["-c", `from importlib.util import find_spec; exit(find_spec("${module}") is None)`]).status === 0;

/** Set where every program must be installed, as in .ci/run. */
const required = process.env["GATEHOUSE_REQUIRE_PROGRAMS"] === "true";

/**
 * `test` for tests that run these programs. Where one is missing they are reported as skipped, with its name; where all
 * are required they fail.
 */
export function testWith(...programs: readonly Program[]) {
  return test.extend<{ programs: undefined }>({
    programs: [
      async ({ skip }, use) => {
        const missing = programs.filter((program) => !isInstalled(program));
        if (missing.length > 0 && required) throw new Error(`not installed: ${missing.join(", ")}`);
        if (missing.length > 0) skip(`needs ${missing.join(", ")}`);
        await use(undefined);
      },
      { auto: true },
    ],
  });
}
