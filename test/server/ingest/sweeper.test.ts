import { expect, onTestFinished, test } from "vitest";
import type { DispatchStore } from "../../../db/ingest/dispatch.ts";
import { type SweeperOptions, startSweeper } from "../../../server/ingest/sweeper.ts";

/** A sweeper over recorded stores, whose timers never fire within a test. */
function aSweeper(store: Partial<DispatchStore> = {}, parts: Partial<SweeperOptions> = {}) {
  const done: string[] = [];
  const noted = (what: string) => async (id?: unknown) => void done.push(id === undefined ? what : `${what} ${id}`);
  const sweeper = startSweeper({
    store: {
      exclusively: async (_kind, work) => {
        await work();
        return true;
      },
      failExhausted: async () => [],
      failUnclaimed: async () => [],
      uncollected: async () => [1, 2, 3],
      dropCheckpoints: noted("drop checkpoints of"),
      take: async () => null,
      takeDue: async () => [],
      noteError: async () => undefined,
      ...store,
    } as DispatchStore,
    dispatcher: {
      dispatch: async () => undefined,
      settled: async () => undefined,
      dispatchDue: async () => done.push("dispatch"),
    },
    maxAttempts: 3,
    waitLimitSeconds: 60,
    intervalMs: 3_600_000,
    clean: noted("clean"),
    garbage: { intervalMs: 3_600_000, collect: async () => ({ items: [], checkpoints: 0 }) },
    log: { info: noted("info"), warn: () => undefined, error: () => done.push("error") } as never,
    ...parts,
  });
  onTestFinished(() => sweeper.stop());
  return { sweeper, done };
}

test("dispatches and cleans the other artifacts when the cleaning of one fails", async () => {
  const cleaned: number[] = [];
  const clean = async (id: number) => {
    if (id === 2) throw new Error("the object store does not answer");
    cleaned.push(id);
  };
  const { sweeper, done } = aSweeper({}, { clean });
  await sweeper.sweep();
  expect(done).toContain("dispatch");
  expect(cleaned).toEqual([1, 3]);
  expect(done).not.toContain("drop checkpoints of 2");
});

test("survives a round in which the database is away", async () => {
  let away = true;
  const exclusively = async (_kind: string, work: () => Promise<void>) => {
    if (away) throw new Error("connect ECONNREFUSED");
    await work();
    return true;
  };
  const { sweeper, done } = aSweeper({ exclusively } as never);
  await sweeper.sweep();
  expect(done).toEqual(["error"]);
  away = false;
  await sweeper.sweep();
  expect(done).toContain("dispatch");
});

test("never overlaps two rounds, and lets a stop wait for the one in flight", async () => {
  let running = 0;
  let most = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { sweeper } = aSweeper({
    failExhausted: async () => {
      most = Math.max(most, ++running);
      await held;
      running -= 1;
      return [];
    },
  });
  const rounds = [sweeper.sweep(), sweeper.sweep()];
  const stopped = sweeper.stop().then(() => running);
  release();
  await Promise.all(rounds);
  expect([most, await stopped]).toEqual([1, 0]);
});

test("skips a sweep that another server is running", async () => {
  const { sweeper, done } = aSweeper({ exclusively: async () => false });
  await sweeper.sweep();
  expect(done).toEqual([]);
});
