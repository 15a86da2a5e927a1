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
import { openWorkshop, type Workshop } from "./workshop.ts";

let shop: Workshop;
let skewMs: number;

beforeEach(async () => {
  skewMs = 0;
  shop = await openWorkshop({ now: () => Date.now() + skewMs });
  await shop.deploy();
});

afterEach(() => shop.close());

const recordOf = (id: string): InvocationRecord | undefined =>
  shop.lambda.invocations.find((record) => record.id === id);

/** The request ids of the runs that wrote into the note, in order. */
const noted = async (file: string): Promise<string[]> => (await readFile(file, "utf8")).trim().split("\n");
const noteFile = (name = "note"): string => path.join(shop.folder, name);

const configure = (config: Partial<PutFunctionEventInvokeConfigCommandInput>) =>
  shop.client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: "fn", ...config }));

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:failed-ingests";

const delivered = async (kind: string, id: string) =>
  JSON.parse(await readFile(path.join(shop.folder, "lambda", kind, `${id}.json`), "utf8"));

const eventFiles = (): Promise<string[]> => readdir(path.join(shop.folder, "lambda", "events"));

describe("an event", () => {
  test("is answered with 202 and no body before it runs, and then runs once", async () => {
    const gate = noteFile("gate");
    const answer = await shop.call({ gate, note: noteFile() }, { InvocationType: "Event" });
    expect([answer.status, answer.body]).toEqual([202, undefined]);
    await writeFile(gate, "");
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([answer.requestId]);
    expect(recordOf(answer.requestId!)).toMatchObject({ type: "Event", status: "succeeded", attempts: 1 });
    expect(await eventFiles()).toEqual([]);
  });

  test("that fails is run twice more with the same request id", async () => {
    const id = await shop.send({ note: noteFile(), fail: "always" });
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id, id]);
    expect(recordOf(id)).toMatchObject({
      status: "failed",
      attempts: 3,
      error: { type: "RangeError", message: "always" },
    });
    expect(await eventFiles()).toEqual([]);
  });

  test("that fails once succeeds on its second run", async () => {
    const id = await shop.send({ note: noteFile(), failUntil: noteFile("once") });
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id]);
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(recordOf(id)).not.toHaveProperty("error");
  });

  test("whose process is killed in the middle is run again", async () => {
    const gate = noteFile("gate");
    const id = await shop.send({ gate, note: noteFile() });
    await expect.poll(() => noted(noteFile()).catch(() => [])).toEqual([id]);
    expect(shop.lambda.killRunning("SIGKILL")).toBe(1);
    await writeFile(gate, "");
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id]);
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  test("whose process is killed alone is run again, and another one is not", async () => {
    const gate = noteFile("gate");
    const ids = [await shop.send({ gate, note: noteFile() }), await shop.send({ gate, note: noteFile() })];
    await expect.poll(async () => (await noted(noteFile()).catch(() => [])).length).toBe(2);
    expect(shop.lambda.killOne((running) => running - 1)).toBe(true);
    await writeFile(gate, "");
    await shop.lambda.idle();
    expect(ids.map((id) => recordOf(id)?.attempts).sort()).toEqual([1, 2]);
    expect(shop.lambda.killOne(() => 0)).toBe(false);
  });

  test("is run after a restart when it was running or waiting before", async () => {
    const gate = noteFile("gate");
    await shop.client.send(new PutFunctionConcurrencyCommand({ FunctionName: "fn", ReservedConcurrentExecutions: 1 }));
    const running = await shop.send({ gate, note: noteFile() });
    await expect.poll(() => noted(noteFile()).catch(() => [])).toEqual([running]);
    const waiting = await shop.send({ note: noteFile() });
    await shop.restart();
    await writeFile(gate, "");
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([running, running, waiting]);
    expect(recordOf(running)).toMatchObject({ status: "succeeded", attempts: 1 });
  });

  test("that waits for its retry keeps counting over a restart", async () => {
    await shop.restart({ retryDelaysMs: [3_600_000] });
    const id = await shop.send({ note: noteFile(), fail: "always" });
    await expect.poll(() => recordOf(id)?.status).toBe("retrying");
    skewMs = 3_600_000;
    await shop.restart();
    await shop.lambda.idle();
    expect(await noted(noteFile())).toEqual([id, id, id]);
  });

  test("for which no process can be started is tried again without using a retry", async () => {
    const code = path.join(shop.folder, "lambda", "code");
    await rename(code, `${code}-away`);
    const id = await shop.send({ note: noteFile() });
    await expect.poll(() => recordOf(id)?.error?.type).toBe("ServiceException");
    await rename(`${code}-away`, code);
    await shop.lambda.idle();
    expect(recordOf(id)).toMatchObject({ status: "succeeded", attempts: 1 });
  });

  test("of more than a megabyte is refused", async () => {
    const event = { filler: "x".repeat(1_048_577) };
    await expect(shop.send(event)).rejects.toMatchObject({ name: "RequestTooLargeException" });
  });
});

