import { expect, test } from "vitest";
import { coalesced } from "../../../lambda/transfer/coalesce.ts";

/** A receiver whose calls wait until they are answered. */
function aReceiver() {
  const calls: { items: readonly number[]; answer: () => void; refuse: (error: Error) => void }[] = [];
  const send = (items: readonly number[]) =>
    new Promise<void>((answer, refuse) => calls.push({ items, answer, refuse }));
  return { calls, send };
}

test("items that come while a call is under way go together in the next one", async () => {
  const { calls, send } = aReceiver();
  const tell = coalesced(send, 100);
  const told = [1, 2, 3, 4].map(tell);
  expect(calls.map(({ items }) => items)).toEqual([[1]]);
  calls[0]?.answer();
  await told[0];
  await expect.poll(() => calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  calls[1]?.answer();
  await Promise.all(told);
});

test("items that come during the pause after a call go together in the next one", async () => {
  const batches: (readonly number[])[] = [];
  const pause = Promise.withResolvers<void>();
  const tell = coalesced<number>(
    async (items) => void batches.push(items),
    100,
    () => pause.promise,
  );
  await tell(1);
  const later = [tell(2), tell(3)];
  expect(batches).toEqual([[1]]);
  pause.resolve();
  await Promise.all(later);
  expect(batches).toEqual([[1], [2, 3]]);
});

test("a call carries no more items than allowed", async () => {
  const batches: number[] = [];
  const tell = coalesced<number>(async (items) => void batches.push(items.length), 3);
  await Promise.all(Array.from({ length: 8 }, (_, item) => tell(item)));
  expect(batches).toEqual([1, 3, 3, 1]);
});

test("a failed call fails those whose items it carried, and nobody else", async () => {
  const { calls, send } = aReceiver();
  const tell = coalesced(send, 100);
  const first = tell(1);
  const second = tell(2);
  calls[0]?.refuse(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await expect.poll(() => calls.length).toBe(2);
  calls[1]?.answer();
  await expect(second).resolves.toBeUndefined();
});
