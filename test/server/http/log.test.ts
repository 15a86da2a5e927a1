import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

const MODULE = path.resolve(import.meta.dirname, "../../../server/http/log.ts");

const sourceOf = (script: string): string[] => [
  "--input-type=module",
  "--eval",
  `import { createLog } from ${JSON.stringify(MODULE)}; const log = createLog("info"); ${script}`,
];

/** A process with a log of its own that does what the script says. */
function logging(script: string) {
  const child = spawn(process.execPath, sourceOf(script), { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}
const messagesOf = (output: string): string[] =>
  output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).msg);

const many = 'for (let n = 0; n < 5000; n++) log.info({ n }, "line " + n);';
const expected = Array.from({ length: 5_000 }, (_, n) => `line ${n}`);

test.each([
  ["that ends by itself", ""],
  ["that is told to exit", "process.exit(0);"],
  ["that ends by a fault", 'throw new Error("a fault");'],
  ["that is told to exit with lines on their way", "setImmediate(() => process.exit(0));"],
])("no line of a process %s is lost, and their order is kept", async (_how, end) => {
  const child = logging(many + end);
  expect(messagesOf(await text(child.stdout))).toEqual(expected);
});

test("a warning is written while the process lives on, after the lines that waited before it", async () => {
  const child = logging('log.info("before"); log.warn("a warning"); process.stdin.resume();');
  let seen = "";
  while (!seen.includes("a warning")) seen += String((await once(child.stdout, "data"))[0]);
  expect(messagesOf(seen)).toEqual(["before", "a warning"]);
});

test("a single line is written soon, without a second one that pushes it", async () => {
  const child = logging('log.info("alone"); process.stdin.resume();');
  expect(messagesOf(String((await once(child.stdout, "data"))[0]))).toEqual(["alone"]);
});

/** Writes more than waits together, and at each level; then says that it lives, and ends with a line on its way. */
const LOG_ON =
  'for (let n = 0; n < 3; n++) { log.info("waits"); log.warn("a warning"); log.info("x".repeat(20_000)); await new Promise(setImmediate); } ' +
  'log.info("last"); process.stderr.write("lives on"); process.exit(0);';

test("a process whose log nobody reads any more lives on and ends", async () => {
  const child = logging(`process.stdin.once("data", async () => { ${LOG_ON} });`);
  const said = text(child.stderr);
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.write("go");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await said).toBe("lives on");
});

const FULL = "/dev/full";
test.skipIf(!existsSync(FULL))("a process whose log is on a full disk lives on and ends", async () => {
  const full = openSync(FULL, "w");
  onTestFinished(() => closeSync(full));
  const child = spawn(process.execPath, sourceOf(LOG_ON), { stdio: ["ignore", full, "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = text(child.stderr!);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await said).toBe("lives on");
});
