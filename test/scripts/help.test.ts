import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
/** Name and arguments for Node of every script of our own. */
const own = Object.entries(scripts).flatMap(([name, line]) => {
  const args = /^(?:exec )?node ((?:--import \S+ )?(?:scripts|lab|cli|test)\/\S+\.ts)$/.exec(line)?.[1];
  return args === undefined ? [] : [[name, args.split(" ")] as const];
});

test("every script explains itself with --help and does nothing else", async () => {
  expect(own.length).toBeGreaterThan(20);
  // Two at a time, as many as the machine has cores for.
  const queue = [...own];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, args] = next;
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, "--help"], { cwd: root });
      expect([name, stdout, stderr]).toEqual([name, expect.stringMatching(/^usage: \S+ .*\n\n\S.{30,}/i), ""]);
    }
  };
  await Promise.all([work(), work()]);
});
