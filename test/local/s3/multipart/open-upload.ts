import { crc32 } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { BUCKET } from "../with-s3.ts";

export const FULL_CRC32 = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" } as const;

/** As S3 writes a CRC32: base64 of its four bytes. */
export const crcText = (bytes: Uint8Array): string => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(crc32(bytes));
  return out.toString("base64");
};

/** An upload of one key with the calls that the tests make on it. */
export async function begin(client: S3Client, more: object = {}, Key = "big") {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }));
  const upload = { Bucket: BUCKET, Key, UploadId };
  return {
    part: async (PartNumber: number, Body: Uint8Array, other: object = {}): Promise<CompletedPart> => {
      const sent = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body, ...other }));
      const { ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 } = sent;
      return { PartNumber, ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 };
    },
    complete: (Parts: CompletedPart[], other: object = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...other })),
    abort: () => client.send(new AbortMultipartUploadCommand(upload)),
    list: (other: object = {}) => client.send(new ListPartsCommand({ ...upload, ...other })),
  };
}

/** HEAD of the key that `begin` uploads to, with checksums. */
export const head = (client: S3Client, more: object = {}) =>
  client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "big", ChecksumMode: "ENABLED", ...more }));
