import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { IngestFailure } from "../../domain/failure.ts";
import type { ByteRange, ObjectHead, ObjectStore } from "../ports.ts";
import { crc32FromHeader, crc32ToHeader } from "./crc32.ts";
import { abortable, attempt, isMissing, isPrecondition, SourceObjectChanged } from "./faults.ts";
import type { DirectPut } from "./small-objects.ts";
import { type Bucket, s3Uploads } from "./uploads.ts";

/** Keys in one DeleteObjects request. */
const DELETE_BATCH = 1000;

export interface StoreParts extends Bucket {
  /** Tries each put first; the SDK follows when it did not succeed. */
  readonly direct: DirectPut;
}

/** The object store over a bucket. Built by openStore. */
export function s3ObjectStore(options: StoreParts): ObjectStore {
  const { client, bucket: Bucket } = options;
  return {
    bucket: Bucket,
    head: (key, signal) => head(options, key, signal),
    get: (key, wanted = {}) => get(options, key, wanted),
    put: (key, body, given = {}) => put(options, key, body, given),
    async delete(keys, signal) {
      for (let at = 0; at < keys.length; at += DELETE_BATCH) {
        await deleteBatch(options, keys.slice(at, at + DELETE_BATCH), signal);
      }
    },
    async *list(prefix, signal) {
      const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }, abortable(signal))[
        Symbol.asyncIterator
      ]();
      for (;;) {
        const page = await attempt("list", prefix, signal, () => pages.next());
        if (page.done === true) return;
        for (const { Key, Size, LastModified } of page.value.Contents ?? []) {
          yield { key: Key ?? "", bytes: Size ?? 0, modifiedAt: LastModified?.getTime() ?? 0 };
        }
      }
    },
    ...s3Uploads(options),
  };
}

async function head({ client, bucket: Bucket }: Bucket, Key: string, signal?: AbortSignal) {
  return attempt("look at", Key, signal, async (sent): Promise<ObjectHead | null> => {
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }), sent);
      const crc32 = found.ChecksumType === "COMPOSITE" ? null : crc32FromHeader(found.ChecksumCRC32);
      return { bytes: found.ContentLength ?? 0, etag: found.ETag ?? "", crc32 };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
}

async function get(
  { client, bucket: Bucket }: Bucket,
  Key: string,
  { range, ifMatch, signal }: { range?: ByteRange; ifMatch?: string; signal?: AbortSignal },
): Promise<Readable> {
  return attempt("read", Key, signal, async (sent) => {
    const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`;
    try {
      const answer = await client.send(new GetObjectCommand({ Bucket, Key, Range, IfMatch: ifMatch }), sent);
      // On Node the body is always a stream of node:http.
      return answer.Body as Readable;
    } catch (error) {
      if (ifMatch !== undefined && (isMissing(error) || isPrecondition(error))) {
        throw new SourceObjectChanged(Key, { cause: error });
      }
      throw error;
    }
  });
}

async function put(
  { client, bucket: Bucket, direct }: StoreParts,
  Key: string,
  body: Uint8Array,
  given: { onlyIfAbsent?: boolean; contentType?: string; signal?: AbortSignal },
): Promise<{ etag: string; created: boolean }> {
  const { contentType: ContentType = "application/octet-stream", onlyIfAbsent = false } = given;
  return attempt("write", Key, given.signal, async (sent) => {
    const etag = await direct(Key, body, { contentType: ContentType, onlyIfAbsent, signal: given.signal });
    if (typeof etag === "string") return { etag, created: true };
    try {
      const command = new PutObjectCommand({
        Bucket,
        Key,
        Body: body,
        ContentLength: body.byteLength,
        ContentType,
        ChecksumCRC32: crc32ToHeader(crc32(body)),
        ...(onlyIfAbsent ? { IfNoneMatch: "*" } : {}),
      });
      const answer = await client.send(command, sent);
      return { etag: answer.ETag ?? "", created: true };
    } catch (error) {
      if (!onlyIfAbsent || !isPrecondition(error)) throw error;
      const found = await head({ client, bucket: Bucket }, Key, given.signal);
      if (found !== null) return { etag: found.etag, created: false };
      throw error;
    }
  });
}

async function deleteBatch({ client, bucket: Bucket }: Bucket, keys: readonly string[], signal?: AbortSignal) {
  const first = keys[0] ?? "";
  await attempt("delete", first, signal, async (sent) => {
    const Objects = keys.map((Key) => ({ Key }));
    const answer = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }), sent);
    const refused = answer.Errors?.[0];
    if (refused === undefined) return;
    const why = `the object store could not delete ${refused.Key ?? first} (${refused.Code ?? "no code"})`;
    throw new IngestFailure("storage_unavailable", why);
  });
}
