import { expect, test } from "vitest";
import type { Claim } from "../../../db/ingest/claim.ts";
import { machineClock } from "../../../lambda/clock.ts";
import type { IngestTools } from "../../../lambda/compose.ts";
import { unavailable } from "../../../server/http/failures.ts";
import { createInlineIngest } from "../../../server/ingest/inline.ts";

const log = {
  child: () => log,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
} as never;
const never = new Promise<never>(() => undefined);

/** An inline ingest whose claims do what the test says. */
function anInline(claim: (id: number) => Promise<Claim | null>, parts: { concurrency?: number; queue?: number } = {}) {
  const claimed: number[] = [];
  let closed = false;
  const tools = {
    config: { leaseSeconds: 30, attempts: { max: 3, pauseSeconds: 0 }, time: { limitSeconds: null, marginSeconds: 1 } },
    clock: machineClock,
    ledger: {
      claim: ({ artifactId }: { artifactId: number }) => {
        claimed.push(artifactId);
        return claim(artifactId);
      },
    },
    close: async () => {
      closed = true;
    },
  } as unknown as IngestTools;
  const inline = createInlineIngest({
    tools,
    artifacts: { statusOf: async () => "pending" },
    concurrency: 1,
    queue: 2,
    newId: () => "id",
    handBackMs: 100,
    log,
    ...parts,
  });
  return { inline, claimed, isClosed: () => closed };
}

test("stops although work hangs and more is queued, and closes the tools", async () => {
  const { inline, claimed, isClosed } = anInline(() => never);
  for (const id of [1, 2, 3]) inline.enqueue(id);
  await expect.poll(() => claimed).toEqual([1]);
  await inline.stop();
  expect([claimed, isClosed()]).toEqual([[1], true]);
});

test("leaves artifacts to the sweeper when the queue is full or the server stops", async () => {
  const { inline, claimed } = anInline(() => never);
  for (const id of [1, 2, 3, 4, 5]) inline.enqueue(id);
  await inline.stop();
  inline.enqueue(6);
  expect(claimed).toEqual([1]);
});

test("works once on an artifact that is enqueued twice", async () => {
  let release = (_claim: null): void => undefined;
  const held = new Promise<null>((resolve) => {
    release = resolve;
  });
  const { inline, claimed } = anInline(() => held, { concurrency: 4 });
  for (const id of [1, 1, 1]) inline.enqueue(id);
  await expect.poll(() => claimed).toEqual([1]);
  release(null);
  await inline.stop();
  expect(claimed).toEqual([1]);
});

test("answers a request that waits for its ingest with 503 when the server stops", async () => {
  const { inline } = anInline(() => never);
  const waiting = inline.finish(1).catch((error: unknown) => error);
  await inline.stop();
  expect(unavailable(await waiting)).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining("The ingest continues") },
  });
});
