import { createHash } from "node:crypto";
import { CreateMultipartUploadCommand, GetObjectCommand, ListPartsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, MIB, patterned, refusalOf, withS3 } from "../with-s3.ts";
import { begin, crcText, FULL_CRC32, head } from "./open-upload.ts";

const etagOf = (...parts: Uint8Array[]): string => {
  const md5s = parts.map((part) => createHash("md5").update(part).digest());
  return `"${createHash("md5").update(Buffer.concat(md5s)).digest("hex")}-${parts.length}"`;
};

describe("a multipart upload", () => {
  const [first, second] = [patterned(5 * MIB, 1), patterned(700, 2)] as const;
  const whole = Buffer.concat([first, second]);

  test("becomes one object with the ETag of its parts and the CRC32 of the whole", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client, { ...FULL_CRC32, ContentType: "application/zip" });
      const parts = await Promise.all([upload.part(1, first), upload.part(2, second)]);
      expect(await refusalOf(head(client))).toMatchObject({ code: "NotFound" });
      const done = await upload.complete(parts, {
        ChecksumCRC32: crcText(whole),
        ChecksumType: "FULL_OBJECT",
        MpuObjectSize: whole.length,
      });
      expect(done).toMatchObject({
        ETag: etagOf(first, second),
        ChecksumCRC32: crcText(whole),
        ChecksumType: "FULL_OBJECT",
      });
      const found = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: "big" }));
      expect(found).toMatchObject({ ContentType: "application/zip", ContentLength: whole.length });
      expect(whole.equals((await found.Body?.transformToByteArray()) ?? first)).toBe(true);
    }));

  test("gives ranges over the seams between parts, and single parts by number", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client);
      await upload.complete([await upload.part(1, first), await upload.part(2, second)]);
      const range = { Bucket: BUCKET, Key: "big", Range: `bytes=${first.length - 10}-${first.length + 9}` };
      const seam = await (await client.send(new GetObjectCommand(range))).Body?.transformToByteArray();
      expect(whole.subarray(first.length - 10, first.length + 10).equals(seam ?? first)).toBe(true);
      expect(await head(client, { PartNumber: 2 })).toMatchObject({ ContentLength: 700, PartsCount: 2 });
      expect((await refusalOf(head(client, { PartNumber: 3 }))).status).toBe(416);
    }));

  test("that is completed a second time gives the same answer", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client);
      const parts = [await upload.part(1, first), await upload.part(2, second)];
      const once = await upload.complete(parts);
      expect((await upload.complete(parts)).ETag).toBe(once.ETag);
    }));

  test("keeps the last body sent for a part number", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client);
      const stale = await upload.part(1, first);
      const fresh = await upload.part(1, second);
      expect(await refusalOf(upload.complete([stale]))).toEqual({ code: "InvalidPart", status: 400 });
      await upload.complete([fresh]);
      expect((await head(client)).ContentLength).toBe(700);
    }));

  test("that is aborted is gone with its parts", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client);
      const part = await upload.part(1, second);
      await upload.abort();
      const gone = { code: "NoSuchUpload", status: 404 };
      expect(await refusalOf(upload.part(2, second))).toEqual(gone);
      expect(await refusalOf(upload.complete([part]))).toEqual(gone);
      expect(await refusalOf(upload.list())).toEqual(gone);
      expect(await refusalOf(upload.abort())).toEqual(gone);
    }));

  test("by another key than its own does not exist", () =>
    withS3(async ({ client }) => {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: "a" }));
      const other = new ListPartsCommand({ Bucket: BUCKET, Key: "b", UploadId });
      expect(await refusalOf(client.send(other))).toEqual({ code: "NoSuchUpload", status: 404 });
    }));
});

describe("completing", () => {
  const big = patterned(5 * MIB, 3);

  test("is refused for parts out of order, unknown, too small in the middle, or none at all", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client, FULL_CRC32);
      const [one, small, three] = [
        await upload.part(1, big),
        await upload.part(2, big.subarray(1)),
        await upload.part(3, big),
      ] as const;
      expect(await refusalOf(upload.complete([small, one]))).toMatchObject({ code: "InvalidPartOrder", status: 400 });
      expect(await refusalOf(upload.complete([one, one]))).toMatchObject({ code: "InvalidPartOrder" });
      expect(await refusalOf(upload.complete([one, { ...small, PartNumber: 4 }]))).toMatchObject({
        code: "InvalidPart",
      });
      expect(await refusalOf(upload.complete([{ ...one, ETag: '"0"' }]))).toMatchObject({ code: "InvalidPart" });
      expect(await refusalOf(upload.complete([one, small, three]))).toMatchObject({
        code: "EntityTooSmall",
        status: 400,
      });
      expect(await refusalOf(upload.complete([one, three]))).toMatchObject({ code: "InvalidRequest" });
      expect(await refusalOf(upload.complete([]))).toMatchObject({ code: "MalformedXML" });
      expect((await upload.complete([one, small])).ETag).toBeDefined();
    }));

  test("is refused when the checksum or size of the whole is another, and the upload stays open", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client, FULL_CRC32);
      const parts = [await upload.part(1, big)];
      expect(await refusalOf(upload.complete(parts, { ChecksumCRC32: "AAAAAA==" }))).toEqual({
        code: "BadDigest",
        status: 400,
      });
      expect(await refusalOf(upload.complete(parts, { MpuObjectSize: 5 }))).toMatchObject({ code: "InvalidRequest" });
      expect(await refusalOf(upload.complete(parts, { ChecksumType: "COMPOSITE" }))).toMatchObject({
        code: "InvalidRequest",
      });
      await upload.complete(parts, { ChecksumCRC32: crcText(big) });
    }));

  test("with If-None-Match: * loses to an object that came first, and can be aborted then", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client);
      const part = await upload.part(1, big);
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "big", Body: "first" }));
      expect(await refusalOf(upload.complete([part], { IfNoneMatch: "*" }))).toEqual({
        code: "PreconditionFailed",
        status: 412,
      });
      await upload.abort();
      expect((await head(client)).ContentLength).toBe(5);
    }));
});
