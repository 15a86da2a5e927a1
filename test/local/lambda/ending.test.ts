import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startLambda } from "../../../local/lambda.ts";
import { HANDLER, isRunning, startTestLambda, type TestLambda, zipOf } from "./test-lambda.ts";

let local: TestLambda;

beforeEach(async () => {
  local = await startTestLambda();
  await local.deploy();
});

afterEach(() => local.close());

const temporary = (): Promise<string[]> => readdir(path.join(local.folder, "lambda", "tmp"));

/** A function that writes its pid and that of a process it started, and then blocks its own thread. */
const BLOCKING = `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
export const handler = async ({ file }) => {
  const child = spawn("sleep", ["3600"]);
  writeFileSync(file, process.pid + " " + child.pid);
  for (;;);
};`;

describe("an environment", () => {
  test("is ended after a while without work, with its temporary folder", async () => {
    await local.restart({ idleMs: 1 });
    const { pid, env } = (await local.call({ env: true })).body;
    await expect.poll(() => existsSync(env.TMPDIR)).toBe(false);
    expect(isRunning(pid)).toBe(false);
  });

  test("is replaced when the function changes, and kept when it is deployed as it was", async () => {
    const first = (await local.call({})).body.pid;
    await local.deploy();
    expect((await local.call({})).body.pid).toBe(first);
    await local.deploy({ environment: { NEW: "value" } });
    const { pid, env } = (await local.call({ env: true })).body;
    expect(pid).not.toBe(first);
    expect(env.NEW).toBe("value");
    await expect.poll(() => isRunning(first)).toBe(false);
  });
});

describe("closing the Lambda", () => {
  test("ends warm and running environments and removes their temporary folders", async () => {
    const { pid } = (await local.call({})).body;
    const hanging = local.call({ hang: true }).catch((error: unknown) => error);
    await expect.poll(() => local.lambda.invocations.at(-1)?.status).toBe("running");
    expect(await temporary()).toHaveLength(1);
    await local.lambda.close();
    await local.lambda.close();
    expect(isRunning(pid)).toBe(false);
    await expect(temporary()).rejects.toThrow("ENOENT");
    expect(await hanging).toBeInstanceOf(Error);
  });
});

describe("starting the Lambda", () => {
  test("on a port that is taken fails and leaves nothing running", async () => {
    const directory = path.join(local.folder, "second");
    await expect(startLambda({ directory, port: local.lambda.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect(existsSync(path.join(directory, "tmp"))).toBe(false);
  });

  test("throws away what a killed one left in its temporary folder", async () => {
    await local.lambda.close();
    const left = path.join(local.folder, "lambda", "tmp", "left", "over");
    await mkdir(left, { recursive: true });
    await local.restart();
    expect(existsSync(left)).toBe(false);
  });
});

describe("a process that runs the Lambda", () => {
  test("takes functions that block, and what they started, along when it is killed with SIGKILL", async () => {
    const file = path.join(local.folder, "pids");
    const host = await hostWithBlockedFunction(file);
    await expect.poll(() => existsSync(file) && readFile(file, "utf8")).toMatch(/^\d+ \d+$/);
    const pids = (await readFile(file, "utf8")).split(" ").map(Number);
    expect(pids.map(isRunning)).toEqual([true, true]);
    host.kill("SIGKILL");
    await once(host, "exit");
    await expect.poll(() => pids.map(isRunning)).toEqual([false, false]);
  });
});

/** Another process with a local Lambda in which the blocking function runs an event. */
async function hostWithBlockedFunction(file: string) {
  const folder = path.join(local.folder, "host");
  await mkdir(folder);
  await writeFile(path.join(folder, "index.mjs"), BLOCKING);
  const code = `const { startLambda } = await import(${JSON.stringify(path.resolve("local/lambda.ts"))});
    const lambda = await startLambda({ directory: ${JSON.stringify(folder)} });
    await lambda.deploy({ name: "fn", bundle: ${JSON.stringify(path.join(folder, "index.mjs"))}, environment: {} });
    await fetch(lambda.endpoint + "/2015-03-31/functions/fn/invocations", {
      method: "POST", headers: { "x-amz-invocation-type": "Event" }, body: JSON.stringify({ file: ${JSON.stringify(file)} }) });
    console.log("sent");`;
  const host = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: host.stdout }), "line");
  return host;
}

describe("a bundle", () => {
  test("is taken as a path to a module, a path to a zip, or bytes, with the same digest", async () => {
    const zip = await zipOf(HANDLER);
    const file = path.join(local.folder, "fn.zip");
    await writeFile(file, zip);
    const { pid } = (await local.call({})).body;
    for (const bundle of [file, zip]) {
      await local.deploy({ bundle });
      expect((await local.call({})).body.pid).toBe(pid);
    }
  });
});
