import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListParts,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { ObjectStore, OpenUpload, UploadedPart } from "../ports.ts";
import { crcOf, fromHeader, toHeader } from "./checksum.ts";
import { attempt, CopySourceChanged, faultOf, isPrecondition, UploadGone } from "./faults.ts";
import type { S3StoreOptions } from "./s3.ts";
import { BEFORE_SIGNING, unsignedBody } from "./unsigned.ts";

type Uploads = Pick<
  ObjectStore,
  "createUpload" | "uploadPart" | "copyPart" | "listParts" | "listUploads" | "completeUpload" | "abortUpload"
>;

/** The multipart half of the store. Every object made here carries a CRC-32 over its whole content. */
export function s3Uploads({ client, bucket: Bucket }: S3StoreOptions): Uploads {
  return {
    ...startAndList({ client, bucket: Bucket }),
    uploadPart: (Key, UploadId, PartNumber, body, signal) =>
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
      }),
    copyPart: (Key, UploadId, PartNumber, from, signal) =>
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
            throw new CopySourceChanged(from.key, { cause: error });
          }
          throw error;
        }
      }),
    completeUpload: (Key, UploadId, parts, whole, signal) =>
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
      }),
    abortUpload: (Key, UploadId, signal) =>
      attempt("abort the upload of", Key, signal, async (sent) => {
        try {
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), sent);
        } catch (error) {
          if (faultOf(error).code !== "NoSuchUpload") throw error;
        }
      }),
  };
}

function startAndList({
  client,
  bucket: Bucket,
}: S3StoreOptions): Pick<Uploads, "createUpload" | "listParts" | "listUploads"> {
  return {
    createUpload: (Key, { contentType, signal } = {}) =>
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
      }),
    listParts: (Key, UploadId, signal) =>
      attempt("list the parts of", Key, signal, async (sent) => {
        const found: UploadedPart[] = [];
        try {
          for await (const page of paginateListParts({ client }, { Bucket, Key, UploadId }, sent)) {
            for (const { PartNumber, ETag, Size, ChecksumCRC32 } of page.Parts ?? []) {
              const crc32 = fromHeader(ChecksumCRC32);
              found.push({ partNumber: PartNumber ?? 0, etag: ETag ?? "", bytes: Size ?? 0, crc32 });
            }
          }
        } catch (error) {
          if (faultOf(error).code === "NoSuchUpload") return null;
          throw error;
        }
        return found;
      }),
    async listUploads(prefix, signal) {
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
    },
  };
}
