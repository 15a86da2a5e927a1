import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  CreateAliasCommand,
  DeleteFunctionConcurrencyCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InvocationRecord } from "../../../local/lambda.ts";
import { startTestLambda, type TestLambda } from "./test-lambda.ts";

let local: TestLambda;
let skewMs: number;

beforeEach(async () => {
  skewMs = 0;
  local = await startTestLambda({ now: () => Date.now() + skewMs });
  await local.deploy();
});

afterEach(() => local.close());

const recordOf = (id: string): InvocationRecord | undefined =>
  local.lambda.invocations.find((record) => record.id === id);

/** The request ids of the runs that wrote into the note, in order. */
const noted = async (file: string): Promise<string[]> => (await readFile(file, "utf8")).trim().split("\n");
const noteFile = (name = "note"): string => path.join(local.folder, name);

const configure = (config: Partial<PutFunctionEventInvokeConfigCommandInput>) =>
  local.client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: "fn", ...config }));

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:failed-ingests";

const delivered = async (kind: string, id: string) =>
  JSON.parse(await readFile(path.join(local.folder, "lambda", kind, `${id}.json`), "utf8"));

const eventFiles = (): Promise<string[]> => readdir(path.join(local.folder, "lambda", "events"));

describe("an event", () => {
  test("is answered with 202 and no body before it runs, and then runs once", async () => {
    const gate = noteFile("gate");
    const answer = await local.call({ gate, note: noteFile() }, { InvocationType: "Event" });
    expect([answer.status, answer.body]).toEqual([202, undefined]);
    await writeFile(gate, "");
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([answer.requestId]);
    expect(recordOf(answer.requestId!)).toMatchObject({ type: "Event", status: "succeeded", attempts: 1 });
    expect(await eventFiles()).toEqual([]);
  });

  test("that fails is run twice more with the same request id", async () => {
    const id = await local.send({ note: noteFile(), fail: "always" });
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id, id]);
    expect(recordOf(id)).toMatchObject({
      status: "failed",
      attempts: 3,
      error: { type: "RangeError", message: "always" },
    });
    expect(await eventFiles()).toEqual([]);
  });

  test("that fails once succeeds on its second run", async () => {
    const id = await local.send({ note: noteFile(), failUntil: noteFile("once") });
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id]);
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(recordOf(id)).not.toHaveProperty("error");
  });

  test("whose process is killed in the middle is run again", async () => {
    const gate = noteFile("gate");
    const id = await local.send({ gate, note: noteFile() });
    await expect.poll(() => noted(noteFile()).catch(() => [])).toEqual([id]);
    expect(local.lambda.killRunning("SIGKILL")).toBe(1);
    await writeFile(gate, "");
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id]);
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  test("whose process is killed alone is run again, and another one is not", async () => {
    const gate = noteFile("gate");
    const ids = [await local.send({ gate, note: noteFile() }), await local.send({ gate, note: noteFile() })];
    await expect.poll(async () => (await noted(noteFile()).catch(() => [])).length).toBe(2);
    expect(local.lambda.killOne((running) => running - 1)).toBe(true);
    await writeFile(gate, "");
    await local.lambda.idle();
    expect(ids.map((id) => recordOf(id)?.attempts).sort()).toEqual([1, 2]);
    expect(local.lambda.killOne(() => 0)).toBe(false);
  });

  test("is run after a restart when it was running or waiting before", async () => {
    const gate = noteFile("gate");
    await local.client.send(new PutFunctionConcurrencyCommand({ FunctionName: "fn", ReservedConcurrentExecutions: 1 }));
    const running = await local.send({ gate, note: noteFile() });
    await expect.poll(() => noted(noteFile()).catch(() => [])).toEqual([running]);
    const waiting = await local.send({ note: noteFile() });
    await local.restart();
    await writeFile(gate, "");
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([running, running, waiting]);
    expect(recordOf(running)).toMatchObject({ status: "succeeded", attempts: 1 });
  });

  test("that waits for its retry keeps counting over a restart", async () => {
    await local.restart({ retryDelaysMs: [3_600_000] });
    const id = await local.send({ note: noteFile(), fail: "always" });
    await expect.poll(() => recordOf(id)?.status).toBe("retrying");
    skewMs = 3_600_000;
    await local.restart();
    await local.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id, id]);
  });

  test("for which no process can be started is tried again without using a retry", async () => {
    const code = path.join(local.folder, "lambda", "code");
    await rename(code, `${code}-away`);
    const id = await local.send({ note: noteFile() });
    await expect.poll(() => recordOf(id)?.error?.type).toBe("ServiceException");
    await rename(`${code}-away`, code);
    await local.lambda.idle();
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 1 });
  });

  test("of more than a megabyte is refused", async () => {
    const event = { filler: "x".repeat(1_048_577) };
    await expect(local.send(event)).rejects.toMatchObject({ name: "RequestTooLargeException" });
  });
});

