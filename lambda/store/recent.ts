import { crc32 } from "node:zlib";
import { BLOB_PREFIX } from "../../domain/object-keys.ts";
import type { ByteRange, ObjectStore, StoredBody } from "../ports.ts";

export interface RecentLimits {
  /** Bytes of content kept in memory at once. */
  readonly maxBytes: number;
  /** Larger objects are not kept. */
  readonly maxObjectBytes: number;
}

const DEFAULT: RecentLimits = { maxBytes: 24 * 1024 * 1024, maxObjectBytes: 256 * 1024 };

const BLOCK_BYTES = 1024 * 1024;

interface Kept {
  readonly content: Buffer;
  readonly etag: string;
}

/**
 * The store, keeping the small objects that it put last, so that scan and archive need not fetch back what the transfer
 * had in hand a moment ago. For one ingest of one worker: its blobs are named by their content, referenced and never
 * changed, so what is kept cannot be stale.
 */
export function keepingRecent(store: ObjectStore, limits: RecentLimits = DEFAULT): ObjectStore {
  const kept = new Map<string, Kept>();
  const copy = copier();
  let bytes = 0;

  function keep(key: string, body: Uint8Array, etag: string): void {
    if (!key.startsWith(BLOB_PREFIX) || body.byteLength > limits.maxObjectBytes || kept.has(key)) return;
    // A copy: the caller's memory is used again for the next files.
    kept.set(key, { content: copy(body), etag });
    bytes += body.byteLength;
    for (const [oldest, { content }] of kept) {
      if (bytes <= limits.maxBytes) break;
      kept.delete(oldest);
      bytes -= content.byteLength;
    }
  }

  function forget(key: string): void {
    bytes -= kept.get(key)?.content.byteLength ?? 0;
    kept.delete(key);
  }

  return {
    ...passedThrough(store),
    put: async (key, body, options) => {
      const answer = await store.put(key, body, options);
      keep(key, body, answer.etag);
      return answer;
    },
    head: async (key, signal) => {
      const found = kept.get(key);
      return found === undefined ? store.head(key, signal) : headOf(found);
    },
    get: async (key, options) => {
      const found = kept.get(key);
      const fits = found !== undefined && (options?.ifMatch ?? found.etag) === found.etag;
      return fits ? bodyOf(slice(found.content, options?.range)) : store.get(key, options);
    },
    delete: async (keys, signal) => {
      for (const key of keys) forget(key);
      await store.delete(keys, signal);
    },
  };
}

/** What small objects have no part in. */
const passedThrough = (store: ObjectStore) => ({
  bucket: store.bucket,
  list: store.list.bind(store),
  createUpload: store.createUpload.bind(store),
  uploadPart: store.uploadPart.bind(store),
  copyPart: store.copyPart.bind(store),
  listParts: store.listParts.bind(store),
  listUploads: store.listUploads.bind(store),
  completeUpload: store.completeUpload.bind(store),
  abortUpload: store.abortUpload.bind(store),
});

/** Copies into pieces of a few large blocks: thousands of small ones would keep the garbage collector busy. */
function copier(): (body: Uint8Array) => Buffer {
  let block = Buffer.alloc(0);
  let used = 0;
  return (body) => {
    if (used + body.byteLength > block.length) {
      block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, body.byteLength));
      used = 0;
    }
    const copy = block.subarray(used, used + body.byteLength);
    copy.set(body);
    used += body.byteLength;
    return copy;
  };
}

/** A body in one piece. A stream for each would cost more than all that is done with small objects. */
const bodyOf = (content: Buffer): StoredBody => ({
  async *[Symbol.asyncIterator]() {
    yield content;
  },
  destroy() {},
});

const headOf = ({ content, etag }: Kept) => ({ bytes: content.byteLength, etag, crc32: crc32(content) });

const slice = (content: Buffer, range: ByteRange | undefined): Buffer =>
  range === undefined ? content : content.subarray(range.start, range.end + 1);
