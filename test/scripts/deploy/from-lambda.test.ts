import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const said = (command: string, cwd: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", timeout: 60_000 });
  return { status, stdout, stderr };
};

test.each([
  ["--help is told", ["--help"], 0],
  ["an unknown option is refused", ["--no-such option"], 1],
])("lambda/deploy.sh hands on to scripts/deploy.sh from any folder: %s", (_what, args, status) => {
  const expected = said(path.join(root, "scripts/deploy.sh"), root, args);
  expect(said("./deploy.sh", path.join(root, "lambda"), args)).toEqual(expected);
  expect(said(path.join(root, "lambda/deploy.sh"), tmpdir(), args)).toEqual(expected);
  expect(expected.status).toBe(status);
  expect(expected.stdout + expected.stderr).toContain(args[0] === "--help" ? "--rollback [N]" : "--no-such option");
});
