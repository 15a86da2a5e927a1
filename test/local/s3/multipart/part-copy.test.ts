import { readdir } from "node:fs/promises";
import path from "node:path";
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, MIB, patterned, refusalOf, withS3 } from "../with-s3.ts";
import { crcText } from "./open-upload.ts";

const put = (client: S3Client, Key: string, Body: Uint8Array) =>
  client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

async function begin(client: S3Client, more: object = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" }) {
  const upload = { Bucket: BUCKET, Key: "archive" };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...upload, ...more }));
  return {
    part: async (PartNumber: number, Body: Uint8Array): Promise<CompletedPart> => {
      const { ETag, ChecksumCRC32 } = await client.send(
        new UploadPartCommand({ ...upload, UploadId, PartNumber, Body }),
      );
      return { PartNumber, ETag, ChecksumCRC32 };
    },
    copy: async (
      PartNumber: number,
      key: string,
      range?: readonly [number, number],
      other: object = {},
    ): Promise<CompletedPart> => {
      const CopySourceRange = range && `bytes=${range[0]}-${range[1]}`;
      const input = { ...upload, UploadId, PartNumber, CopySource: `${BUCKET}/${key}`, CopySourceRange, ...other };
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(input));
      return {
        PartNumber,
        ETag: CopyPartResult?.ETag,
        ChecksumCRC32: CopyPartResult?.ChecksumCRC32,
        ChecksumSHA256: CopyPartResult?.ChecksumSHA256,
      };
    },
    complete: (Parts: CompletedPart[], other: object = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts }, ...other })),
  };
}

async function read(client: S3Client, Key: string, Range?: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key, Range }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function dataFiles(directory: string): Promise<number> {
  const entries = await readdir(path.join(directory, "data"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

describe("a copied part", () => {
  test("spliced between uploaded ones gives an object whose bytes and CRC32 are right, and outlives its source", () =>
    withS3(async ({ client, directory }) => {
      const [source, start, tail] = [patterned(12 * MIB, 1), patterned(40, 2), patterned(99, 3)] as const;
      await put(client, "source", source);
      const upload = await begin(client);
      const head = Buffer.concat([start, source.subarray(0, 5 * MIB - 40)]);
      const spliced = await upload.copy(2, "source", [5 * MIB - 40, source.length - 1]);
      expect(spliced.ChecksumCRC32).toBe(crcText(source.subarray(5 * MIB - 40)));
      const parts = [await upload.part(1, head), spliced, await upload.part(3, tail)];
      const whole = Buffer.concat([start, source, tail]);
      await upload.complete(parts, { ChecksumCRC32: crcText(whole), MpuObjectSize: whole.length });
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "source" }));
      expect(whole.equals(await read(client, "archive"))).toBe(true);
      await expect.poll(() => dataFiles(directory)).toBe(3);
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "archive" }));
      await expect.poll(() => dataFiles(directory)).toBe(0);
    }));

  test("cut out of an object that is itself made of cuts still has the right bytes and checksum", () =>
    withS3(async ({ client, directory }) => {
      const [source, other] = [patterned(11 * MIB, 4), patterned(6 * MIB, 5)] as const;
      await put(client, "source", source);
      await put(client, "other", other);
      const first = await begin(client);
      await first.complete([
        await first.copy(1, "source", [3, 6 * MIB]),
        await first.copy(2, "other"),
        await first.copy(3, "source", [17, 17]),
      ]);
      const whole = Buffer.concat([source.subarray(3, 6 * MIB + 1), other, source.subarray(17, 18)]);
      expect(whole.equals(await read(client, "archive"))).toBe(true);
      const second = await begin(client);
      const cut = [MIB + 1, 11 * MIB + 5] as const;
      const copied = await second.copy(1, "archive", cut);
      expect(copied.ChecksumCRC32).toBe(crcText(whole.subarray(cut[0], cut[1] + 1)));
      await second.complete([copied]);
      expect(whole.subarray(cut[0], cut[1] + 1).equals(await read(client, "archive"))).toBe(true);
      await expect.poll(() => dataFiles(directory)).toBe(2);
    }));

  test("of a whole object has its ETag, equal cuts have equal ETags and different cuts different ones", () =>
    withS3(async ({ client }) => {
      const { ETag } = await put(client, "source", patterned(6 * MIB, 6));
      const upload = await begin(client);
      const [whole, a, b, c] = await Promise.all([
        upload.copy(1, "source"),
        upload.copy(2, "source", [0, 100]),
        upload.copy(3, "source", [0, 100]),
        upload.copy(4, "source", [0, 101]),
      ]);
      expect(whole.ETag).toBe(ETag);
      expect(a.ETag).toBe(b.ETag);
      expect(a.ETag).not.toBe(c.ETag);
    }));

  test("in an upload with SHA256 has the SHA256 of its bytes", () =>
    withS3(async ({ client }) => {
      const source = patterned(6 * MIB, 7);
      await put(client, "source", source);
      const sha256 = await client.send(
        new PutObjectCommand({
          Bucket: BUCKET,
          Key: "ref",
          Body: source.subarray(9, 1000),
          ChecksumAlgorithm: "SHA256",
        }),
      );
      const upload = await begin(client, { ChecksumAlgorithm: "SHA256" });
      expect((await upload.copy(1, "source", [9, 999])).ChecksumSHA256).toBe(sha256.ChecksumSHA256);
    }));
});

describe("copying a part is refused", () => {
  test("for a range of a source of 5 MiB or less, while the whole of it may be copied", () =>
    withS3(async ({ client }) => {
      await put(client, "small", patterned(5 * MIB));
      const upload = await begin(client);
      expect(await refusalOf(upload.copy(1, "small", [0, 9]))).toEqual({ code: "InvalidRequest", status: 400 });
      expect((await upload.copy(1, "small")).ETag).toBeDefined();
    }));

  test("for a range that leaves the source or is malformed", () =>
    withS3(async ({ client }) => {
      await put(client, "source", patterned(6 * MIB));
      const upload = await begin(client);
      for (const CopySourceRange of [`bytes=0-${6 * MIB}`, "bytes=5-", "bytes=-5", "bytes=9-3", "0-9"]) {
        const call = upload.copy(1, "source", undefined, { CopySourceRange });
        expect(await refusalOf(call)).toEqual({ code: "InvalidArgument", status: 400 });
      }
    }));

  test("when the source changed, is missing, or the upload does not exist", () =>
    withS3(async ({ client }) => {
      const { ETag } = await put(client, "source", patterned(6 * MIB));
      const upload = await begin(client);
      expect((await upload.copy(1, "source", [0, 9], { CopySourceIfMatch: ETag })).ETag).toBeDefined();
      await put(client, "source", patterned(6 * MIB, 2));
      const changed = upload.copy(2, "source", [0, 9], { CopySourceIfMatch: ETag });
      expect(await refusalOf(changed)).toEqual({ code: "PreconditionFailed", status: 412 });
      expect(await refusalOf(upload.copy(2, "none"))).toEqual({ code: "NoSuchKey", status: 404 });
      const stray = upload.copy(2, "source", undefined, { UploadId: "0".repeat(48) });
      expect(await refusalOf(stray)).toEqual({ code: "NoSuchUpload", status: 404 });
    }));
});
