import pLimit from "p-limit";
import { IngestFailure } from "../../domain/failure.ts";
import { blobKey, partialKey, partialPrefix } from "../../domain/object-keys.ts";
import type { ObjectStore, UploadedPart } from "../ports.ts";
import { crcOf } from "../store/checksum.ts";
import { SourceObjectChanged } from "../store/faults.ts";
import { type PartKeeper, partNumberOf } from "./keeper.ts";
import { type PartGrid, rangeOf } from "./plan.ts";
import { abortUploads, completeUpload, openUpload } from "./upload.ts";

/** S3 copies a range only from objects larger than this. */
const MIN_COPY_SOURCE = 5 * 1024 * 1024;
const COPIES_AT_ONCE = 8;
const MAX_READS = 3;

/** Part objects that an interrupted run left: by index, of the given grid. Objects of another grid are listed apart. */
async function leftovers(store: ObjectStore, sha256: string, grid: PartGrid, bytes: number, signal: AbortSignal) {
  const present = new Set<number>();
  const foreign: string[] = [];
  const indexOf = new Map<string, number>();
  for (let index = 0; index < grid.count; index++) indexOf.set(partialKey(sha256, grid.partBytes, index), index);
  for await (const object of store.list(partialPrefix(sha256), signal)) {
    const index = indexOf.get(object.key);
    const range = index === undefined ? null : rangeOf(grid, index, bytes);
    if (index !== undefined && range !== null && object.bytes === range.end - range.start + 1) present.add(index);
    else foreign.push(object.key);
  }
  return { present, foreign };
}

/** True when an interrupted run left parts of this content that can be read back. */
export async function hasLeftovers(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<boolean> {
  for await (const _ of store.list(partialPrefix(sha256), signal)) return true;
  return false;
}

/**
 * Parts are objects of their own until the file is whole, and are then copied into the blob inside the store. What an
 * interrupted run left is read back from there, pinned by its entity tag to what was hashed, instead of fetched again.
 */
export async function keepStaged(
  store: ObjectStore,
  content: { readonly sha256: string; readonly bytes: number; readonly grid: PartGrid },
  signal: AbortSignal,
): Promise<PartKeeper> {
  const { sha256, bytes, grid } = content;
  const { present, foreign } = await leftovers(store, sha256, grid, bytes, signal);
  if (foreign.length > 0) await store.delete(foreign, signal);
  const etags = new Map<number, string>();
  const keyOf = (index: number) => partialKey(sha256, grid.partBytes, index);
  return {
    present,
    async read(index, into, partSignal) {
      const head = await store.head(keyOf(index), partSignal);
      if (head === null || head.bytes !== into.byteLength) throw new SourceObjectChanged(keyOf(index));
      await readObject(store, keyOf(index), head.etag, into, partSignal);
      etags.set(index, head.etag);
    },
    async keep(index, part, partSignal) {
      etags.set(index, (await store.put(keyOf(index), part, { signal: partSignal })).etag);
      return crcOf(part);
    },
    complete: (whole, lastSignal) => assemble(store, content, etags, whole, lastSignal),
    discard: (lastSignal) => discardStaged(store, sha256, lastSignal),
  };
}

/** Removes the part objects of a content, and the upload that they were being copied into. */
export async function discardStaged(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<void> {
  await abortUploads(store, blobKey(sha256), signal);
  const keys: string[] = [];
  for await (const { key } of store.list(partialPrefix(sha256), signal)) keys.push(key);
  if (keys.length > 0) await store.delete(keys, signal);
}

/** Reads a part object whole, more than once if it breaks off: the SDK repeats requests, but not bodies. */
async function readObject(store: ObjectStore, key: string, etag: string, into: Uint8Array, signal: AbortSignal) {
  for (let reads = 1; ; reads++) {
    try {
      return await readOnce(store, key, etag, into, signal);
    } catch (error) {
      const broken = error instanceof IngestFailure && !(error instanceof SourceObjectChanged);
      if (!broken || reads >= MAX_READS) throw error;
    }
  }
}

async function readOnce(store: ObjectStore, key: string, etag: string, into: Uint8Array, signal: AbortSignal) {
  const body = await store.get(key, { ifMatch: etag, signal });
  let at = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      if (at + chunk.length > into.byteLength) throw new SourceObjectChanged(key);
      into.set(chunk, at);
      at += chunk.length;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceObjectChanged) throw error;
    throw new IngestFailure("storage_unavailable", `the object store broke off ${key}`, { cause: error });
  } finally {
    body.destroy();
  }
  if (at !== into.byteLength) throw new IngestFailure("storage_unavailable", `the object store broke off ${key}`);
}

async function assemble(
  store: ObjectStore,
  { sha256, bytes, grid }: { readonly sha256: string; readonly bytes: number; readonly grid: PartGrid },
  etags: ReadonlyMap<number, string>,
  whole: { bytes: number; crc32: number },
  signal: AbortSignal,
): Promise<void> {
  const key = blobKey(sha256);
  const uploadId = await openUpload(store, key, signal);
  const limit = pLimit(COPIES_AT_ONCE);
  const copy = async (index: number): Promise<UploadedPart> => {
    const from = partialKey(sha256, grid.partBytes, index);
    const etag = etags.get(index) ?? "";
    const { start, end } = rangeOf(grid, index, bytes);
    const length = end - start + 1;
    if (length > MIN_COPY_SOURCE) {
      const range = { start: 0, end: length - 1 };
      return store.copyPart(key, uploadId, partNumberOf(index), { key: from, range, ifMatch: etag }, signal);
    }
    const last = Buffer.allocUnsafe(length);
    await readObject(store, from, etag, last, signal);
    return store.uploadPart(key, uploadId, partNumberOf(index), last, signal);
  };
  const parts = await limit.map(
    Array.from({ length: grid.count }, (_, index) => index),
    copy,
  );
  await completeUpload(store, key, uploadId, parts, whole, signal);
  await store.delete(
    Array.from({ length: grid.count }, (_, index) => partialKey(sha256, grid.partBytes, index)),
    signal,
  );
}
