import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { OutOfTime } from "../../../domain/failure.ts";
import { machineClock } from "../../../lambda/clock.ts";
import type { ObjectStore } from "../../../lambda/ports.ts";
import { abandonUploads, transfer } from "../../../lambda/transfer/transfer.ts";
import { runningTime } from "../../support/ticks.ts";
import { memoryBlobs } from "../../support/transfer/memory-blobs.ts";
import {
  aContext,
  aRepository,
  aWorldOf,
  contentsOfStore,
  counting,
  MiB,
  wrongBlobs,
} from "../../support/transfer/transfer-world.ts";

/** Just above the size from which S3 copies ranges. */
const PART = 5 * MiB + 1;
const LARGE = 6 * PART + 3;
/** Fewer requests at once than the large file has parts: some of them are left when the time is over. */
const FEW = { min: 1, start: 4, max: 4 };
const large = aRepository([
  { path: "model.safetensors", content: { bytes: LARGE, seed: 3 } },
  { path: "config.json", content: "{}" },
]);
const mixed = aRepository([
  { path: "a.safetensors", content: { bytes: PART + 7, seed: 1 } },
  { path: "b.txt", content: { bytes: PART + 9, seed: 2 }, lfs: false },
  ...Array.from({ length: 6 }, (_, index) => ({ path: `c/${index}.txt`, content: `small ${index}` })),
]);

describe("a transfer whose time budget ends", () => {
  test("continues in the next invocation without fetching a finished part again", async () => {
    const { hub, source, store, listing } = await aWorldOf(large);
    const blobs = memoryBlobs();
    const one = { min: 1, start: 1, max: 1 };
    const options = { partBytes: PART, keepPartsFromBytes: 0, concurrency: one, maxMemoryBytes: PART };
    let invocations = 0;
    for (let done = false; !done; ) {
      invocations += 1;
      const kept = await bytesKept(store);
      const { seen, progress } = counting();
      const left = () => (seen.bytes > kept + PART ? 0 : 60_000);
      const run = transfer(listing, source, aContext(store, { blobs, progress, left }), options);
      done = await run.then(
        (result) => result.bytesFetched < LARGE,
        (error) => (error instanceof OutOfTime ? false : Promise.reject(error)),
      );
    }
    const fetched = hub.requests.reduce(
      (sum, { listener, bytesSent }) => sum + (listener === "cdn" ? bytesSent : 0),
      0,
    );
    expect(invocations).toBeGreaterThan(2);
    expect(fetched).toBe(LARGE);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 2, []]);
  });

  test("keeps its parts readable when the file would outlast the budget at the expected rate", async () => {
    const { source, store, listing } = await aWorldOf(large);
    const { seen, progress } = counting();
    const left = () => (seen.bytes > 2 * PART ? 0 : 10_000);
    const context = aContext(store, { progress, left });
    const run = transfer(listing, source, context, { partBytes: PART, assumedRate: MiB, concurrency: FEW });
    await expect(run).rejects.toThrow(OutOfTime);
    expect(await bytesKept(store)).toBeGreaterThanOrEqual(PART);
    expect(await store.listUploads("")).toEqual([]);
  });

  test("keeps the parts of a file readable after an interruption that lost its parts", async () => {
    const { source, store, listing } = await aWorldOf(large);
    const interrupted = async () => {
      const { seen, progress } = counting();
      const left = () => (seen.bytes > PART ? 0 : 60_000);
      const run = transfer(listing, source, aContext(store, { progress, left }), {
        partBytes: PART,
        assumedRate: 1e12,
        concurrency: FEW,
      });
      await expect(run).rejects.toThrow(OutOfTime);
      return bytesKept(store);
    };
    expect(await interrupted()).toBe(0);
    expect(await interrupted()).toBeGreaterThanOrEqual(PART);
  });

  test("ends in time even when its last request hangs", async () => {
    const { hub, source, store, listing } = await aWorldOf(large);
    hub.faults.add({ file: "config.json" }, { kind: "stall", afterBytes: 1 });
    const end = machineClock.now() + 1_000;
    const left = () => end - machineClock.now();
    const lasted = runningTime();
    const run = transfer(listing, source, aContext(store, { left }), { partBytes: PART, graceMs: 200 });
    // The source's own time limits are hours: only the budget can end the request.
    await expect(run).rejects.toThrow(OutOfTime);
    expect(lasted()).toBeLessThan(11_000);
  });

  test("reads a kept part again when its body breaks off", async () => {
    const { source, store, listing } = await aWorldOf(large);
    const { seen, progress } = counting();
    const left = () => (seen.bytes > PART ? 0 : 60_000);
    const options = { partBytes: PART, keepPartsFromBytes: 0, concurrency: FEW };
    await expect(transfer(listing, source, aContext(store, { progress, left }), options)).rejects.toThrow(OutOfTime);
    let broken = 0;
    const get: typeof store.get = async (...wanted) => {
      if (broken++ > 0) return store.get(...wanted);
      return Readable.from([Buffer.alloc(100)]);
    };
    await transfer(listing, source, aContext({ ...store, get }), options);
    expect(broken).toBeGreaterThan(1);
    expect(wrongBlobs((await contentsOfStore(store)).objects)).toEqual([]);
  });

  test("leaves nothing but whole blobs when it is abandoned", async () => {
    const { source, store, listing } = await aWorldOf(large);
    const { seen, progress } = counting();
    const left = () => (seen.bytes > PART ? 0 : 10_000);
    for (const keepPartsFromBytes of [0, Number.POSITIVE_INFINITY]) {
      const context = aContext(store, { progress, left });
      const options = { partBytes: PART, assumedRate: 1e12, keepPartsFromBytes, concurrency: FEW };
      const run = transfer(listing, source, context, options);
      await expect(run).rejects.toThrow(OutOfTime);
    }
    await abandonUploads(listing, { store }, new AbortController().signal);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), uploads]).toEqual([[], []]);
  });
});

