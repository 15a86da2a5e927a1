import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

const MODULE = path.resolve(import.meta.dirname, "../../../server/http/log.ts");

/** A process with a log of its own that does what the script says. */
function logging(script: string) {
  const source = `import { createLog } from ${JSON.stringify(MODULE)}; const log = createLog("info"); ${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["pipe", "pipe", "ignore"],
  });
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
