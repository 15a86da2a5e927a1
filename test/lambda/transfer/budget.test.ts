import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Loan, lendingMemory } from "../../../lambda/transfer/budget.ts";

const MiB = 1024 * 1024;
const signal = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("memory", () => {
  test("is lent up to its bound, and the next one waits until some comes back", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(3 * MiB, signal);
    let second: Loan | null = null;
    const waiting = memory.take(2 * MiB, signal).then((loan) => {
      second = loan;
    });
    await settled();
    expect(second).toBeNull();
    first.release();
    await waiting;
    expect(second).not.toBeNull();
  });

  test("that came back is lent again instead of allocated", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(2 * MiB, signal);
    first.release();
    expect((await memory.take(2 * MiB - 5, signal)).bytes.buffer).toBe(first.bytes.buffer);
  });

  test("that somebody may still read is not lent again", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(2 * MiB, signal);
    first.release({ reuse: false });
    expect((await memory.take(2 * MiB, signal)).bytes.buffer).not.toBe(first.bytes.buffer);
  });

  test("beyond the bound is lent to one alone", async () => {
    const memory = lendingMemory(MiB);
    const large = await memory.take(3 * MiB, signal);
    expect(large.bytes.length).toBe(3 * MiB);
    large.release();
    (await memory.take(MiB, signal)).release();
  });

  test("is given in the order of asking: a large wish is not overtaken by small ones", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(2 * MiB, signal);
    const order: string[] = [];
    const large = memory.take(4 * MiB, signal).then((loan) => order.push("large") && loan.release());
    const small = memory.take(MiB, signal).then((loan) => order.push("small") && loan.release());
    await settled();
    first.release();
    await Promise.all([large, small]);
    expect(order).toEqual(["large", "small"]);
  });

  test("that was waited for in vain lets the next one pass", async () => {
    const memory = lendingMemory(2 * MiB);
    const first = await memory.take(2 * MiB, signal);
    const stop = new AbortController();
    const given = memory.take(2 * MiB, stop.signal);
    const next = memory.take(MiB, signal);
    stop.abort(new Error("no more"));
    await expect(given).rejects.toThrow("no more");
    first.release();
    (await next).release();
  });

  test("returned twice counts once", async () => {
    const memory = lendingMemory(2 * MiB);
    const first = await memory.take(2 * MiB, signal);
    first.release();
    first.release();
    await memory.take(2 * MiB, signal);
    let overdrawn = false;
    void memory.take(MiB, signal).then(() => {
      overdrawn = true;
    });
    await settled();
    expect(overdrawn).toBe(false);
  });
});

test("whatever is asked for, no two loans at a time share memory, and all are served in the end", async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 3 * MiB }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(sizes, async (wishes) => {
      const memory = lendingMemory(4 * MiB);
      const out = new Set<ArrayBufferLike>();
      const serve = async (bytes: number) => {
        const loan = await memory.take(bytes, signal);
        expect(loan.bytes.length).toBe(bytes);
        expect(out.has(loan.bytes.buffer)).toBe(false);
        out.add(loan.bytes.buffer);
        await settled();
        out.delete(loan.bytes.buffer);
        loan.release();
      };
      await Promise.all(wishes.map(serve));
    }),
    { numRuns: 30 },
  );
});
