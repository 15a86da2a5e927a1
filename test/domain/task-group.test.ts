import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapConcurrently, taskGroup } from "../../domain/task-group.ts";

const never = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

test("the first failure aborts the other tasks and is what settle throws", async () => {
  const group = taskGroup(new AbortController().signal);
  group.spawn(() => never(group.signal));
  group.spawn(() => Promise.reject(new Error("first")));
  group.spawn(() => never(group.signal).catch(() => Promise.reject(new Error("second"))));
  await expect(group.settle()).rejects.toThrow("first");
  expect(group.active).toBe(0);
});

test("a group waits for tasks that its tasks spawn", async () => {
  const group = taskGroup(new AbortController().signal);
  const done: string[] = [];
  group.spawn(async () => {
    group.spawn(async () => {
      await Promise.resolve();
      done.push("inner");
    });
    done.push("outer");
  });
  await group.settle();
  expect(done).toEqual(["outer", "inner"]);
});

test("a parent's abort ends the tasks with its reason", async () => {
  const parent = new AbortController();
  const group = taskGroup(parent.signal);
  group.spawn(() => never(group.signal));
  parent.abort(new Error("lease lost"));
  await expect(group.settle()).rejects.toThrow("lease lost");
});

test("a group below an aborted parent is aborted from the start", async () => {
  const group = taskGroup(AbortSignal.abort(new Error("over")));
  expect(group.signal.aborted).toBe(true);
  await expect(group.settle()).rejects.toThrow("over");
});

test("next resolves when a task ends, and at once when none is active", async () => {
  const group = taskGroup(new AbortController().signal);
  await group.next();
  const { promise, resolve } = Promise.withResolvers<void>();
  group.spawn(() => promise);
  let ended = false;
  const next = group.next().then(() => {
    ended = true;
  });
  await Promise.resolve();
  expect(ended).toBe(false);
  resolve();
  await next;
});

describe("mapConcurrently", () => {
  const { signal } = new AbortController();

  test("returns the results in the order of the items, whatever order they end in", async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 6 }), async (turns, concurrency) => {
        let active = 0;
        let most = 0;
        const results = await mapConcurrently([...turns.entries()], { concurrency, signal }, async ([index, wait]) => {
          most = Math.max(most, ++active);
          for (let turn = 0; turn < wait; turn++) await Promise.resolve();
          active -= 1;
          return index;
        });
        expect(results).toEqual(turns.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(concurrency);
      }),
    );
  });

  test("aborts the other tasks at the first failure, starts no further one, and waits for those in flight", async () => {
    const started: number[] = [];
    const ended: number[] = [];
    const run = mapConcurrently([0, 1, 2, 3], { concurrency: 2, signal }, async (item, aborted) => {
      started.push(item);
      if (item === 1) throw new Error("no");
      await never(aborted).catch(() => {});
      ended.push(item);
    });
    await expect(run).rejects.toThrow("no");
    expect([started, ended]).toEqual([[0, 1], [0]]);
  });
});
