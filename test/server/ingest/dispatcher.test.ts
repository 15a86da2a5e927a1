import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { Agent } from "undici";
import { expect, test } from "vitest";
import type { DispatchStore, Due } from "../../../db/ingest/dispatch.ts";
import { checkSignature } from "../../../local/lambda/http/signature.ts";
import { createDispatcher, lambdaSend, type Send } from "../../../server/ingest/dispatcher.ts";
import { runningTime } from "../../support/ticks.ts";

const due = (artifactId: number): Due => ({
  artifactId,
  link: { host: "huggingface", type: "model", repository: "acme/m", revision: "main" },
  url: "https://huggingface.co/acme/m",
  name: "m",
  correlationId: "c",
});
const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as never;

/** A dispatcher over a list of waiting artifacts. */
function aDispatcher(send: Send, waiting: number[] = []) {
  const errors: string[] = [];
  const left = [...waiting];
  const store = {
    take: async (ids: readonly number[]) => ids.map(due),
    takeDue: async (limit: number) => left.splice(0, limit).map(due),
    noteError: async (_id: number, message: string) => void errors.push(message),
  } as unknown as DispatchStore;
  return { dispatcher: createDispatcher({ store, send, log }), errors, left };
}

test("does not let a post wait for a hanging call, but lets a stop wait for it", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { dispatcher } = aDispatcher(() => held);
  await dispatcher.dispatch(1);
  await pause(1);
  const settled = dispatcher.settled().then(() => "settled");
  expect(await Promise.race([settled, pause(20).then(() => "waits")])).toBe("waits");
  release();
  expect(await settled).toBe("settled");
});

test("keeps few calls in flight for many posts, and makes one call for each", async () => {
  let under = 0;
  let most = 0;
  const told: number[] = [];
  const { dispatcher } = aDispatcher(async ({ artifact_id }) => {
    most = Math.max(most, ++under);
    await pause(1);
    under -= 1;
    told.push(artifact_id);
  });
  const posted = Array.from({ length: 50 }, (_, id) => id + 1);
  await Promise.all(posted.map((id) => dispatcher.dispatch(id)));
  while (told.length < posted.length) await pause(1);
  expect([most, told.toSorted((a, b) => a - b)]).toEqual([4, posted]);
});

test("paces the calls of a flood of links after the first hundred", async () => {
  const times: number[] = [];
  const { dispatcher } = aDispatcher(async () => void times.push(performance.now()));
  for (let id = 1; id <= 130; id += 1) await dispatcher.dispatch(id);
  while (times.length < 130) await pause(5);
  // Whichever calls are looked at: a hundred may come at once, those in flight together may come late, the rest in turn.
  for (const [first, start] of times.entries()) {
    for (const [last, end] of times.entries()) {
      expect(last - first).toBeLessThan(100 + 2 * 4 + Math.max(0, end - start) / 10);
    }
  }
});

test("leaves artifacts beyond the backlog, and those that wait at a stop, to the sweeper", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const told: number[] = [];
  const { dispatcher } = aDispatcher(({ artifact_id }) => {
    told.push(artifact_id);
    return held;
  });
  for (let id = 1; id <= 2_000; id += 1) await dispatcher.dispatch(id);
  const lasted = runningTime();
  const settled = dispatcher.settled();
  release();
  await settled;
  // At the pace of the calls, what waits would take ten seconds.
  expect(lasted()).toBeLessThan(5_000);
  expect(told).toEqual([1, 2, 3, 4]);
});

test("records the code of a failed call and never throws it", async () => {
  const { dispatcher, errors } = aDispatcher(() =>
    Promise.reject(Object.assign(new Error("no"), { $metadata: { httpStatusCode: 403 } })),
  );
  await dispatcher.dispatch(1);
  while (errors.length === 0) await pause(1);
  expect(errors).toEqual(["access_denied"]);
});

test("leaves an artifact to the sweeper when the database is away during its dispatch", async () => {
  const store = { take: () => Promise.reject(new Error("ECONNREFUSED")) } as unknown as DispatchStore;
  await expect(createDispatcher({ store, send: async () => undefined, log }).dispatch(1)).resolves.toBeUndefined();
});

test("dispatches all waiting artifacts in rounds of bounded size and number", async () => {
  let under = 0;
  let most = 0;
  const send: Send = async () => {
    most = Math.max(most, ++under);
    await pause(1);
    under -= 1;
  };
  const few = aDispatcher(
    send,
    Array.from({ length: 95 }, (_, id) => id),
  );
  expect(await few.dispatcher.dispatchDue()).toBe(95);
  const many = aDispatcher(
    send,
    Array.from({ length: 1_000 }, (_, id) => id),
  );
  expect(await many.dispatcher.dispatchDue()).toBe(200);
  expect([most, many.left.length]).toEqual([20, 800]);
});

const EVENT = {
  artifact_id: 7,
  source_url: "https://huggingface.co/acme/m",
  artifact_type: "model",
  revision: "main",
  name: "m",
  correlation_id: "c",
} as const;

test("puts everything the function needs, and the correlation id, into the event", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  await aDispatcher(async (event) => resolve(event)).dispatcher.dispatch(7);
  expect(await promise).toEqual(EVENT);
});

const keys = { accessKeyId: "AKIDTEST", secretAccessKey: "secret/of+the=test" };

/** A function service that checks signatures and answers with these statuses in turn, and what it received. */
async function aFunctionService(...statuses: number[]) {
  const received: { url: string | undefined; event: unknown; type: unknown; bySdk: boolean }[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const { method = "", url = "", headersDistinct: headers } = request;
    checkSignature({ method, url, headers, body }, { ...keys, region: "us-east-1" }, Date.now());
    const type = request.headers["x-amz-invocation-type"];
    received.push({ url, event: JSON.parse(body.toString()), type, bySdk: "x-amz-user-agent" in request.headers });
    response.writeHead(statuses.shift() ?? 202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new LambdaClient({ endpoint, region: "us-east-1", credentials: keys, maxAttempts: 1 });
  const connections = new Agent();
  return {
    received,
    send: lambdaSend(client, "arn:aws:lambda:us-east-1:1:function:ingest", connections),
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await connections.close();
      server.close();
    },
  };
}

test("invokes the function with one signed request that the SDK has no part in", async () => {
  await using service = await aFunctionService();
  await service.send(EVENT);
  const url = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Aingest/invocations";
  expect(service.received).toEqual([{ url, event: EVENT, type: "Event", bySdk: false }]);
});

test("invokes the function with the SDK when the first try is not accepted", async () => {
  await using service = await aFunctionService(500, 202);
  await service.send(EVENT);
  const [first, second] = service.received;
  expect([first?.bySdk, second]).toEqual([false, { ...first, bySdk: true }]);
});

test("rejects with the error of the SDK when that is refused too", async () => {
  await using service = await aFunctionService(429, 429);
  await expect(service.send(EVENT)).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
});
