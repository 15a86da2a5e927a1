import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Loan, lendingMemory } from "../../../lambda/transfer/budget.ts";

const MiB = 1024 * 1024;
const signal = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("lendingMemory", () => {
  test("lends up to its bound and makes the next request wait until a buffer is released", async () => {
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

  test("reuses a released buffer instead of allocating one", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(2 * MiB, signal);
    first.release();
    expect((await memory.take(2 * MiB - 5, signal)).bytes.buffer).toBe(first.bytes.buffer);
  });

  test("does not reuse a buffer that a request may still be reading", async () => {
    const memory = lendingMemory(4 * MiB);
    const first = await memory.take(2 * MiB, signal);
    first.release({ reuse: false });
    expect((await memory.take(2 * MiB, signal)).bytes.buffer).not.toBe(first.bytes.buffer);
  });

  test("lends more than the bound only while nothing else is lent", async () => {
    const memory = lendingMemory(MiB);
    const large = await memory.take(3 * MiB, signal);
    expect(large.bytes.length).toBe(3 * MiB);
    large.release();
    (await memory.take(MiB, signal)).release();
  });

  test("serves requests in order: small ones do not overtake a large one", async () => {
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

  test("serves the next request after a waiting one was aborted", async () => {
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

  test("counts a buffer that is released twice only once", async () => {
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

test("lendingMemory never lends the same buffer twice at a time, and serves every request in the end", async () => {
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
