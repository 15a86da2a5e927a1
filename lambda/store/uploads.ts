import { crc32 } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { keyInUrl } from "../../domain/object-keys.ts";
import type { ObjectStore, OpenUpload } from "../ports.ts";
import { crc32FromHeader, crc32ToHeader } from "./crc32.ts";
import { attempt, faultOf, isPrecondition, SourceObjectChanged, UploadGone } from "./faults.ts";

export interface Bucket {
  /** Its time limits and retries are those of every call. */
  readonly client: S3Client;
  readonly bucket: string;
}

type Uploads = Pick<
  ObjectStore,
  "createUpload" | "uploadPart" | "copyPart" | "listUploads" | "completeUpload" | "abortUpload"
>;
type Operation<Name extends keyof Uploads> = (bucket: Bucket) => Uploads[Name];

/** The multipart half of the store. Every object made here carries a CRC-32 over its whole content. */
export const s3Uploads = (bucket: Bucket): Uploads => ({
  createUpload: createUpload(bucket),
  uploadPart: uploadPart(bucket),
  copyPart: copyPart(bucket),
  listUploads: listUploads(bucket),
  completeUpload: completeUpload(bucket),
  abortUpload: abortUpload(bucket),
});

const createUpload: Operation<"createUpload"> =
  ({ client, bucket: Bucket }) =>
  (key, { contentType, signal } = {}) =>
    attempt("start an upload of", key, signal, async (sent) => {
      const command = new CreateMultipartUploadCommand({
        Bucket,
        Key: key,
        ContentType: contentType ?? "application/octet-stream",
        ChecksumAlgorithm: "CRC32",
        ChecksumType: "FULL_OBJECT",
      });
      const { UploadId } = await client.send(command, sent);
      if (UploadId === undefined) throw new UploadGone(key);
      return { key, uploadId: UploadId };
    });

const uploadPart: Operation<"uploadPart"> =
  ({ client, bucket: Bucket }) =>
  ({ key: Key, uploadId: UploadId }, partNumber, body, signal) =>
    attempt("write a part of", Key, signal, async (sent) => {
      const crc = crc32(body);
      const command = new UploadPartCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber: partNumber,
        Body: body,
        ContentLength: body.byteLength,
        ChecksumCRC32: crc32ToHeader(crc),
      });
      const answer = await client.send(command, sent);
      return { partNumber, etag: answer.ETag ?? "", bytes: body.byteLength, crc32: crc };
    });

const copyPart: Operation<"copyPart"> =
  ({ client, bucket: Bucket }) =>
  ({ key: Key, uploadId: UploadId }, partNumber, from, signal) =>
    attempt("copy a part of", Key, signal, async (sent) => {
      const { start, end } = from.range;
      const command = new UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber: partNumber,
        CopySource: `${Bucket}/${keyInUrl(from.key)}`,
        CopySourceRange: `bytes=${start}-${end}`,
        CopySourceIfMatch: from.ifMatch,
      });
      try {
        const copied = (await client.send(command, sent)).CopyPartResult;
        const crc = crc32FromHeader(copied?.ChecksumCRC32);
        return { partNumber, etag: copied?.ETag ?? "", bytes: end - start + 1, crc32: crc };
      } catch (error) {
        if (isPrecondition(error) || faultOf(error).code === "NoSuchKey") {
          throw new SourceObjectChanged(from.key, { cause: error });
        }
        throw error;
      }
    });

/** The open uploads of all keys with this prefix, through all pages. */
const listUploads: Operation<"listUploads"> =
  ({ client, bucket: Bucket }) =>
  async (prefix, signal) => {
    const found: OpenUpload[] = [];
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (;;) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix: prefix, ...after });
      const page: ListMultipartUploadsCommandOutput = await attempt("list uploads of", prefix, signal, (sent) =>
        client.send(command, sent),
      );
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        found.push({ key: Key ?? "", uploadId: UploadId ?? "", startedAt: Initiated?.getTime() ?? 0 });
      }
      if (page.IsTruncated !== true) return found;
      after = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
  };

const completeUpload: Operation<"completeUpload"> =
  ({ client, bucket: Bucket }) =>
  ({ key: Key, uploadId: UploadId }, parts, whole, signal) =>
    attempt("complete", Key, signal, async (sent) => {
      const Parts = parts.map(({ partNumber, etag, crc32 }) => ({
        PartNumber: partNumber,
        ETag: etag,
        ...(crc32 === null ? {} : { ChecksumCRC32: crc32ToHeader(crc32) }),
      }));
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
        MpuObjectSize: whole.bytes,
        ChecksumType: "FULL_OBJECT",
        ChecksumCRC32: crc32ToHeader(whole.crc32),
      });
      return { etag: (await client.send(command, sent)).ETag ?? "" };
    });

const abortUpload: Operation<"abortUpload"> =
  ({ client, bucket: Bucket }) =>
  ({ key: Key, uploadId: UploadId }, signal) =>
    attempt("abort the upload of", Key, signal, async (sent) => {
      try {
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), sent);
      } catch (error) {
        if (faultOf(error).code !== "NoSuchUpload") throw error;
      }
    });