describe("the event-invoke configuration", () => {
  test("sends a record to the failure destination when the retries are used up", async () => {
    await configure({ DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    const id = await shop.send({ fail: "badly" });
    await shop.lambda.idle();
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
    await shop.client.send(new UpdateFunctionConfigurationCommand({ FunctionName: "fn", DeadLetterConfig }));
    await configure({ MaximumRetryAttempts: 0 });
    const id = await shop.send({ fail: "for good" });
    await shop.lambda.idle();
    expect(await delivered("dead-letter", id)).toEqual({ requestId: id, body: { fail: "for good" } });
  });

  test("sends a record to the success destination", async () => {
    await configure({ DestinationConfig: { OnSuccess: { Destination: QUEUE } } });
    const id = await shop.send({ fine: true });
    await shop.lambda.idle();
    expect(await delivered("on-success", id)).toMatchObject({
      requestContext: { condition: "Success", approximateInvokeCount: 1 },
      responsePayload: { event: { fine: true } },
    });
  });

  test("limits the retries of the qualifier that it was made for, and of no other", async () => {
    await shop.client.send(new PublishVersionCommand({ FunctionName: "fn" }));
    await shop.client.send(new CreateAliasCommand({ FunctionName: "fn", Name: "live", FunctionVersion: "1" }));
    await configure({ Qualifier: "live", MaximumRetryAttempts: 0 });
    const live = await shop.send({ fail: "x" }, { FunctionName: "fn:live" });
    const latest = await shop.send({ fail: "x" });
    await shop.lambda.idle();
    expect([recordOf(live)?.attempts, recordOf(latest)?.attempts]).toEqual([1, 3]);
  });

  test("drops an event that has become too old while it waited", async () => {
    await configure({ MaximumEventAgeInSeconds: 60, DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    await shop.client.send(new PutFunctionConcurrencyCommand({ FunctionName: "fn", ReservedConcurrentExecutions: 1 }));
    const gate = noteFile("gate");
    await shop.send({ gate });
    await expect.poll(() => shop.lambda.invocations.map(({ status }) => status)).toEqual(["running"]);
    const old = await shop.send({ note: noteFile() });
    skewMs = 61_000;
    await writeFile(gate, "");
    await shop.lambda.idle();
    expect(recordOf(old)).toMatchObject({ status: "dropped", attempts: 0 });
    expect((await delivered("on-failure", old)).requestContext.condition).toBe("EventAgeExceeded");
  });
});

describe("the limits on concurrency", () => {
  test("let events wait without using their retries", async () => {
    await shop.restart({ concurrency: 2 });
    const events = Array.from({ length: 12 }, () => shop.send({ note: noteFile() }));
    const ids = await Promise.all(events);
    await shop.lambda.idle();
    expect((await noted(noteFile())).sort()).toEqual(ids.sort());
    expect(shop.lambda.invocations.every(({ attempts }) => attempts === 1)).toBe(true);
  });

  test("answer a call that finds no free slot with 429 and the reason", async () => {
    await shop.restart({ concurrency: 1 });
    const gate = noteFile("gate");
    const busy = shop.call({ gate });
    await expect.poll(() => shop.lambda.invocations.at(-1)?.status).toBe("running");
    await expect(shop.call({})).rejects.toMatchObject({
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
    await shop.client.send(new PutFunctionConcurrencyCommand(zero));
    await expect(shop.call({})).rejects.toMatchObject({ Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" });
    const id = await shop.send({ note: noteFile() });
    await shop.lambda.idle();
    expect(recordOf(id)).toMatchObject({ status: "dropped", attempts: 0 });
    expect(await delivered("on-failure", id)).not.toHaveProperty("responsePayload");
    await shop.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: "fn" }));
    expect((await shop.call({})).error).toBeUndefined();
  });
});
