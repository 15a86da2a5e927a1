import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Claim } from "../../../db/ingest/claim.ts";
import type { FinishedUnit, PlannedUnit, WorkerReport } from "../../../db/ingest/shares/ledger.ts";
import { type Held, LeaseLost } from "../../../domain/failure.ts";
import { someProgress } from "../../support/artifacts/artifacts.ts";
import { aBookkeeping, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

const RESOLVED = { listing: { files: [] } };
const failure = { code: "internal_error", detail: "x", retryable: true } as const;
let hashes = 0;
const aHash = (): string => (hashes++).toString(16).padStart(64, "0");
const sizes = (...bytes: readonly number[]): PlannedUnit[] =>
  bytes.map((size, number) => ({ number, sha256: aHash(), bytes: size, files: 1 }));

type Shared = Awaited<ReturnType<typeof aShare>>;

async function aShare(units: readonly PlannedUnit[]) {
  const claim = await books.claimed("coordinator");
  await books.ledger.saveCheckpoint(claim, "resolve", RESOLVED);
  const token = await books.ledger.shares.plan(claim, units);
  return { claim, units, share: { artifactId: claim.artifactId, token } };
}

const finish = ({ units }: Shared, number: number, more: Partial<FinishedUnit> = {}): FinishedUnit => {
  const { sha256, bytes } = units[number] as PlannedUnit & { sha256: string };
  const blob = { sha256, bytes, crc32: 7, gitSha1: null };
  return { number, blob, bytesFetched: bytes, report: { findings: [], scanned: 1 }, ...more };
};
const exchange = (share: Held, worker: string, work: Partial<WorkerReport>) =>
  books.ledger.shares.exchange(share, {
    ...{ worker, finished: [], moving: [], wants: false, budget: { identity: "0".repeat(32), known: [] }, ...work },
  });
const next = (share: Held, worker: string, finished: FinishedUnit | null = null) =>
  exchange(share, worker, { wants: true, finished: finished === null ? [] : [finished] });
const renew = (share: Held, worker: string, number: number, bytesDone: number) =>
  exchange(share, worker, { moving: [{ number, bytesDone }] });

describe("the units of a share", () => {
  test("are handed out largest first, each to one of many workers that ask at the same time", async () => {
    const shared = await aShare(sizes(3, 9, 5, 1));
    const workers = Array.from({ length: 8 }, () => randomUUID());
    const taken = await Promise.all(workers.map((worker) => next(shared.share, worker)));
    const numbers = taken.flatMap(({ unit }) => (unit === null ? [] : [unit.number]));
    // A row that another worker is just locking is skipped, and is free for the next one that asks.
    expect(new Set(numbers).size).toBe(numbers.length);
    const one = await aShare(sizes(3, 9, 5, 1));
    const order = [];
    for (const worker of workers) order.push((await next(one.share, worker)).unit?.number ?? null);
    expect(order).toEqual([1, 2, 0, 3, null, null, null, null]);
  });

  test("are finished together with the beginning of the next one, in one call", async () => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    expect((await next(shared.share, worker)).unit).toEqual({ number: 0, bytes: 9, known: null, takenOver: false });
    const { unit, state } = await next(shared.share, worker, finish(shared, 0));
    expect(unit?.number).toBe(1);
    expect(state).toMatchObject({ units: 2, stored: 1, bytesDone: 9, filesDone: 1, bytesFetched: 9 });
    const last = await next(shared.share, worker, finish(shared, 1));
    expect(last).toMatchObject({ unit: null, state: { stored: 2, free: 0, bytesDone: 14, failure: null } });
    const blobs = await books.sql<{ crc32: string }>(
      "select b.crc32 from blob b join blob_reference r using (sha256) where r.artifact_id = ? and stored_at is not null",
      [shared.claim.artifactId],
    );
    expect(blobs).toHaveLength(2);
  });

  test("stay with their worker when its request is repeated because the response was lost", async () => {
    const shared = await aShare(sizes(9, 5, 3));
    const worker = randomUUID();
    expect((await next(shared.share, worker)).unit?.number).toBe(0);
    expect((await next(shared.share, worker)).unit?.number).toBe(0);
    const finished = finish(shared, 0);
    expect((await next(shared.share, worker, finished)).unit?.number).toBe(1);
    const again = await next(shared.share, worker, finished);
    expect([again.unit?.number, again.state.stored, again.state.bytesFetched]).toEqual([1, 1, 9]);
  });

  test("can be in the hands of one worker two at a time: both are renewed, and end in one call", async () => {
    const shared = await aShare(sizes(9, 5, 3));
    const worker = randomUUID();
    await next(shared.share, worker);
    const moving = [{ number: 0, bytesDone: 8 }];
    expect((await exchange(shared.share, worker, { wants: true, moving })).unit?.number).toBe(1);
    // The response was lost: the unit that the worker does not name is given to it again.
    expect(await exchange(shared.share, worker, { wants: true, moving })).toMatchObject({
      unit: { number: 1 },
      held: [0],
    });
    await books.sql("update transfer_unit set lease_until = now() where artifact_id = ?", [shared.claim.artifactId]);
    const both = [...moving, { number: 1, bytesDone: 1 }];
    expect((await exchange(shared.share, worker, { moving: both })).held.toSorted()).toEqual([0, 1]);
    expect((await next(shared.share, randomUUID())).unit?.number).toBe(2);
    const ended = await exchange(shared.share, worker, { finished: [finish(shared, 0), finish(shared, 1)] });
    expect(ended).toMatchObject({ unit: null, state: { stored: 2, bytesFetched: 14, filesDone: 2 } });
  });

  test("name their content when another artifact has stored it", async () => {
    const first = await aShare(sizes(9));
    const worker = randomUUID();
    await next(first.share, worker);
    await next(first.share, worker, finish(first, 0));
    const second = await aShare(first.units);
    const { sha256, bytes } = first.units[0] as PlannedUnit;
    expect((await next(second.share, worker)).unit?.known).toEqual({ sha256, bytes, crc32: 7, gitSha1: null });
  });

  test("pass to another worker once their lease has expired, which the first worker learns when it renews", async () => {
    const shared = await aShare(sizes(9));
    const [slow, quick] = [randomUUID(), randomUUID()];
    await next(shared.share, slow);
    expect((await next(shared.share, quick)).unit).toBeNull();
    await books.sql("update transfer_unit set lease_until = now() - interval '1 second' where artifact_id = ?", [
      shared.claim.artifactId,
    ]);
    const { unit, state } = await next(shared.share, quick);
    expect([unit, state.free]).toEqual([{ number: 0, bytes: 9, known: null, takenOver: true }, 0]);
    expect((await renew(shared.share, slow, 0, 3)).held).toEqual([]);
    await next(shared.share, slow, finish(shared, 0));
    const { held, state: later } = await renew(shared.share, quick, 0, 4);
    expect([held, later]).toMatchObject([[0], { stored: 0, workers: 0, repeats: 1, bytesDone: 0 }]);
  });

  test("that are given back are free again, and a failed one is not handed out", async () => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    await next(shared.share, worker);
    await books.ledger.shares.giveBack(shared.share, { worker, number: 0, bytesFetched: 2, failure: null });
    expect((await next(shared.share, worker)).unit?.number).toBe(0);
    const reason = { code: "integrity_mismatch", detail: "a.bin differs" } as const;
    await books.ledger.shares.giveBack(shared.share, { worker, number: 0, bytesFetched: 9, failure: reason });
    const { unit, state } = await next(shared.share, worker);
    expect([unit?.number, state.failure, state.bytesFetched]).toEqual([1, reason, 11]);
    await books.ledger.shares.plan(shared.claim, shared.units);
    expect((await next(shared.share, randomUUID())).unit?.number).toBe(0);
  });

  test("report what other workers have moved, and leave out what the asking one is moving", async () => {
    const shared = await aShare(sizes(9, 5, 3));
    const [one, two] = [randomUUID(), randomUUID()];
    for (const worker of [one, two]) await next(shared.share, worker);
    await renew(shared.share, one, 0, 4);
    const { state } = await renew(shared.share, two, 1, 2);
    expect(state).toMatchObject({ units: 3, stored: 0, free: 1, workers: 1, bytesDone: 4 });
    expect(state.lanes).toEqual([{ worker: one, bytesDone: 4, number: 0, unitBytesDone: 4 }]);
  });
});

