import { expect, test } from "vitest";
import { gathering } from "../../../lambda/transfer/gather.ts";
import { manualClock } from "../../support/manual-clock.ts";

/** A pause of 50 ms among so many tasks, and whether it is over. */
function aPause(active: number) {
  const clock = manualClock();
  const gather = gathering(clock, 50, () => active);
  const pause = () => {
    const state = { over: false };
    gather.pause().then(() => {
      state.over = true;
    });
    return state;
  };
  return { clock, gather, pause };
}

/** Lets promises that are settled already tell so. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a pause lasts its time while more can come, however many wait", async () => {
  const { clock, gather, pause } = aPause(1);
  const state = pause();
  const carried = Promise.withResolvers<void>();
  const waiting = gather.waiting(carried.promise);
  clock.advance(49);
  await turn();
  expect(state.over).toBe(false);
  clock.advance(1);
  await turn();
  expect(state.over).toBe(true);
  carried.resolve();
  await waiting;
});

test("a pause ends when all was handed out and everybody who is under way waits", async () => {
  const { gather, pause } = aPause(2);
  const state = pause();
  gather.last();
  const carried = Promise.withResolvers<void>();
  const first = gather.waiting(carried.promise);
  await turn();
  expect(state.over).toBe(false);
  const second = gather.waiting(carried.promise);
  await turn();
  expect(state.over).toBe(true);
  carried.resolve();
  await Promise.all([first, second]);
});

test("no pause begins when everybody waits already, and one begins again when they go on", async () => {
  const { gather, pause } = aPause(1);
  gather.last();
  const carried = Promise.withResolvers<void>();
  const waiting = gather.waiting(carried.promise);
  const none = pause();
  await turn();
  expect(none.over).toBe(true);
  carried.resolve();
  await waiting;
  const again = pause();
  await turn();
  expect(again.over).toBe(false);
});

test("who waits shares the failure of what carries the news, and waits no more", async () => {
  const { gather, pause } = aPause(1);
  gather.last();
  await expect(gather.waiting(Promise.reject(new Error("lease lost")))).rejects.toThrow("lease lost");
  const state = pause();
  await turn();
  expect(state.over).toBe(false);
});
