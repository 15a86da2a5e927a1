import { expect, test } from "vitest";
import { coalesced } from "../../../lambda/transfer/small.ts";

const noPause = () => Promise.resolve();

/** A receiver whose calls wait until they are answered. */
function aReceiver() {
  const calls: { items: readonly number[]; answer: () => void; refuse: (error: Error) => void }[] = [];
  const send = (items: readonly number[]) =>
    new Promise<void>((answer, refuse) => calls.push({ items, answer, refuse }));
  return { calls, send };
}

test("items that arrive while a call is in flight go together in the next one", async () => {
  const { calls, send } = aReceiver();
  const report = coalesced(send, 100, noPause);
  const reported = [1, 2, 3, 4].map(report);
  expect(calls.map(({ items }) => items)).toEqual([[1]]);
  calls[0]?.answer();
  await reported[0];
  await expect.poll(() => calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  calls[1]?.answer();
  await Promise.all(reported);
});

test("items that arrive during the pause after a call go together in the next one", async () => {
  const batches: (readonly number[])[] = [];
  const pause = Promise.withResolvers<void>();
  const report = coalesced<number>(
    async (items) => void batches.push(items),
    100,
    () => pause.promise,
  );
  await report(1);
  const later = [report(2), report(3)];
  expect(batches).toEqual([[1]]);
  pause.resolve();
  await Promise.all(later);
  expect(batches).toEqual([[1], [2, 3]]);
});

test("a call carries no more items than allowed", async () => {
  const batches: number[] = [];
  const report = coalesced<number>(async (items) => void batches.push(items.length), 3, noPause);
  await Promise.all(Array.from({ length: 8 }, (_, item) => report(item)));
  expect(batches).toEqual([1, 3, 3, 1]);
});

test("a failed call fails only the callers whose items it carried", async () => {
  const { calls, send } = aReceiver();
  const report = coalesced(send, 100, noPause);
  const first = report(1);
  const second = report(2);
  calls[0]?.refuse(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await expect.poll(() => calls.length).toBe(2);
  calls[1]?.answer();
  await expect(second).resolves.toBeUndefined();
});
