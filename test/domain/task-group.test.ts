import { expect, test } from "vitest";
import { taskGroup } from "../../domain/task-group.ts";

const never = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

test("the first failure ends the other tasks and is what the group ends with", async () => {
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

test("the end of the parent ends the tasks with its reason", async () => {
  const parent = new AbortController();
  const group = taskGroup(parent.signal);
  group.spawn(() => never(group.signal));
  parent.abort(new Error("lease lost"));
  await expect(group.settle()).rejects.toThrow("lease lost");
});

test("a group under a parent that has ended has ended, too", async () => {
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