describe("the event-invoke configuration", () => {
  test("sends a record to the failure destination when the retries are used up", async () => {
    await configure({ DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    const id = await local.send({ fail: "badly" });
    await local.lambda.idle();
    expect(await delivered("on-failure", id)).toMatchObject({
      version: "1.0",
      requestContext: {
        requestId: id,
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:fn",
        condition: "RetriesExhausted",
        approximateInvokeCount: 3,
      },
      requestPayload: { fail: "badly" },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType: "RangeError", errorMessage: "badly" },
    });
  });

  test("leaves the event itself in the dead-letter queue of the function", async () => {
    const DeadLetterConfig = { TargetArn: QUEUE };
    await local.client.send(new UpdateFunctionConfigurationCommand({ FunctionName: "fn", DeadLetterConfig }));
    await configure({ MaximumRetryAttempts: 0 });
    const id = await local.send({ fail: "for good" });
    await local.lambda.idle();
    expect(await delivered("dead-letter", id)).toEqual({ requestId: id, body: { fail: "for good" } });
  });

  test("sends a record to the success destination", async () => {
    await configure({ DestinationConfig: { OnSuccess: { Destination: QUEUE } } });
    const id = await local.send({ fine: true });
    await local.lambda.idle();
    expect(await delivered("on-success", id)).toMatchObject({
      requestContext: { condition: "Success", approximateInvokeCount: 1 },
      responsePayload: { event: { fine: true } },
    });
  });

  test("limits the retries of the qualifier that it was made for, and of no other", async () => {
    await local.client.send(new PublishVersionCommand({ FunctionName: "fn" }));
    await local.client.send(new CreateAliasCommand({ FunctionName: "fn", Name: "live", FunctionVersion: "1" }));
    await configure({ Qualifier: "live", MaximumRetryAttempts: 0 });
    const live = await local.send({ fail: "x" }, { FunctionName: "fn:live" });
    const latest = await local.send({ fail: "x" });
    await local.lambda.idle();
    expect([recordOf(live)?.attempts, recordOf(latest)?.attempts]).toEqual([1, 3]);
  });

  test("drops an event that has become too old while it waited", async () => {
    await configure({ MaximumEventAgeInSeconds: 60, DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    await local.client.send(new PutFunctionConcurrencyCommand({ FunctionName: "fn", ReservedConcurrentExecutions: 1 }));
    const gate = noteFile("gate");
    await local.send({ gate });
    await expect.poll(() => local.lambda.invocations.map(({ status }) => status)).toEqual(["running"]);
    const old = await local.send({ note: noteFile() });
    skewMs = 61_000;
    await writeFile(gate, "");
    await local.lambda.idle();
    expect(recordOf(old)).toMatchObject({ status: "dropped", attempts: 0 });
    expect((await delivered("on-failure", old)).requestContext.condition).toBe("EventAgeExceeded");
  });
});

describe("the limits on concurrency", () => {
  test("let events wait without using their retries", async () => {
    await local.restart({ concurrency: 2 });
    const events = Array.from({ length: 12 }, () => local.send({ note: noteFile() }));
    const ids = await Promise.all(events);
    await local.lambda.idle();
    expect((await noted(noteFile())).sort()).toEqual(ids.sort());
    expect(local.lambda.invocations.every(({ attempts }) => attempts === 1)).toBe(true);
  });

  test("answer a call that finds no free slot with 429 and the reason", async () => {
    await local.restart({ concurrency: 1 });
    const gate = noteFile("gate");
    const busy = local.call({ gate });
    await expect.poll(() => local.lambda.invocations.at(-1)?.status).toBe("running");
    await expect(local.call({})).rejects.toMatchObject({
      name: "TooManyRequestsException",
      Reason: "ConcurrentInvocationLimitExceeded",
      retryAfterSeconds: "1",
      $metadata: { httpStatusCode: 429 },
    });
    await writeFile(gate, "");
    expect((await busy).error).toBeUndefined();
  });

  test("stop a function whose reserved concurrency is zero, until it is taken away", async () => {
    const zero = { FunctionName: "fn", ReservedConcurrentExecutions: 0 };
    await configure({ DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    await local.client.send(new PutFunctionConcurrencyCommand(zero));
    await expect(local.call({})).rejects.toMatchObject({ Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" });
    const id = await local.send({ note: noteFile() });
    await local.lambda.idle();
    expect(recordOf(id)).toMatchObject({ status: "dropped", attempts: 0 });
    expect(await delivered("on-failure", id)).not.toHaveProperty("responsePayload");
    await local.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: "fn" }));
    expect((await local.call({})).error).toBeUndefined();
  });
});
