import type { Readable } from "node:stream";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { LRUCache } from "lru-cache";
import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectStore } from "../../lambda/ports.ts";
import { collected } from "../../lambda/store/blobs.ts";
import { openStore } from "../../lambda/store/compose.ts";
import { type Contents, disposition } from "../hub/answers/file.ts";
import { HubRefusal } from "../hub/refusal.ts";
import type { Foundation } from "./foundation.ts";

/** Life of an address at most, in seconds: a client that lost its connection comes here for a new one. */
const LINK_SECONDS = 900;
/** Bytes of small files that are kept in memory. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Longest reading of a small file, in milliseconds. */
const READ_MS = 20_000;
/** Files that pass through this server at a time. */
const STREAMS = 256;
/** Longest stream, and how long its client may read nothing, in milliseconds. */
const STREAM = { wholeMs: 24 * 3_600_000, idleMs: 300_000 };

/** What reaches the object store: `s3` signs the addresses for clients. */
export interface ContentsOptions extends Pick<Foundation, "s3"> {
  readonly config: Pick<Foundation["config"], "aws" | "bucket" | "downloadUrlTtlSeconds">;
  /** Milliseconds since the epoch, from which addresses live; by default those of the machine. */
  readonly now?: () => number;
}

/** The bytes of files for the download API. */
export function composeContents(base: ContentsOptions): { readonly contents: Contents; close(): Promise<void> } {
  const { aws, bucket } = base.config;
  // Connections of its own: clients that read slowly must not take those of other work.
  const { store, close } = openStore({
    bucket,
    region: aws.region,
    endpoint: aws.s3Endpoint?.href ?? null,
    credentials: aws.credentials,
    maxSockets: STREAMS + 32,
    timeouts: { connect: 3_000, answer: 10_000, idle: STREAM.idleMs },
    tries: 3,
  });
  const read = async (sha256: string, end: number): Promise<Buffer> =>
    collected(await store.get(blobKey(sha256), { range: { start: 0, end }, signal: AbortSignal.timeout(READ_MS) }));
  return {
    contents: {
      whole: smallFiles(read),
      firstByte: async ({ sha256, firstByte }) => firstByte ?? (await read(sha256, 0)).readUInt8(),
      link: links(base),
      stream: streams(store),
    },
    close,
  };
}

function smallFiles(read: (sha256: string, end: number) => Promise<Buffer>): Contents["whole"] {
  const kept = new LRUCache<string, Buffer>({ maxSize: KEPT_BYTES, sizeCalculation: ({ length }) => length + 200 });
  return async ({ sha256, bytes }) => {
    const known = kept.get(sha256);
    if (known !== undefined) return known;
    const content = await read(sha256, bytes - 1);
    kept.set(sha256, content);
    return content;
  };
}

const links =
  ({ s3, config: { bucket, downloadUrlTtlSeconds }, now = Date.now }: ContentsOptions): Contents["link"] =>
  ({ sha256, path }) => {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: blobKey(sha256),
      ResponseContentType: "application/octet-stream",
      ResponseContentDisposition: disposition(path),
    });
    const expiresIn = Math.min(LINK_SECONDS, downloadUrlTtlSeconds);
    return getSignedUrl(s3, command, { expiresIn, signingDate: new Date(now()) });
  };

function streams(store: Pick<ObjectStore, "get">): Contents["stream"] {
  let open = 0;
  return async ({ sha256 }, range) => {
    if (open >= STREAMS) {
      const message = "Too many downloads pass through this server; try again in a moment";
      throw new HubRefusal({ status: 503, message, headers: { "Retry-After": "5" } });
    }
    open += 1;
    try {
      // The store's bodies are streams of Node.
      const signal = AbortSignal.timeout(STREAM.wholeMs);
      const body = (await store.get(blobKey(sha256), { range, signal })) as unknown as Readable;
      return body.once("close", () => {
        open -= 1;
      });
    } catch (error) {
      open -= 1;
      throw error;
    }
  };
}
