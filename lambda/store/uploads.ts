import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { ObjectStore } from "../ports.ts";
import { crcOf, fromHeader, toHeader } from "./checksum.ts";
import { attempt, faultOf, isPrecondition, SourceObjectChanged, UploadGone } from "./faults.ts";
import type { S3StoreOptions } from "./s3.ts";
import { BEFORE_SIGNING, unsignedBody } from "./unsigned.ts";
import { listParts, listUploads } from "./upload-lists.ts";

type Uploads = Pick<
  ObjectStore,
  "createUpload" | "uploadPart" | "copyPart" | "listParts" | "listUploads" | "completeUpload" | "abortUpload"
>;
type Operation<Name extends keyof Uploads> = (options: S3StoreOptions) => Uploads[Name];

/** The multipart half of the store. Every object made here carries a CRC-32 over its whole content. */
export const s3Uploads = (options: S3StoreOptions): Uploads => ({
  createUpload: createUpload(options),
  uploadPart: uploadPart(options),
  copyPart: copyPart(options),
  listParts: listParts(options),
  listUploads: listUploads(options),
  completeUpload: completeUpload(options),
  abortUpload: abortUpload(options),
});

const createUpload: Operation<"createUpload"> =
  ({ client, bucket: Bucket }) =>
  (Key, { contentType, signal } = {}) =>
    attempt("start an upload of", Key, signal, async (sent) => {
      const command = new CreateMultipartUploadCommand({
        Bucket,
        Key,
        ContentType: contentType ?? "application/octet-stream",
        ChecksumAlgorithm: "CRC32",
        ChecksumType: "FULL_OBJECT",
      });
      const { UploadId } = await client.send(command, sent);
      if (UploadId === undefined) throw new UploadGone(Key);
      return UploadId;
    });

const uploadPart: Operation<"uploadPart"> =
  ({ client, bucket: Bucket }) =>
  (Key, UploadId, PartNumber, body, signal) =>
    attempt("write a part of", Key, signal, async (sent) => {
      const crc32 = crcOf(body);
      const command = new UploadPartCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber,
        Body: body,
        ContentLength: body.byteLength,
        ChecksumCRC32: toHeader(crc32),
      });
      command.middlewareStack.add(unsignedBody, BEFORE_SIGNING);
      const answer = await client.send(command, sent);
      return { partNumber: PartNumber, etag: answer.ETag ?? "", bytes: body.byteLength, crc32 };
    });

const copyPart: Operation<"copyPart"> =
  ({ client, bucket: Bucket }) =>
  (Key, UploadId, PartNumber, from, signal) =>
    attempt("copy a part of", Key, signal, async (sent) => {
      const { start, end } = from.range;
      const command = new UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber,
        CopySource: `${Bucket}/${from.key.split("/").map(encodeURIComponent).join("/")}`,
        CopySourceRange: `bytes=${start}-${end}`,
        CopySourceIfMatch: from.ifMatch,
      });
      try {
        const copied = (await client.send(command, sent)).CopyPartResult;
        const crc32 = fromHeader(copied?.ChecksumCRC32);
        return { partNumber: PartNumber, etag: copied?.ETag ?? "", bytes: end - start + 1, crc32 };
      } catch (error) {
        if (isPrecondition(error) || faultOf(error).code === "NoSuchKey") {
          throw new SourceObjectChanged(from.key, { cause: error });
        }
        throw error;
      }
    });

const completeUpload: Operation<"completeUpload"> =
  ({ client, bucket: Bucket }) =>
  (Key, UploadId, parts, whole, signal) =>
    attempt("complete", Key, signal, async (sent) => {
      const Parts = parts.map(({ partNumber, etag, crc32 }) => ({
        PartNumber: partNumber,
        ETag: etag,
        ...(crc32 === null ? {} : { ChecksumCRC32: toHeader(crc32) }),
      }));
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
        MpuObjectSize: whole.bytes,
        ChecksumType: "FULL_OBJECT",
        ChecksumCRC32: toHeader(whole.crc32),
      });
      return { etag: (await client.send(command, sent)).ETag ?? "" };
    });

const abortUpload: Operation<"abortUpload"> =
  ({ client, bucket: Bucket }) =>
  (Key, UploadId, signal) =>
    attempt("abort the upload of", Key, signal, async (sent) => {
      try {
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), sent);
      } catch (error) {
        if (faultOf(error).code !== "NoSuchUpload") throw error;
      }
    });