describe("a share", () => {
  const ways: readonly [string, (claim: Claim) => Promise<unknown>][] = [
    ["fails", (claim) => books.ledger.fail(claim, { failure, progress: someProgress() })],
    [
      "is tried again later",
      (claim) => books.ledger.retryLater(claim, { failure, progress: someProgress(), pauseSeconds: 1, message: "m" }),
    ],
    [
      "is failed by the sweeper",
      async ({ artifactId }) => {
        await books.age(artifactId, "lease_until", 60);
        await books.dispatch.failExhausted(1);
      },
    ],
    ["is deleted", (claim) => books.sql("update artifact set deleted_at = now() where id = ?", [claim.artifactId])],
  ];
  test.each(ways)("ends for all workers when its artifact %s", async (_, end) => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    await next(shared.share, worker);
    await end(shared.claim);
    await expect(next(shared.share, worker, finish(shared, 0))).rejects.toThrow(LeaseLost);
    await expect(renew(shared.share, worker, 0, 1)).rejects.toThrow(LeaseLost);
    await expect(books.ledger.blobs(shared.share).reference([{ sha256: aHash(), bytes: 1 }])).rejects.toThrow(
      LeaseLost,
    );
    await expect(books.ledger.shares.join(shared.share)).rejects.toThrow(LeaseLost);
  });

  test("survives a hand-over and the death of its coordinator: its workers keep their units", async () => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    await next(shared.share, worker);
    await books.ledger.handOver(shared.claim);
    const continued = await books.claimAgain(shared.claim.artifactId);
    expect(await books.ledger.shares.plan(continued, shared.units)).toBe(shared.share.token);
    await books.age(shared.claim.artifactId, "lease_until", 60);
    const taken = await books.claimAgain(shared.claim.artifactId);
    expect(await books.ledger.shares.plan(taken, shared.units)).toBe(shared.share.token);
    expect((await next(shared.share, worker)).unit?.number).toBe(0);
    await expect(books.ledger.shares.plan(shared.claim, shared.units)).rejects.toThrow(LeaseLost);
  });

  test("of a later attempt keeps stored units and frees those of the workers before it", async () => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    await next(shared.share, worker);
    await next(shared.share, worker, finish(shared, 0));
    await books.ledger.retryLater(shared.claim, { failure, progress: someProgress(), pauseSeconds: 0, message: "m" });
    const claim = await books.claimAgain(shared.claim.artifactId);
    const token = await books.ledger.shares.plan(claim, shared.units);
    expect(token).not.toBe(shared.share.token);
    const { unit, state } = await next({ ...shared.share, token }, randomUUID());
    expect([unit?.number, state.stored]).toEqual([1, 1]);
  });

  test("plans units again whose files have changed, and drops those that are gone", async () => {
    const shared = await aShare(sizes(9, 5, 3));
    const worker = randomUUID();
    await next(shared.share, worker);
    await next(shared.share, worker, finish(shared, 0));
    const [first, second] = shared.units as [PlannedUnit, PlannedUnit];
    await books.ledger.shares.plan(shared.claim, [first, { ...second, bytes: 6 }]);
    const { unit, state } = await next(shared.share, randomUUID());
    expect([unit, state]).toMatchObject([
      { number: 1, bytes: 6 },
      { units: 2, stored: 1 },
    ]);
  });

  test("tells a worker what it needs to know, and lets it use the register", async () => {
    const shared = await aShare(sizes(9));
    expect(await books.ledger.shares.join(shared.share)).toEqual({ name: "kept", resolved: RESOLVED });
    await books.ledger.blobs(shared.share).reference([{ sha256: aHash(), bytes: 1 }]);
  });

  test("collects the scan reports of its units, the most severe findings first, else as they were found", async () => {
    const shared = await aShare(sizes(9, 5));
    const worker = randomUUID();
    const found = (severity: "unsafe" | "info", path: string, text = "") => ({ path, severity, code: "X", text });
    const many = Array.from({ length: 60 }, (_, n) => found(n % 2 === 0 ? "info" : "unsafe", "d", `${n}`));
    const [a, b, c] = [found("info", "a"), found("unsafe", "b"), found("info", "c")];
    await next(shared.share, worker);
    await next(shared.share, worker, finish(shared, 0, { report: { findings: [a], scanned: 1 } }));
    await next(shared.share, worker, finish(shared, 1, { report: { findings: [...many, c, b], scanned: 2 } }));
    const findings = [b, ...many.filter((_, n) => n % 2 > 0), a, c, ...many.filter((_, n) => n % 2 === 0)];
    expect(await books.ledger.shares.report(shared.claim)).toEqual({ findings, scanned: 3 });
  });

  test("leaves no unit behind when the ingest ends", async () => {
    const shared = await aShare(sizes(9));
    await books.ledger.fail(shared.claim, { failure, progress: someProgress() });
    expect(await books.sql("select 1 from transfer_unit where artifact_id = ?", [shared.claim.artifactId])).toEqual([]);
  });
});
