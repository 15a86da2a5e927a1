import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledger } from "../../../db/ingest/ledger.ts";
import { IngestFailure, OutOfTime } from "../../../domain/failure.ts";
import { shareTransfer } from "../../../lambda/fanout/coordinator.ts";
import { someProgress } from "../../support/artifacts/artifacts.ts";
import { aBookkeeping, aFailure, type Bookkeeping } from "../../support/artifacts/bookkeeping.ts";
import { aSharedModel, heldSource, inState, unitsIn } from "../../support/transfer/share-world.ts";

let books: Bookkeeping;
beforeAll(async () => {
  books = await aBookkeeping();
});
afterAll(() => books[Symbol.asyncDispose]());

type Rest = Parameters<typeof aSharedModel> extends [Bookkeeping, ...infer Others] ? Others : never;
const aWorld = (...rest: Rest) => aSharedModel(books, ...rest);

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
    expect(new Set((await unitsIn(books, world.claim.artifactId)).map(({ state }) => state))).toEqual(
      new Set(["free"]),
    );
  });

  test("begins its next unit while the last parts of one are stored, and no third one", async () => {
    const second = Promise.withResolvers<void>();
    const opened = new Set<string>();
    const seen: number[] = [];
    const world = await aWorld(
      {},
      (source) => ({
        ...source,
        open: async (listing, file, ...rest) => {
          opened.add(file.path);
          if (opened.size === 2) second.resolve();
          return source.open(listing, file, ...rest);
        },
      }),
      (store) => ({
        ...store,
        uploadPart: async (...part) => {
          await second.promise;
          seen.push(opened.size);
          return store.uploadPart(...part);
        },
      }),
    );
    const { files } = await shareTransfer(world.listing, world.run({ invoke: async () => {} }));
    expect(files).toHaveLength(9);
    // The parts of the first unit were stored after the second one had begun, and before a third one could.
    expect(seen.slice(0, 2)).toEqual([2, 2]);
    expect(world.counts["UnitsRepeated"]).toBe(0);
  });

  test("still holds a unit that it gives back, so that an exchange meanwhile does not give it the unit again", async () => {
    const { shares } = books.ledger;
    const waiting: ((named: readonly number[]) => void)[] = [];
    const meanwhile: { readonly given: number; readonly named: readonly number[] }[] = [];
    const ledger: Ledger = {
      ...books.ledger,
      shares: {
        ...shares,
        exchange: (share, report) => {
          for (const tell of waiting.splice(0)) tell(report.moving.map(({ number }) => number));
          return shares.exchange(share, report);
        },
        giveBack: async (share, unit) => {
          const next = Promise.withResolvers<readonly number[]>();
          waiting.push(next.resolve);
          meanwhile.push({ given: unit.number, named: await next.promise });
          await shares.giveBack(share, unit);
        },
      },
    };
    const world = await aWorld({ ledger, leaseSeconds: 2 }, (source) => ({
      ...source,
      open: () => Promise.reject(new IngestFailure("source_gated", "all files are gated")),
    }));
    const run = shareTransfer(world.listing, world.run({ invoke: async () => {} }));
    await expect(run).rejects.toMatchObject({ code: "source_gated" });
    expect(meanwhile).not.toEqual([]);
    for (const { given, named } of meanwhile) expect(named).toContain(given);
  });

  test("continues with another unit when one was taken over from it", async () => {
    const gate = Promise.withResolvers<void>();
    let opened = 0;
    const world = await aWorld({ leaseSeconds: 2 }, (source) =>
      heldSource(source, async () => {
        if (opened++ === 0) await gate.promise;
      }),
    );
    const ended = shareTransfer(world.listing, world.run({ invoke: async () => {} }));
    await expect.poll(() => inState(books, world.claim.artifactId, "moving")).toBe(1);
    const other = crypto.randomUUID();
    await books.sql(
      "update transfer_unit set worker = ?, lease_until = now() + interval '1 hour' where state = 'moving'",
      [other],
    );
    await expect.poll(() => inState(books, world.claim.artifactId, "stored")).toBe(4);
    gate.resolve();
    await books.sql("update transfer_unit set lease_until = now() where worker = ?", [other]);
    expect((await ended).files).toHaveLength(9);
  });
});