async function bytesKept(store: ObjectStore): Promise<number> {
  let kept = 0;
  for await (const { bytes } of store.list("partial/")) kept += bytes;
  return kept;
}

describe("an upload that is gone when it is completed", () => {
  test("counts as completed when the object exists, as after a lost response", async () => {
    const { source, store, listing } = await aWorldOf(large);
    let completions = 0;
    const completeUpload: typeof store.completeUpload = async (...upload) => {
      completions += 1;
      await store.completeUpload(...upload);
      return store.completeUpload(...upload);
    };
    await transfer(listing, source, aContext({ ...store, completeUpload }), { partBytes: PART });
    expect(completions).toBe(1);
    expect(wrongBlobs((await contentsOfStore(store)).objects)).toEqual([]);
  });

  test("is started over when another worker aborted it", async () => {
    const { source, store, listing } = await aWorldOf(large);
    let completions = 0;
    const completeUpload: typeof store.completeUpload = async (...upload) => {
      completions += 1;
      if (completions === 1) await store.abortUpload(upload[0]);
      return store.completeUpload(...upload);
    };
    await transfer(listing, source, aContext({ ...store, completeUpload }), { partBytes: PART });
    expect(completions).toBe(2);
    const { objects, uploads } = await contentsOfStore(store);
    expect([wrongBlobs(objects), objects.size, uploads]).toEqual([[], 2, []]);
  });
});

describe("a transfer that is cancelled", () => {
  test("ends with the reason of the cancellation and leaves nothing in flight", async () => {
    const { hub, source, store, listing } = await aWorldOf(mixed);
    hub.faults.add({ file: "a.safetensors", listener: "cdn" }, { kind: "slow", bytesPerSecond: MiB });
    const stop = new AbortController();
    const { progress } = counting();
    const addBytes = () => stop.abort(new Error("cancelled"));
    const context = aContext(store, { signal: stop.signal, progress: { ...progress, addBytes } });
    await expect(transfer(listing, source, context, { partBytes: PART })).rejects.toThrow("cancelled");
    const before = hub.requests.length;
    await expect(transfer(listing, source, context)).rejects.toThrow("cancelled");
    expect(hub.requests.length).toBe(before);
  });
});
