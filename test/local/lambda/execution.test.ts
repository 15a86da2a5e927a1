import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportLine, succeeded } from "../../../local/lambda/execution/outcome.ts";
import { startTestLambda, type TestLambda, zipOf } from "./test-lambda.ts";

let local: TestLambda;
const lines: string[] = [];

beforeAll(async () => {
  process.env["SECRET_OF_THIS_MACHINE"] = "hidden";
  local = await startTestLambda({
    log: ({ stream, text }) => lines.push(`${stream} ${text}`),
    roleCredentials: { accessKeyId: "ROLEKEY", secretAccessKey: "rolesecret" },
  });
  await local.deploy({ environment: { GREETING: `p,a=s"s' w{}rd` }, memoryMb: 512 });
});

afterAll(async () => {
  delete process.env["SECRET_OF_THIS_MACHINE"];
  await local.close();
});

describe("an invocation", () => {
  test("answers with what the handler returned", async () => {
    const answer = await local.call({ hello: ["wörld", 1] });
    expect(answer).toMatchObject({ status: 200, error: undefined, version: "$LATEST" });
    expect(answer.body.event).toEqual({ hello: ["wörld", 1] });
  });

  test("gives the handler the context of Lambda", async () => {
    const { body, requestId } = await local.call({});
    expect(body.context).toMatchObject({
      awsRequestId: requestId,
      functionName: "fn",
      functionVersion: "$LATEST",
      memoryLimitInMB: "512",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:fn",
      logGroupName: "/aws/lambda/fn",
    });
    expect(body.context.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(body.left).toBeGreaterThan(200_000);
    expect(body.left).toBeLessThanOrEqual(300_000);
  });

  test("sees its configuration and what Lambda sets, and nothing of this machine", async () => {
    const { env } = (await local.call({ env: true })).body;
    expect(env).toMatchObject({
      GREETING: `p,a=s"s' w{}rd`,
      AWS_REGION: "us-east-1",
      AWS_LAMBDA_FUNCTION_NAME: "fn",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_ACCESS_KEY_ID: "ROLEKEY",
      AWS_SECRET_ACCESS_KEY: "rolesecret",
    });
    expect(env).not.toHaveProperty("SECRET_OF_THIS_MACHINE");
    expect(env).not.toHaveProperty("HOME");
  });

  test("finds the environment of the one before warm, with its own temporary folder", async () => {
    const first = (await local.call({ env: true })).body;
    const second = (await local.call({ env: true })).body;
    expect(second.pid).toBe(first.pid);
    expect(second.runs).toBe(first.runs + 1);
    expect(second.env.TMPDIR.startsWith(path.join(local.folder, "lambda", "tmp"))).toBe(true);
    expect(existsSync(second.env.TMPDIR)).toBe(true);
  });

  test("that runs beside another one gets an environment of its own", async () => {
    const gate = path.join(local.folder, "gate");
    const slow = local.call({ gate });
    await expect.poll(() => local.lambda.invocations.some(({ status }) => status === "running")).toBe(true);
    const quick = await local.call({ fail: "let the other one go" });
    expect(quick.error).toBe("Unhandled");
    await writeFile(gate, "");
    expect((await slow).error).toBeUndefined();
  });
});

test("every environment gets a network of its own, which is closed with it", async () => {
  let [opened, closed] = [0, 0];
  const own = await startTestLambda({
    openNetwork: async (variables) => {
      opened += 1;
      return {
        variables: { ...variables, NETWORK: `${variables["NETWORK"]} ${opened}` },
        close: async () => void closed++,
      };
    },
  });
  await own.deploy({ environment: { NETWORK: "number" } });
  const gate = path.join(own.folder, "gate");
  const first = own.call({ gate, env: true });
  await expect.poll(() => own.lambda.invocations.some(({ status }) => status === "running")).toBe(true);
  const second = own.call({ gate, env: true });
  await expect.poll(() => opened).toBe(2);
  await writeFile(gate, "");
  const seen = [await first, await second].map(({ body }) => body.env.NETWORK);
  expect(seen.sort()).toEqual(["number 1", "number 2"]);
  await own.close();
  expect(closed).toBe(2);
});

describe("the log of an invocation", () => {
  test("ends with a REPORT that Lambda's tools can read", async () => {
    await local.deploy({ memoryMb: 640, environment: {} });
    const { log, requestId } = await local.call({ say: "one\ntwo", write: "no newline" });
    expect(log).toMatch(new RegExp(`^START RequestId: ${requestId} Version: \\$LATEST\n`));
    expect(log).toContain(`\t${requestId}\tINFO\tone\rtwo\n`);
    expect(log).toContain(`no newline\nEND RequestId: ${requestId}\n`);
    const report =
      /^REPORT RequestId: (\S+)\tDuration: (\d+\.\d\d) ms\tBilled Duration: (\d+) ms\tMemory Size: 640 MB\tMax Memory Used: (\d+) MB\tInit Duration: (\d+\.\d\d) ms\t$/m;
    const [, id, duration, billed, memory, init] = report.exec(log) ?? [];
    expect(id).toBe(requestId);
    // In whole hundredths: 100.10 + 200.90 is more than 301 for JavaScript.
    expect(Number(billed)).toBe(Math.ceil((Math.round(Number(duration) * 100) + Math.round(Number(init) * 100)) / 100));
    expect(Number(memory)).toBeGreaterThan(30);
    expect(Number(memory)).toBeLessThan(200);
  });

  test.each([
    [300.004, 97.003, "Duration: 300.00 ms", "Billed Duration: 397 ms"],
    [300.006, 97, "Duration: 300.01 ms", "Billed Duration: 398 ms"],
    [100.1, 200.9, "Duration: 100.10 ms", "Billed Duration: 301 ms"],
  ])("bills the times as it states them: %d ms after %d ms to load", (durationMs, initMs, duration, billed) => {
    const run = { ...succeeded(Buffer.from("")), durationMs, initMs, maxMemoryMb: 40 };
    expect(reportLine("id", 128, run).split("\t").slice(1, 3)).toEqual([duration, billed]);
  });

  test("has no Init Duration when the environment was warm", async () => {
    expect((await local.call({})).log).not.toContain("Init Duration");
  });

  test("is cut to its last four kilobytes", async () => {
    const { log } = await local.call({ say: "x".repeat(9000) });
    expect(Buffer.byteLength(log)).toBe(4096);
    expect(log).toContain("REPORT");
  });

  test("goes to the listener line by line, with its stream", async () => {
    await local.call({ say: "for the listener", fail: "loudly" });
    expect(lines.some((line) => line.startsWith("stdout ") && line.endsWith("INFO\tfor the listener"))).toBe(true);
    expect(lines.some((line) => line.startsWith("stderr ") && line.includes("loudly"))).toBe(true);
  });
});

describe("a function error", () => {
  test("carries the type, message and trace of what the handler threw", async () => {
    const { status, error, body } = await local.call({ fail: "no such thing" });
    expect([status, error]).toEqual([200, "Unhandled"]);
    expect(body).toMatchObject({ errorType: "RangeError", errorMessage: "no such thing" });
    expect(body.trace[0]).toBe("RangeError: no such thing");
  });

  test("ends a run at the timeout, and the next one starts afresh", async () => {
    await local.deploy({ timeoutSeconds: 1 });
    const { body, log, requestId } = await local.call({ spin: true });
    expect(body.errorMessage).toBe(`RequestId: ${requestId} Error: Task timed out after 1.00 seconds`);
    expect(log).toMatch(/^REPORT .*\tStatus: timeout\t$/m);
    // Again when the machine takes a second for nothing.
    await expect.poll(async () => (await local.call({})).body.runs).toBe(1);
  });

  test("ends a run that takes more memory than configured", async () => {
    await local.deploy({ memoryMb: 160 });
    const { body, log } = await local.call({ eat: true });
    expect(body.errorType).toBe("Runtime.OutOfMemory");
    expect(body.errorMessage).toContain("Runtime exited with error: signal: killed");
    expect(log).toContain("Max Memory Used: 160 MB");
    expect((await local.call({})).body.runs).toBe(1);
  });

  test("names the exit status of a process that ended in the middle", async () => {
    await local.deploy();
    expect((await local.call({ exit: 3 })).body).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringContaining("Runtime exited with error: exit status 3"),
    });
    expect((await local.call({})).body.runs).toBe(1);
  });

  test("tells of an answer that is too large", async () => {
    const { error, body } = await local.call({ large: 6_300_000 });
    expect([error, body.errorType]).toEqual(["Unhandled", "Function.ResponseSizeTooLarge"]);
  });

  test("that nobody caught does not hit the invocation after it", async () => {
    await local.call({ stray: true });
    expect((await local.call({})).error).toBeUndefined();
  });
});

describe("a bundle that cannot be loaded", () => {
  const loading = async (source: string, handler = "index.handler") => {
    await local.deploy({ name: "broken", bundle: await zipOf(source), handler });
    return local.call({}, { FunctionName: "broken" });
  };

  test("shows the error of its top level", async () => {
    const { error, body } = await loading("throw new SyntaxError('at the top')");
    expect([error, body.errorType, body.errorMessage]).toEqual(["Unhandled", "SyntaxError", "at the top"]);
  });

  test("says which module or export is missing", async () => {
    expect((await loading("export const other = 1", "index.handler")).body.errorType).toBe("Runtime.HandlerNotFound");
    expect((await loading("export const other = 1", "main.handler")).body.errorType).toBe("Runtime.ImportModuleError");
  });

  test("is refused when its handler wants a callback", async () => {
    const { body } = await loading("export const handler = (event, context, callback) => callback(null, 1)");
    expect(body.errorType).toBe("Runtime.CallbackHandlerDeprecated");
  });
});
