import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ENTRY } from "../../support/programs/scripts.ts";

/** Starts a script, and resolves when it has said that it runs. */
async function started(script: string): Promise<{ child: ChildProcess; said: Promise<string> }> {
  const running = `${script}; setInterval(() => {}, 1000); process.stderr.write("running");`;
  const child = spawn(process.execPath, [...ENTRY, "--eval", running], { stdio: ["ignore", "pipe", "pipe"] });
  await once(child.stderr, "data");
  return { child, said: text(child.stdout) };
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("a script without a handler for %s runs what it does at its exit", async (signal, code) => {
  const { child, said } = await started(`process.on("exit", () => console.log("stopped what it started"))`);
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([code, null]);
  expect(await said).toBe("stopped what it started\n");
});

test("a script with a handler for a signal ends as the handler says, and at the second signal at once", async () => {
  const { child, said } = await started(`process.once("SIGTERM", () => process.stderr.write("asked"))`);
  const asked = once(child.stderr!, "data");
  child.kill("SIGTERM");
  expect(String((await asked)[0])).toBe("asked");
  expect(child.exitCode).toBeNull();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
  expect(await said).toBe("");
});
