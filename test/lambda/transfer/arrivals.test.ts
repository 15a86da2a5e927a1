import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arrival, boundedArrivals, fittingNumber } from "../../../lambda/transfer/arrivals.ts";

const signal = new AbortController().signal;
const PART = 8;

/** Arrivals whose clock the test moves. */
function aLink(maxBytes: number) {
  let now = 0;
  const sleeping: { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => sleeping.push({ until: now + milliseconds, wake }));
  const arrivals = boundedArrivals(maxBytes, { now: () => now, sleep });
  const begun: Arrival[] = [];
  const ask = () => void arrivals.take(PART, signal).then((arrival) => begun.push(arrival));
  /** Lets the promises of what may begin run. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const { until, wake } of sleeping) if (until <= now) wake();
  };
  return { arrivals, begun, ask, settled, pass };
}

test("a part begins when the one before it is nearly here at its rate, so that the link is never idle", async () => {
  const { begun, ask, settled, pass } = aLink(4 * PART);
  for (let count = 0; count < 3; count++) ask();
  await settled();
  expect(begun).toHaveLength(1);
  for (let bytes = 1; bytes < PART; bytes++) {
    pass(300);
    begun[0]?.add(1);
    await settled();
    expect(begun).toHaveLength(1);
  }
  pass(200);
  begun[0]?.add(0.5);
  await settled();
  expect(begun).toHaveLength(2);
  begun[0]?.add(0.5);
  begun[0]?.end();
  begun[0]?.end();
  await settled();
  expect(begun).toHaveLength(2);
});

test("a part of a fast link begins while one of a slow answer is awaited, but only one", async () => {
  const { begun, ask, settled, pass } = aLink(4 * PART);
  for (let count = 0; count < 4; count++) ask();
  await settled();
  pass(100);
  begun[0]?.add(PART / 2);
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.add(PART / 2);
  await settled();
  expect(begun).toHaveLength(2);
});

test("asking for room in turn neither begins a part nor changes when the next one begins", async () => {
  const { arrivals, begun, ask, settled, pass } = aLink(4 * PART);
  ask();
  await settled();
  let hasRoom = false;
  void arrivals.room(signal).then(() => {
    hasRoom = true;
  });
  ask();
  pass(100);
  begun[0]?.add(PART / 2 - 1);
  await settled();
  expect([hasRoom, begun.length]).toEqual([false, 1]);
  begun[0]?.add(1);
  await settled();
  expect([hasRoom, begun.length]).toEqual([true, 2]);
});

test("a part of which nothing comes any more holds up the next one for a second", async () => {
  const { begun, ask, settled, pass } = aLink(4 * PART);
  for (let count = 0; count < 4; count++) ask();
  await settled();
  pass(1000);
  begun[0]?.add(1);
  await settled();
  expect(begun).toHaveLength(1);
  pass(999);
  await settled();
  expect(begun).toHaveLength(1);
  pass(1);
  pass(999);
  await settled();
  expect(begun).toHaveLength(2);
  pass(1);
  await settled();
  expect(begun).toHaveLength(2);
});

test("a part that is larger than the bound arrives alone, and a waiting one whose signal aborts leaves the queue", async () => {
  const { arrivals, begun, ask, settled } = aLink(PART);
  const large = await arrivals.take(2 * PART, signal);
  const given = new AbortController();
  const waiting = arrivals.take(PART, given.signal);
  ask();
  given.abort(new Error("no longer"));
  await expect(waiting).rejects.toThrow("no longer");
  large.add(2 * PART);
  await settled();
  expect(begun).toHaveLength(0);
  large.end();
  await settled();
  expect(begun).toHaveLength(1);
});

test("more parts arrive at a time when each connection has a rate of its own", async () => {
  const { begun, ask, settled, pass } = aLink(8 * PART);
  for (let count = 0; count < 200; count++) ask();
  await settled();
  const left = new Map<Arrival, number>();
  let most = 0;
  for (let tick = 0; tick < 400; tick++) {
    for (const arrival of begun.splice(0)) left.set(arrival, PART);
    most = Math.max(most, left.size);
    pass(50);
    for (const [arrival, bytes] of left) {
      arrival.add(1);
      left.set(arrival, bytes - 1);
      if (bytes > 1) continue;
      left.delete(arrival);
      arrival.end();
    }
    await settled();
  }
  expect(most).toBeGreaterThanOrEqual(4);
});

test("the number of parts that arrive at a time is the smallest with nearly the full rate, give or take a trial", () => {
  const links = fc.record({ each: fc.integer({ min: 1, max: 50 }), link: fc.integer({ min: 1, max: 400 }) });
  fc.assert(
    fc.property(links, ({ each, link }) => {
      const number = fittingNumber();
      const seen: number[] = [];
      for (let window = 0; window < 400; window++) {
        number.measured(Math.min(link, each * number.limit()));
        if (window >= 200) seen.push(number.limit());
      }
      // One more must bring a tenth: beyond ten, it brings less even when the link is free.
      const full = Math.min(32, Math.max(1, Math.ceil(link / each)));
      const typical = seen.toSorted((a, b) => a - b)[100] as number;
      expect(typical).toBeLessThanOrEqual(full + 1);
      expect(Math.min(link, each * typical)).toBeGreaterThanOrEqual(0.6 * Math.min(link, each * 10));
    }),
  );
});
