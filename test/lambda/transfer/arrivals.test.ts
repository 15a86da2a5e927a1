import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arrival, boundedArrivals, fittingNumber } from "../../../lambda/transfer/arrivals.ts";

const signal = new AbortController().signal;
const PART = 8;

/** Arrivals whose clock the test moves. */
function aLink(maxBytes: number) {
  let now = 0;
  let sleeping: { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => sleeping.push({ until: now + milliseconds, wake }));
  const arrivals = boundedArrivals(maxBytes, { now: () => now, sleep });
  const begun: Arrival[] = [];
  const ask = () => void arrivals.take(PART, signal).then((arrival) => begun.push(arrival));
  /** Lets the promises of what may begin run. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = (milliseconds: number) => {
    now += milliseconds;
    const due = sleeping.filter(({ until }) => until <= now);
    sleeping = sleeping.filter(({ until }) => until > now);
    for (const { wake } of due) wake();
  };
  return { arrivals, begun, ask, settled, pass };
}

test("a part begins when the one before it is nearly here at its rate, so that the link is never idle", async () => {
  const { begun, ask, settled, pass } = aLink(4 * PART);
  for (let count = 0; count < 3; count++) ask();
  await settled();
  for (let bytes = 1; bytes < 6; bytes++) {
    pass(90);
    begun[0]?.add(1);
    await settled();
    expect(begun).toHaveLength(1);
  }
  pass(90);
  begun[0]?.add(1);
  await settled();
  expect(begun).toHaveLength(2);
  begun[0]?.add(2);
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

/** MB of the link and of each connection in a second, and milliseconds until a connection brings its first byte. */
const LINKS = [
  { link: 3, each: 3, wait: 30, seconds: 40 },
  { link: 3, each: 1, wait: 30, seconds: 120 },
  { link: 75, each: 75, wait: 150, seconds: 10 },
  { link: 75, each: 20, wait: 100, seconds: 10 },
  { link: 300, each: 60, wait: 80, seconds: 10 },
];

test.each(LINKS)(
  "nearly fills a link of $link MB/s with connections of $each MB/s that wait for $wait ms",
  async (link) => {
    const ofOne = PART / (PART / link.each + link.wait / 1000);
    const parts = Math.round((link.seconds * Math.min(link.link, 6 * ofOne)) / PART);
    expect((await arrivalOf(parts, link)).seconds / link.seconds).toBeLessThan(1.4);
  },
);

test("parts begin at distances, also when their number doubles", async () => {
  const { together } = await arrivalOf(45, { link: 3, each: 1, wait: 30 });
  expect(together).toBe(1);
});

/** Seconds in which this many parts of 8 MB arrive, six at a time at most, and how many began within 10 ms at most. */
async function arrivalOf(parts: number, { link, each, wait }: Pick<(typeof LINKS)[number], "link" | "each" | "wait">) {
  const { begun, ask, settled, pass } = aLink(6 * PART);
  const left = new Map<Arrival, { bytes: number; from: number }>();
  let asked = 0;
  let together = 0;
  let now = 0;
  for (let arrived = 0; arrived < parts; now += 10, pass(10)) {
    for (; asked < Math.min(parts, arrived + 12); asked++) ask();
    await settled();
    together = Math.max(together, begun.length);
    for (const arrival of begun.splice(0)) left.set(arrival, { bytes: PART, from: now + wait });
    const open = [...left].filter(([, { from }]) => from <= now);
    const bytes = (Math.min(each, link / open.length) * 10) / 1000;
    for (const [arrival, part] of open) {
      part.bytes -= bytes;
      arrival.add(bytes);
      if (part.bytes > 0) continue;
      left.delete(arrival);
      arrival.end();
      arrived += 1;
    }
  }
  return { seconds: now / 1000, together };
}

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
