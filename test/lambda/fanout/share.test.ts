import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IngestFailure, LeaseLost, OutOfTime } from "../../../domain/failure.ts";
import { shareTransfer } from "../../../lambda/fanout/coordinator.ts";
import type { Source } from "../../../lambda/source/source.ts";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import { someProgress } from "../../support/artifacts.ts";
import { aBookkeeping, aFailure, type Bookkeeping } from "../../support/bookkeeping.ts";
import { aShareWorld, type ShareWorldOptions } from "../../support/share-world.ts";
import {
  aContext,
  aRepository,
  aWorldOf,
  contentsOfStore,
  counting,
  failureOf,
  MiB,
} from "../../support/transfer-world.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

/** Files just large enough to be units of their own, the last one the largest, and small files that go together. */
let seeds = 0;
const repository = () =>
  aRepository([
    ...[1, 2, 3, 4].map((more, index) => ({
      path: `model-${index}.safetensors`,
      content: { bytes: 8 * MiB + more * 1024, seed: ++seeds },
    })),
    ...Array.from({ length: 5 }, (_, index) => ({ path: `c/${index}.txt`, content: `small ${index} ${seeds}` })),
  ]);

async function aWorld(options: Partial<ShareWorldOptions> = {}, alter = (source: Source) => source) {
  const around = await aWorldOf(repository());
  const source = alter(around.source);
  return { ...around, source, ...(await aShareWorld({ books, ...around, source, ...options })) };
}

const unitsOf = (artifactId: number) =>
  books.sql<{ number: number; state: string; moves: number; bytes: string; bytes_fetched: string }>(
    "select * from transfer_unit where artifact_id = ? order by number",
    [artifactId],
  );

const inState = async (artifactId: number, wanted: string): Promise<number> =>
  (await unitsOf(artifactId)).filter(({ state }) => state === wanted).length;

/** A source that waits before each file until it may go on, or the request is aborted. */
const held = (source: Source, mayGo: () => Promise<void>): Source => ({
  ...source,
  open: async (listing, file, want, call) => {
    const aborted = new Promise<never>((_, reject) => {
      if (call.signal.aborted) reject(call.signal.reason);
      call.signal.addEventListener("abort", () => reject(call.signal.reason));
    });
    await Promise.race([mayGo(), aborted]);
    return source.open(listing, file, want, call);
  },
});

