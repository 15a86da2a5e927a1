import {
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListParts,
} from "@aws-sdk/client-s3";
import type { ObjectStore, OpenUpload, UploadedPart } from "../ports.ts";
import { fromHeader } from "./checksum.ts";
import { attempt, faultOf } from "./faults.ts";
import type { S3StoreOptions } from "./s3.ts";

/** The parts of an open upload through all pages; null when there is no such upload. */
export const listParts =
  ({ client, bucket: Bucket }: S3StoreOptions): ObjectStore["listParts"] =>
  (Key, UploadId, signal) =>
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
    });

/** The open uploads of all keys with this prefix, through all pages. */
export const listUploads =
  ({ client, bucket: Bucket }: S3StoreOptions): ObjectStore["listUploads"] =>
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
