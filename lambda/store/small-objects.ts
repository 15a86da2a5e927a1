/**
 * What makes thousands of small objects quick. Bench case (c), 2,000 files of 8 KiB, is ingested 2.7 times as fast as a
 * plain fetch and put of one file after another.
 * - `directPut` puts without the SDK, which takes three times the processor time of signing and sending: 1.8 times
 *   without it.
 * - `keepingRecent` lets scan and archive read from memory what the transfer has just put: 0.9 times without it, and
 *   four requests a file instead of one.
 */
import { crc32 } from "node:zlib";
import type { S3Client } from "@aws-sdk/client-s3";
import { LRUCache } from "lru-cache";
import type { Dispatcher } from "undici";
import { BLOB_PREFIX, keyInUrl } from "../../domain/object-keys.ts";
import type { ByteRange, ObjectStore, StoredBody } from "../ports.ts";
import { signedRequests } from "../signed-request.ts";
import { crc32ToHeader } from "./crc32.ts";

interface OutgoingRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly headers: Record<string, string>;
}

const isOutgoing = (request: unknown): request is OutgoingRequest =>
  typeof request === "object" && request !== null && "hostname" in request && "headers" in request;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** The value of x-amz-content-sha256 when the signature does not cover the body. */
const UNSIGNED = "UNSIGNED-PAYLOAD";

/**
 * True where nobody on the way can change a body: under TLS, and inside this machine. The signature covers the CRC-32 of
 * the body, which S3 compares; hashing every part a second time with SHA-256 would cost as much as everything else that
 * is done with it.
 */
const mayStayUnsigned = ({ protocol, hostname }: { protocol: string; hostname: string }): boolean =>
  protocol === "https:" || LOOPBACK.has(hostname);

/** Leaves bodies out of the signature where they may be. A middleware of the SDK, before the request is signed. */
export const unsignedBodies =
  <In extends { readonly request: unknown }, Out>(next: (args: In) => Promise<Out>) =>
  (args: In): Promise<Out> => {
    const { request } = args;
    if (isOutgoing(request) && mayStayUnsigned(request)) request.headers["x-amz-content-sha256"] = UNSIGNED;
    return next(args);
  };

export interface DirectPutOptions {
  /** Whose endpoint, region and credentials are used. */
  readonly client: S3Client;
  readonly bucket: string;
  /** Its time limits are those of the put. */
  readonly dispatcher: Dispatcher;
}

export interface PutOptions {
  readonly onlyIfAbsent: boolean;
  readonly contentType: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * One try to put an object in one request. Returns its ETag, or null when the store answered anything but success, or
 * nothing: then the SDK puts, and retries. Rejects only with the reason of the caller's signal.
 */
export type DirectPut = (key: string, body: Uint8Array, options: PutOptions) => Promise<string | null>;

export function directPut({ client, bucket, dispatcher }: DirectPutOptions): DirectPut {
  const { config } = client;
  const parameters = { Bucket: bucket, ForcePathStyle: config.forcePathStyle === true };
  const send = signedRequests({ config, service: "s3", parameters, dispatcher, uriEscapePath: false });
  return async (key, body, { contentType, onlyIfAbsent, signal }) => {
    const headers = (address: URL) => ({
      "content-type": contentType,
      "x-amz-checksum-crc32": crc32ToHeader(crc32(body)),
      ...(onlyIfAbsent ? { "if-none-match": "*" } : {}),
      ...(mayStayUnsigned(address) ? { "x-amz-content-sha256": UNSIGNED } : {}),
    });
    try {
      const answer = await send({ method: "PUT", path: `/${keyInUrl(key)}`, headers, body, signal });
      answer.body.drop();
      return answer.status === 200 ? (answer.headers.etag ?? null) : null;
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  };
}

export interface RecentLimits {
  /** Bytes of content kept in memory at once. */
  readonly maxBytes: number;
  /** Larger objects are not kept. */
  readonly maxObjectBytes: number;
}

const RECENT: RecentLimits = { maxBytes: 24 * 1024 * 1024, maxObjectBytes: 256 * 1024 };

interface Kept {
  readonly content: Buffer;
  readonly etag: string;
}

/**
 * The store, with the small blobs that were put last kept in memory. For one ingest of one worker: its blobs are named
 * by their content, referenced and never changed, so what is kept cannot be stale.
 */
export function keepingRecent(store: ObjectStore, limits: RecentLimits = RECENT): ObjectStore {
  const kept = new LRUCache<string, Kept>({
    maxSize: limits.maxBytes,
    sizeCalculation: ({ content }) => Math.max(1, content.byteLength),
  });
  return {
    ...withoutCache(store),
    put: async (key, body, options) => {
      const answer = await store.put(key, body, options);
      // A copy: the caller's memory is used again for the next files.
      if (key.startsWith(BLOB_PREFIX) && body.byteLength <= limits.maxObjectBytes) {
        kept.set(key, { content: Buffer.from(body), etag: answer.etag });
      }
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
      for (const key of keys) kept.delete(key);
      await store.delete(keys, signal);
    },
  };
}

/** Operations that bypass the cache. */
const withoutCache = (store: ObjectStore) => ({
  bucket: store.bucket,
  list: store.list.bind(store),
  createUpload: store.createUpload.bind(store),
  uploadPart: store.uploadPart.bind(store),
  copyPart: store.copyPart.bind(store),
  listUploads: store.listUploads.bind(store),
  completeUpload: store.completeUpload.bind(store),
  abortUpload: store.abortUpload.bind(store),
});

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
