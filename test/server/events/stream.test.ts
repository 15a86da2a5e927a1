import { expect, test } from "vitest";
import type { News } from "../../../handlers/deps.ts";
import { openStream, type StreamLimits } from "../../../server/events/stream.ts";

const LONG = 60_000;
const limits = (given: Partial<StreamLimits> = {}): StreamLimits => ({
  heartbeatMs: LONG,
  spacingMs: 0,
  stallMs: LONG,
  ageMs: LONG,
  ...given,
});
const aWatch = (given: Partial<StreamLimits> = {}) => {
  let ended = 0;
  const one = openStream(limits(given), () => {
    ended += 1;
  });
  return { ...one, ended: () => ended };
};

async function* counting(made: string[], most = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  for (let number = 1; number <= most; number++) {
    made.push(`${number} `);
    yield `${number} `;
  }
}

test("reports many changes between two reads as one", async () => {
  const one = aWatch({ heartbeatMs: 5 });
  for (let n = 0; n < 10; n++) one.wake();
  expect([await one.next(), await one.next()]).toEqual(["changed", "quiet"]);
  one.close();
});

test("reports a change to a waiting reader at once", async () => {
  const one = aWatch();
  const news = one.next();
  one.wake();
  expect(await news).toBe("changed");
  one.close();
});

test("delays a quick second change until the spacing ends, without losing it", async () => {
  const one = aWatch({ spacingMs: 50 });
  const before = performance.now();
  one.wake();
  await one.next();
  one.wake();
  expect(await one.next()).toBe("changed");
  expect(performance.now() - before).toBeGreaterThan(40);
  one.close();
});

test("ends a wait when closed, also within the spacing, and calls back once", async () => {
  for (const spacingMs of [0, LONG]) {
    const one = aWatch({ spacingMs });
    one.wake();
    await one.next();
    const news = one.next();
    one.close();
    one.close();
    expect([await news, one.ended()]).toEqual(["over", 1]);
  }
});

test("ends a stream at its maximum age", async () => {
  const one = aWatch({ ageMs: 20 });
  const seen: News[] = [await one.next(), await one.next()];
  expect([seen, one.ended()]).toEqual([["over", "over"], 1]);
});

test("makes the next piece only after the reader accepted the one before", async () => {
  const one = aWatch();
  const made: string[] = [];
  const stream = one.toReadable(counting(made));
  stream.once("readable", () => undefined);
  await expect.poll(() => made.length).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toHaveLength(1);
  stream.destroy();
  expect(one.ended()).toBe(1);
});

test("closes the stream of a reader that accepts nothing", async () => {
  const one = aWatch({ stallMs: 20 });
  const stream = one.toReadable(counting([]));
  const broken = new Promise<Error>((resolve) => stream.once("error", resolve));
  stream.once("readable", () => undefined);
  expect((await broken).message).toContain("accepted nothing for 20 ms");
  expect(one.ended()).toBe(1);
});

test("closes a stream that nobody starts to read", async () => {
  const one = aWatch({ stallMs: 20 });
  const stream = one.toReadable(counting([]));
  const broken = new Promise((resolve) => stream.once("error", resolve));
  await broken;
  expect([stream.destroyed, one.ended()]).toEqual([true, 1]);
});

test("releases its place when its text ends, and breaks when its text fails", async () => {
  const one = aWatch();
  const text = await one.toReadable(counting([], 3)).toArray();
  expect([Buffer.concat(text as Buffer[]).toString(), one.ended()]).toEqual(["1 2 3 ", 1]);
  const other = aWatch();
  const failing = other.toReadable(
    (async function* (): AsyncGenerator<string> {
      yield "1 ";
      throw new Error("the text failed");
    })(),
  );
  await expect(failing.toArray()).rejects.toThrow("the text failed");
  expect(other.ended()).toBe(1);
});

test("ends the text when the reader disconnects while it waits", async () => {
  const one = aWatch();
  let left = false;
  const stream = one.toReadable(
    (async function* (): AsyncGenerator<string> {
      yield "first";
      left = (await one.next()) === "over";
    })(),
  );
  stream.on("data", () => setImmediate(() => stream.destroy()));
  await expect.poll(() => left).toBe(true);
});
