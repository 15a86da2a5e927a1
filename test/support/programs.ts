import { spawnSync } from "node:child_process";
import { test } from "vitest";

/** Programs that npm does not install, each with a command that succeeds where it is installed. */
const PROBES = {
  aws: ["aws", "--version"],
  bash: ["bash", "--version"],
  chromium: ["chromium", "--version"],
  boto3: ["python3", "-c", "import boto3"],
  curl: ["curl", "--version"],
  java: ["java", "-version"],
  numpy: ["python3", "-c", "import numpy"],
  python3: ["python3", "--version"],
  shellcheck: ["shellcheck", "--version"],
  unzip: ["unzip", "-v"],
} as const;
export type Program = keyof typeof PROBES;

const installed = new Map<Program, boolean>();

/** True when the program can be run here. */
export function isInstalled(program: Program): boolean {
  const [command, ...args] = PROBES[program];
  const known = installed.get(program) ?? spawnSync(command, args).status === 0;
  installed.set(program, known);
  return known;
}

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
