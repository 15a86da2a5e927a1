import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IngestFailure, LeaseLost, OutOfTime } from "../../../domain/failure.ts";
import { shareTransfer } from "../../../lambda/fanout/coordinator.ts";
import type { Lane, Progress } from "../../../lambda/ports.ts";
import { transfer } from "../../../lambda/transfer/transfer.ts";
import { aBookkeeping, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";
import { aSharedModel, aShareWorld, heldSource, inState, unitsIn } from "../../support/transfer/share-world.ts";
import { aContext, contentsOfStore, counting, failureOf, MiB } from "../../support/transfer/transfer-world.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

type Rest = Parameters<typeof aSharedModel> extends [Bookkeeping, ...infer Others] ? Others : never;
const aWorld = (...rest: Rest) => aSharedModel(books, ...rest);

describe("a transfer that several workers share", () => {
  test("has the result of one worker, moves nothing twice and adds its progress up", async () => {
    const world = await aWorld();
    const { progress, seen } = counting();
    const lanes: Lane[] = [];
    const workers: Progress["workers"] = (_, shown) => void lanes.push(...shown);
    const result = await shareTransfer(world.listing, world.run({ progress: { ...progress, workers } }));
    const sizes = new Map(world.listing.files.map(({ path, bytes }) => [path, bytes]));
    for (const { path, part_bytes_total: bytes } of lanes) if (path !== null) expect(bytes).toBe(sizes.get(path));
    expect(lanes.at(-1)).toMatchObject({ path: null, part_bytes_total: 0 });
    expect(Math.max(...lanes.map(({ worker }) => worker))).toBeGreaterThan(1);
    expect(await world.ended()).toEqual(["no-units-left", "no-units-left"]);
    const { bytesTotal } = world.listing;
    expect(result).toMatchObject({ bytesFetched: bytesTotal, bytesSaved: 0, shared: true });
    expect(seen).toMatchObject({ bytes: bytesTotal, files: 9, saved: 0 });
    const alone = await transfer(world.listing, world.source, aContext(world.store));
    expect(result.files).toEqual(alone.files);
    const units = await unitsIn(books, world.claim.artifactId);
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
      const nothing = { finished: [], moving: [], budget: { identity: "0".repeat(32), known: [] } };
      const worker = crypto.randomUUID();
      await books.ledger.shares.exchange({ artifactId, token }, { worker, wants: true, ...nothing });
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
    const world = await aWorld({ leaseSeconds: 2 }, (source) => heldSource(source, () => gate.promise));
    const ended = shareTransfer(world.listing, world.run());
    ended.catch(() => {});
    await expect.poll(() => inState(books, world.claim.artifactId, "moving")).toBe(3);
    await books.sql("update artifact set deleted_at = now() where id = ?", [world.claim.artifactId]);
    await expect(ended).rejects.toThrow(LeaseLost);
    expect(await world.ended()).toEqual(["share-ended", "share-ended"]);
    gate.resolve();
  });

  test("resumes in a continuation from what the units have kept", async () => {
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
    expect((await unitsIn(books, world.claim.artifactId)).map(({ state }) => state)).not.toContain("moving");
    await books.ledger.handOver(world.claim);
    const claim = await books.claimAgain(world.claim.artifactId);
    const { bytesFetched } = await shareTransfer(world.listing, world.run({ claim, invoke: alone }));
    // A part whose request was cut off at the end of the time is fetched again.
    expect(bytesFetched).toBeLessThanOrEqual(world.listing.bytesTotal + 3 * (5 * MiB + 1));
    const { uploads } = await contentsOfStore(world.store);
    expect(uploads).toEqual([]);
  });
});
