import { crc32 } from "node:zlib";
import { IngestFailure } from "../../domain/failure.ts";
import { blobKey, partialKey, partialPrefix } from "../../domain/object-keys.ts";
import { mapConcurrently } from "../../domain/task-group.ts";
import type { ObjectStore, Upload, UploadedPart } from "../ports.ts";
import { SourceObjectChanged, UploadGone } from "../store/faults.ts";
import { type PartGrid, rangeOf } from "./plan.ts";

/** Keeps the parts of one large file until it is whole. */
export interface PartKeeper {
  /** Indices of the parts that an earlier run left and that can be read back. */
  readonly present: ReadonlySet<number>;
  /** Fills `into` with a present part. */
  read(index: number, into: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Keeps a part and returns its CRC-32. */
  keep(index: number, bytes: Uint8Array, signal: AbortSignal): Promise<number>;
  /** Makes the blob of all parts. Its CRC-32 and length must come out as given. */
  complete(whole: { bytes: number; crc32: number }, signal: AbortSignal): Promise<void>;
  /** Removes everything that was kept. */
  discard(signal: AbortSignal): Promise<void>;
}

/** S3 copies a range only from objects larger than this. */
const MIN_COPY_SOURCE = 5 * 1024 * 1024;
const COPIES_AT_ONCE = 8;
const MAX_READS = 3;

const partNumberOf = (index: number): number => index + 1;

/**
 * Keeps parts in the upload of the blob itself, which becomes visible when it is completed. The fastest way; but parts
 * of an open upload cannot be read, so a run that is interrupted has to fetch them again to know their hash.
 */
export async function keepInUpload(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<PartKeeper> {
  const upload = await openUpload(store, blobKey(sha256), signal);
  const parts: UploadedPart[] = [];
  return {
    present: new Set(),
    read: () => Promise.reject(new RangeError("Parts of an open upload cannot be read")),
    async keep(index, bytes, partSignal) {
      const part = await store.uploadPart(upload, partNumberOf(index), bytes, partSignal);
      parts.push(part);
      return part.crc32 ?? crc32(bytes);
    },
    complete: (whole, lastSignal) => completeUpload(store, upload, { parts, ...whole }, lastSignal),
    discard: (lastSignal) => abortUploads(store, upload.key, lastSignal),
  };
}

interface PartedContent {
  readonly sha256: string;
  readonly bytes: number;
  readonly grid: PartGrid;
}

/**
 * Keeps parts as objects of their own, which are copied into the blob inside the store once the file is whole. What an
 * interrupted run left is read back, pinned by its entity tag to what was hashed, instead of fetched again.
 */
export async function keepReadable(
  store: ObjectStore,
  content: PartedContent,
  signal: AbortSignal,
): Promise<PartKeeper> {
  const { sha256, grid } = content;
  const { present, foreign } = await leftovers(store, content, signal);
  if (foreign.length > 0) await store.delete(foreign, signal);
  const etags = new Map<number, string>();
  const keyOf = (index: number) => partialKey(sha256, grid.partBytes, index);
  return {
    present,
    async read(index, into, partSignal) {
      const head = await store.head(keyOf(index), partSignal);
      if (head === null || head.bytes !== into.byteLength) throw new SourceObjectChanged(keyOf(index));
      await readObject(store, { key: keyOf(index), etag: head.etag }, into, partSignal);
      etags.set(index, head.etag);
    },
    async keep(index, part, partSignal) {
      etags.set(index, (await store.put(keyOf(index), part, { signal: partSignal })).etag);
      return crc32(part);
    },
    complete: (whole, lastSignal) => assemble(store, { ...content, etags, crc32: whole.crc32 }, lastSignal),
    discard: (lastSignal) => discardKept(store, sha256, lastSignal),
  };
}

/** Part objects that an interrupted run left: by index, of the given grid. Objects of another grid are listed apart. */
async function leftovers(store: ObjectStore, { sha256, bytes, grid }: PartedContent, signal: AbortSignal) {
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
export async function hasReadableParts(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<boolean> {
  for await (const _ of store.list(partialPrefix(sha256), signal)) return true;
  return false;
}

/** Removes the part objects of a content, and the open uploads of its blob. */
export async function discardKept(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<void> {
  await abortUploads(store, blobKey(sha256), signal);
  const keys: string[] = [];
  for await (const { key } of store.list(partialPrefix(sha256), signal)) keys.push(key);
  if (keys.length > 0) await store.delete(keys, signal);
}

/** Reads a part object whole, again if its body breaks off: the SDK repeats requests, but not bodies. */
async function readObject(
  store: ObjectStore,
  object: { readonly key: string; readonly etag: string },
  into: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  for (let reads = 1; ; reads++) {
    try {
      return await readOnce(store, object, into, signal);
    } catch (error) {
      const broken = error instanceof IngestFailure && !(error instanceof SourceObjectChanged);
      if (!broken || reads >= MAX_READS) throw error;
    }
  }
}

async function readOnce(
  store: ObjectStore,
  { key, etag }: { readonly key: string; readonly etag: string },
  into: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const body = await store.get(key, { ifMatch: etag, signal });
  let at = 0;
  try {
    for await (const chunk of body) {
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

interface KeptContent extends PartedContent {
  /** Entity tags of the part objects by index. */
  readonly etags: ReadonlyMap<number, string>;
  readonly crc32: number;
}

async function assemble(store: ObjectStore, content: KeptContent, signal: AbortSignal): Promise<void> {
  const { sha256, bytes, grid, etags } = content;
  const upload = await openUpload(store, blobKey(sha256), signal);
  const copy = async (index: number, copySignal: AbortSignal): Promise<UploadedPart> => {
    const key = partialKey(sha256, grid.partBytes, index);
    const etag = etags.get(index) ?? "";
    const { start, end } = rangeOf(grid, index, bytes);
    const length = end - start + 1;
    if (length > MIN_COPY_SOURCE) {
      const from = { key, range: { start: 0, end: length - 1 }, ifMatch: etag };
      return store.copyPart(upload, partNumberOf(index), from, copySignal);
    }
    const last = Buffer.allocUnsafe(length);
    await readObject(store, { key, etag }, last, copySignal);
    return store.uploadPart(upload, partNumberOf(index), last, copySignal);
  };
  const indices = Array.from({ length: grid.count }, (_, index) => index);
  const parts = await mapConcurrently(indices, { concurrency: COPIES_AT_ONCE, signal }, copy);
  await completeUpload(store, upload, { parts, bytes, crc32: content.crc32 }, signal);
  const keys = indices.map((index) => partialKey(sha256, grid.partBytes, index));
  await store.delete(keys, signal);
}

/**
 * The upload to go on with under this key: the oldest open one, so that workers that bring the same content at the same
 * time agree on one and nothing is left behind; a new one when there is none.
 */
async function openUpload(store: ObjectStore, key: string, signal: AbortSignal): Promise<Upload> {
  const open = (await store.listUploads(key, signal)).filter((upload) => upload.key === key);
  open.sort((a, b) => a.startedAt - b.startedAt || (a.uploadId < b.uploadId ? -1 : 1));
  const [oldest, ...others] = open;
  for (const upload of others) await store.abortUpload(upload, signal);
  return oldest ?? (await store.createUpload(key, { signal }));
}

interface WholeUpload {
  readonly parts: readonly UploadedPart[];
  readonly bytes: number;
  readonly crc32: number;
}

/**
 * Completes an upload. When it is gone because somebody else completed the same content, or because the response to our
 * own completion was lost, the object under its key counts, if its length and CRC-32 are right.
 */
async function completeUpload(
  store: ObjectStore,
  upload: Upload,
  whole: WholeUpload,
  signal: AbortSignal,
): Promise<void> {
  const parts = [...whole.parts].sort((a, b) => a.partNumber - b.partNumber);
  try {
    await store.completeUpload(upload, parts, whole, signal);
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    const head = await store.head(upload.key, signal);
    if (head === null || head.bytes !== whole.bytes || head.crc32 !== whole.crc32) throw error;
  }
}

/** Aborts every open upload of exactly this key. */
async function abortUploads(store: ObjectStore, key: string, signal: AbortSignal): Promise<void> {
  for (const upload of await store.listUploads(key, signal)) {
    if (upload.key === key) await store.abortUpload(upload, signal);
  }
}
