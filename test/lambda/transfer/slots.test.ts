import { describe, expect, test } from "vitest";
import { adaptiveSlots } from "../../../lambda/transfer/slots.ts";
import { manualClock } from "../../support/manual-clock.ts";

const signal = new AbortController().signal;
const BYTES = 8 * 1024 * 1024;

/** Runs windows in which all slots are used and each moves its bytes at the rate given for that many at once. */
async function run(rateOf: (atOnce: number) => number, windows: number, start = 4) {
  const clock = manualClock();
  const slots = adaptiveSlots({ min: 1, start, max: 32 }, clock);
  const limits: number[] = [];
  for (let window = 0; window < windows; window++) {
    const { limit } = slots;
    for (let taken = 0; taken < limit; taken++) await slots.take(signal);
    clock.advance(Math.max(250, (limit * BYTES) / rateOf(limit)));
    for (let taken = 0; taken < limit; taken++) slots.release(BYTES);
    limits.push(slots.limit);
  }
  return { slots, limits, clock };
}

describe("the number of slots", () => {
  test("doubles while throughput grows with it, and stays near its bound", async () => {
    const { limits } = await run((atOnce) => atOnce * 20_000, 20);
    expect(limits.slice(0, 4)).toEqual([8, 16, 32, 32]);
    expect(Math.max(...limits)).toBe(32);
    expect(limits.slice(4).reduce((sum, limit) => sum + limit, 0) / 16).toBeGreaterThan(26);
  });

  test("settles where more slots gain nothing", async () => {
    const { limits } = await run((atOnce) => Math.min(atOnce, 8) * 20_000, 30);
    expect(Math.max(...limits.slice(10))).toBeLessThan(20);
    expect(Math.min(...limits.slice(10))).toBeGreaterThanOrEqual(5);
  });

  test("shrinks when more slots cost throughput", async () => {
    const { limits } = await run((atOnce) => (atOnce <= 8 ? atOnce * 20_000 : 2_000_000 / atOnce), 30, 16);
    expect(limits.slice(15).reduce((sum, limit) => sum + limit, 0) / 15).toBeLessThan(13);
  });

  test("halves on a fault, once for all faults of a window, and never below its minimum", async () => {
    const { slots } = await run((atOnce) => atOnce * 20_000, 2);
    expect(slots.limit).toBe(16);
    slots.fault();
    slots.fault();
    expect(slots.limit).toBe(8);
    const least = adaptiveSlots({ min: 2, start: 3, max: 4 }, manualClock());
    least.fault();
    expect(least.limit).toBe(2);
  });

  test("does not grow while not all slots are in use", async () => {
    const clock = manualClock();
    const slots = adaptiveSlots({ min: 1, start: 4, max: 32 }, clock);
    for (let step = 0; step < 40; step++) {
      await slots.take(signal);
      clock.advance(100);
      slots.release(BYTES);
    }
    expect(slots.limit).toBe(4);
  });
});

test("slots are granted in order, and a waiter that aborts leaves the queue", async () => {
  const slots = adaptiveSlots({ min: 1, start: 1, max: 1 }, manualClock());
  await slots.take(signal);
  const stop = new AbortController();
  const first = slots.take(stop.signal);
  const second = slots.take(signal);
  stop.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  slots.release(0);
  await second;
});
