import { afterAll, beforeAll, expect, test } from "vitest";
import { someProgress } from "../../support/artifacts/artifacts.ts";
import { aBookkeeping, aFailure, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

const isDue = async (id: number): Promise<boolean> =>
  (await books.dispatch.takeDue(1000)).some(({ artifactId }) => artifactId === id);

test("a continuation whose call was lost is dispatched again and keeps its attempt", async () => {
  const claim = await books.claimed();
  await books.ledger.handOver(claim);
  expect(await isDue(claim.artifactId)).toBe(false);
  await books.age(claim.artifactId, "dispatched_at", 25);
  expect(await isDue(claim.artifactId)).toBe(true);
  const next = await books.ledger.claim({
    artifactId: claim.artifactId,
    holder: "b",
    leaseSeconds: 30,
    maxAttempts: 1,
  });
  expect([next?.attempt, next?.continuation]).toEqual([1, 1]);
});

test("an artifact whose worker died is dispatched when its lease has expired, not before", async () => {
  const { artifactId } = await books.claimed();
  expect(await isDue(artifactId)).toBe(false);
  await books.age(artifactId, "lease_until", 1);
  expect(await isDue(artifactId)).toBe(true);
});

test("concurrent servers dispatch each artifact once", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => books.pending()));
  const taken = (await Promise.all(Array.from({ length: 6 }, () => books.dispatch.takeDue(4)))).flat();
  const mine = taken.map(({ artifactId }) => artifactId).filter((id) => ids.includes(id));
  expect(new Set(mine).size).toBe(mine.length);
});

test("takes those of the given artifacts that need a worker, with what the function is told of them", async () => {
  const { artifactId } = await books.claimed();
  const [first, second] = [await books.pending(), await books.pending()];
  const taken = await books.dispatch.take([second, artifactId, first]);
  expect(taken.map(({ artifactId: id }) => id).toSorted((a, b) => a - b)).toEqual([first, second]);
  const { dispatches, url } = await books.row(first);
  expect([dispatches, url]).toEqual([1, taken.find(({ artifactId: id }) => id === first)?.url]);
});

test("a sweep that another server is running is skipped, each kind of work separately", async () => {
  const order: string[] = [];
  await books.dispatch.exclusively("sweep", async () => {
    expect(await books.dispatch.exclusively("sweep", async () => void order.push("twice"))).toBe(false);
    expect(await books.dispatch.exclusively("garbage", async () => void order.push("garbage"))).toBe(true);
  });
  expect(order).toEqual(["garbage"]);
});

test("an artifact that stays unclaimed too long fails, naming the calls and the last error", async () => {
  const id = await books.pending();
  await books.dispatch.take([id]);
  await books.dispatch.noteError(id, "AccessDenied");
  expect(await books.dispatch.failUnclaimed(3600)).not.toContain(id);
  await books.age(id, "updated_at", 3700);
  await books.age(id, "next_attempt_at", 3700);
  expect(await books.dispatch.failUnclaimed(3600)).toContain(id);
  const { status, failure, statusMessage } = await books.row(id);
  expect([status, failure?.code, failure?.retryable]).toEqual(["failed", "timed_out", true]);
  expect(statusMessage).toMatch(
    /within 3600 seconds although it was called 1 times. The last call failed: AccessDenied/,
  );
});

test("a pause before the next attempt and a running worker do not count as waiting", async () => {
  const { artifactId } = await books.claimed();
  await books.age(artifactId, "updated_at", 9000);
  await books.age(artifactId, "next_attempt_at", 9000);
  const paused = await books.pending();
  await books.age(paused, "updated_at", 9000);
  await books.age(paused, "next_attempt_at", -10);
  const failed = await books.dispatch.failUnclaimed(3600);
  expect([failed.includes(artifactId), failed.includes(paused)]).toEqual([false, false]);
});

test("an unclaimed continuation fails too", async () => {
  const claim = await books.claimed();
  await books.ledger.handOver(claim);
  await books.age(claim.artifactId, "updated_at", 3700);
  await books.age(claim.artifactId, "next_attempt_at", 3700);
  expect(await books.dispatch.failUnclaimed(3600)).toContain(claim.artifactId);
});

test("checkpoints of ended artifacts are deleted, those of running ones are kept", async () => {
  const over = await books.claimed();
  const running = await books.claimed();
  for (const claim of [over, running]) await books.ledger.saveCheckpoint(claim, "resolve", {});
  await books.age(over.artifactId, "lease_until", 1);
  await books.sql("update artifact set attempt = 3 where id = ?", [over.artifactId]);
  await books.dispatch.failExhausted(3);
  await books.age(over.artifactId, "updated_at", 60);
  expect(await books.dispatch.uncollected(1000)).toContain(over.artifactId);
  for (const { artifactId } of [over, running]) await books.dispatch.dropCheckpoints(artifactId);
  const kept = await books.sql<{ id: string }>("select artifact_id as id from checkpoint where artifact_id in (?, ?)", [
    over.artifactId,
    running.artifactId,
  ]);
  expect(kept.map(({ id }) => Number(id))).toEqual([running.artifactId]);
});

test("the failure of an earlier attempt is cleared when the next one starts and when it completes", async () => {
  const claim = await books.claimed();
  const ending = { failure: aFailure, progress: someProgress(), pauseSeconds: 0, message: "again soon" };
  await books.ledger.retryLater(claim, ending);
  expect((await books.row(claim.artifactId)).failure?.code).toBe("source_unavailable");
  const second = await books.ledger.claim({
    artifactId: claim.artifactId,
    holder: "b",
    leaseSeconds: 30,
    maxAttempts: 3,
  });
  expect((await books.row(claim.artifactId)).failure ?? null).toBeNull();
  expect(second?.attempt).toBe(2);
});