describe("a transfer that several workers share", () => {
  test("has the result of one worker, moves nothing twice and adds its progress up", async () => {
    const world = await aWorld();
    const { progress, seen } = counting();
    const result = await shareTransfer(world.listing, world.run({ progress }));
    expect(await world.ended()).toEqual(["no-units-left", "no-units-left"]);
    const { bytesTotal } = world.listing;
    expect(result).toMatchObject({ bytesFetched: bytesTotal, bytesSaved: 0, shared: true });
    expect(seen).toMatchObject({ bytes: bytesTotal, files: 9, saved: 0 });
    const alone = await transfer(world.listing, world.source, aContext(world.store));
    expect(result.files).toEqual(alone.files);
    const units = await unitsOf(world.claim.artifactId);
    expect(units.map(({ state, moves, bytes_fetched }) => [state, moves, bytes_fetched])).toEqual(
      units.map(({ bytes }) => ["stored", 1, bytes]),
    );
    expect(world.counts).toEqual({ WorkersStarted: 2, UnitsRepeated: 0, WorkerBytesFetched: bytesTotal });
    expect((await books.ledger.shares.report(world.claim)).scanned).toBe(9);
  });

  test("fetches nothing that another artifact has brought", async () => {
    const first = await aWorld();
    await shareTransfer(first.listing, first.run());
    await first.ended();
    const second = await aShareWorld({ books, ...first });
    const { progress, seen } = counting();
    const result = await shareTransfer(first.listing, second.run({ progress }));
    await second.ended();
    expect(result).toMatchObject({ bytesFetched: 0, bytesSaved: first.listing.bytesTotal });
    expect(seen).toMatchObject({ bytes: first.listing.bytesTotal, saved: first.listing.bytesTotal });
  });

  test("is done by the coordinator alone when no worker can be started", async () => {
    const world = await aWorld();
    const invoke = async () => {
      throw Object.assign(new Error("Rate Exceeded"), { name: "TooManyRequestsException" });
    };
    const { bytesFetched } = await shareTransfer(world.listing, world.run({ invoke }));
    expect([bytesFetched, world.counts["WorkersNotStarted"]]).toEqual([world.listing.bytesTotal, 2]);
  });

  test("moves nothing twice when every worker is started twice", async () => {
    const world = await aWorld();
    const twice = async (event: object) => {
      await world.invoke(event);
      await world.invoke(event);
    };
    const { bytesFetched } = await shareTransfer(world.listing, world.run({ invoke: twice }));
    expect(bytesFetched).toBe(world.listing.bytesTotal);
    expect(await world.ended()).toHaveLength(4);
    expect(world.counts["UnitsRepeated"]).toBe(0);
  });

  test("takes over the unit of a worker that died, and counts it", async () => {
    const world = await aWorld({ leaseSeconds: 2 });
    const dead = async (event: object) => {
      const { artifact_id: artifactId, share } = event as (typeof world.events)[number];
      const token = share.fencing_token;
      await books.ledger.shares.next({ artifactId, token }, { worker: crypto.randomUUID(), finished: null });
      await books.sql("update transfer_unit set lease_until = now() where state = 'moving' and artifact_id = ?", [
        artifactId,
      ]);
    };
    const { files } = await shareTransfer(world.listing, world.run({ invoke: dead }));
    expect(files).toHaveLength(9);
    const { UnitsTakenOver = 0, UnitsRepeated } = world.counts;
    expect(UnitsTakenOver).toBeGreaterThan(0);
    expect(UnitsRepeated).toBeGreaterThan(0);
  });

  test("opens no more connections to the source than all workers together may have", async () => {
    let [open, most] = [0, 0];
    const world = await aWorld({ connections: 3 }, (source) => ({
      ...source,
      open: async (...args) => {
        most = Math.max(most, ++open);
        const body = await source.open(...args);
        const chunks = async function* () {
          yield* body.chunks;
          open -= 1;
        };
        return { ...body, chunks: chunks() };
      },
    }));
    await shareTransfer(world.listing, world.run());
    await world.ended();
    expect(most).toBeLessThanOrEqual(3);
  });

  test("fails with the reason of the worker that could not move its unit", async () => {
    const world = await aWorld({}, (source) => ({
      ...source,
      open: async (listing, file, ...rest) => {
        if (file.path === "model-2.safetensors") throw new IngestFailure("source_gated", `${file.path} is gated`);
        return source.open(listing, file, ...rest);
      },
    }));
    expect(await failureOf(shareTransfer(world.listing, world.run()))).toEqual({
      code: "source_gated",
      detail: "model-2.safetensors is gated",
    });
  });

  test("stops all workers as soon as the artifact is deleted", async () => {
    const gate = Promise.withResolvers<void>();
    const world = await aWorld({ leaseSeconds: 2 }, (source) => held(source, () => gate.promise));
    const ended = shareTransfer(world.listing, world.run());
    ended.catch(() => {});
    await expect.poll(() => inState(world.claim.artifactId, "moving")).toBe(3);
    await books.sql("update artifact set deleted_at = now() where id = ?", [world.claim.artifactId]);
    await expect(ended).rejects.toThrow(LeaseLost);
    expect(await world.ended()).toEqual(["share-ended", "share-ended"]);
    gate.resolve();
  });

  test("goes on in a continuation from what the units have kept", async () => {
    const world = await aWorld({
      workers: 2,
      transferOptions: { keepPartsFromBytes: 0, partBytes: 5 * MiB + 1, graceMs: 0 },
    });
    let fetched = 0;
    let left = Number.POSITIVE_INFINITY;
    const { progress } = counting();
    const halfway = {
      ...progress,
      addBytes: (bytes: number) => {
        fetched += bytes;
        if (fetched > 12 * MiB) left = 0;
      },
    };
    const alone = async () => {};
    await expect(
      shareTransfer(world.listing, world.run({ progress: halfway, left: () => left, invoke: alone })),
    ).rejects.toThrow(OutOfTime);
    expect((await unitsOf(world.claim.artifactId)).map(({ state }) => state)).not.toContain("moving");
    await books.ledger.handOver(world.claim);
    const claim = await books.claimAgain(world.claim.artifactId);
    const { bytesFetched } = await shareTransfer(world.listing, world.run({ claim, invoke: alone }));
    // A part whose request was cut off at the end of the time is fetched again.
    expect(bytesFetched).toBeLessThanOrEqual(world.listing.bytesTotal + 3 * (5 * MiB + 1));
    const { uploads } = await contentsOfStore(world.store);
    expect(uploads).toEqual([]);
  });
});

describe("a worker of a share", () => {
  test("ends at once when the artifact has ended before it started", async () => {
    const world = await aWorld();
    await shareTransfer(world.listing, world.run());
    await world.ended();
    const [event] = world.events as [(typeof world.events)[number]];
    expect(await world.takePart(event)).toBe("no-units-left");
    await books.ledger.fail(world.claim, { failure: aFailure, progress: someProgress() });
    expect(await world.takePart(event)).toBe("share-ended");
  });

  test("gives its unit back when its time is over", async () => {
    const world = await aWorld();
    const { events } = world;
    const none = async (event: object) => void events.push(event as (typeof events)[number]);
    await expect(shareTransfer(world.listing, world.run({ invoke: none, left: () => 0 }))).rejects.toThrow(OutOfTime);
    expect(await world.takePart(events[0] as (typeof events)[number], { left: () => 0 })).toBe("out-of-time");
    expect(new Set((await unitsOf(world.claim.artifactId)).map(({ state }) => state))).toEqual(new Set(["free"]));
  });

  test("goes on with another unit when one was taken over from it", async () => {
    const gate = Promise.withResolvers<void>();
    let opened = 0;
    const world = await aWorld({ leaseSeconds: 2 }, (source) =>
      held(source, async () => {
        if (opened++ === 0) await gate.promise;
      }),
    );
    const ended = shareTransfer(world.listing, world.run({ invoke: async () => {} }));
    await expect.poll(() => inState(world.claim.artifactId, "moving")).toBe(1);
    const other = crypto.randomUUID();
    await books.sql(
      "update transfer_unit set worker = ?, lease_until = now() + interval '1 hour' where state = 'moving'",
      [other],
    );
    await expect.poll(() => inState(world.claim.artifactId, "stored")).toBe(4);
    gate.resolve();
    await books.sql("update transfer_unit set lease_until = now() where worker = ?", [other]);
    expect((await ended).files).toHaveLength(9);
  });
});
