import pLimit from "p-limit";
import type { Logger } from "pino";
import type { FirstByteStore } from "../../db/catalogue/revisions.ts";
import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { collected } from "../../lambda/store/blobs.ts";

export interface FirstByteOptions {
  readonly blobs: FirstByteStore;
  readonly store: Pick<ObjectStore, "get">;
  readonly log: Logger;
}

/** Blobs per round, and reads at the same time: each is a request for one byte. */
const BATCH = 200;
const CONCURRENCY = 8;

/**
 * Records the first byte of large blobs, a batch per round, so that the download API answers a request for it without
 * the object store. A blob that cannot be read is logged, and tried again once the rounds have passed all others.
 */
export function firstByteRecorder({ blobs, store, log }: FirstByteOptions): (signal: AbortSignal) => Promise<void> {
  let after = "";
  const readOne = async (sha256: string, signal: AbortSignal) => {
    try {
      const range = { start: 0, end: 0 };
      const [firstByte] = await collected(await store.get(blobKey(sha256), { range, signal }));
      return firstByte === undefined ? [] : [{ sha256, firstByte }];
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ sha256, err: error }, "first byte not read; a later round tries again");
      return [];
    }
  };
  return async (signal) => {
    const missing = await blobs.missing(after, BATCH);
    const limit = pLimit(CONCURRENCY);
    const read = await Promise.all(missing.map((sha256) => limit(() => readOne(sha256, signal))));
    if (missing.length > 0) await blobs.record(read.flat());
    after = missing.length < BATCH ? "" : (missing.at(-1) ?? "");
  };
}
