import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, MIB, patterned, refusalOf, withS3 } from "./with-s3.ts";

const FULL_CRC32 = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" } as const;

const crcText = (bytes: Uint8Array): string => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(crc32(bytes));
  return out.toString("base64");
};

/** An upload of one key with the calls that the tests make on it. */
async function begin(client: S3Client, more: object = {}, Key = "big") {
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

const head = (client: S3Client, more: object = {}) =>
  client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "big", ChecksumMode: "ENABLED", ...more }));

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

describe("the checksum of a multipart object", () => {
  const [first, second] = [patterned(5 * MIB, 4), patterned(1234, 5)] as const;
  const combos = [
    ["CRC32", "COMPOSITE"],
    ["CRC32C", "COMPOSITE"],
    ["SHA1", "COMPOSITE"],
    ["SHA256", "COMPOSITE"],
  ] as const;

  test.each(combos)("in %s %s is the checksum of the parts' checksums", (ChecksumAlgorithm, ChecksumType) =>
    withS3(async ({ client }) => {
      const upload = await begin(client, { ChecksumAlgorithm, ChecksumType });
      const more = { ChecksumAlgorithm };
      const parts = [await upload.part(1, first, more), await upload.part(2, second, more)];
      const field = `Checksum${ChecksumAlgorithm}` as const;
      const raw = Buffer.concat(parts.map((part) => Buffer.from(part[field] ?? "", "base64")));
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "reference", Body: raw, ChecksumAlgorithm }));
      const reference = await head(client, { Key: "reference" });
      await upload.complete(parts);
      expect(await head(client)).toMatchObject({ [field]: `${reference[field]}-2`, ChecksumType });
      const bare = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      const again = await begin(client, { ChecksumAlgorithm });
      await again.part(1, first, more);
      expect(await refusalOf(again.complete(bare.slice(0, 1)))).toMatchObject({ code: "InvalidRequest" });
    }),
  );

  test.each(["CRC32", "CRC32C", "CRC64NVME"] as const)(
    "in %s FULL_OBJECT equals that of the same bytes put as a whole",
    (ChecksumAlgorithm) =>
      withS3(async ({ client }) => {
        const upload = await begin(client, { ChecksumAlgorithm, ChecksumType: "FULL_OBJECT" });
        const more = { ChecksumAlgorithm };
        await upload.complete([await upload.part(1, first, more), await upload.part(2, second, more)]);
        const field = `Checksum${ChecksumAlgorithm}` as const;
        const Body = Buffer.concat([first, second]);
        const put = await client.send(
          new PutObjectCommand({ Bucket: BUCKET, Key: "reference", Body, ChecksumAlgorithm }),
        );
        expect(put[field]).toBeDefined();
        expect(await head(client)).toMatchObject({ [field]: put[field], ChecksumType: "FULL_OBJECT" });
      }),
  );

  test("cannot be of a type that its algorithm does not have, nor of another algorithm for a part", () =>
    withS3(async ({ client }) => {
      const refused = { code: "InvalidRequest", status: 400 };
      expect(await refusalOf(begin(client, { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" }))).toEqual(
        refused,
      );
      expect(await refusalOf(begin(client, { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" }))).toEqual(
        refused,
      );
      const upload = await begin(client, FULL_CRC32);
      expect(await refusalOf(upload.part(1, second, { ChecksumAlgorithm: "SHA256" }))).toEqual(refused);
    }));
});

describe("the listing of parts and uploads", () => {
  test("of parts goes page by page in the order of their numbers, with sizes and checksums", () =>
    withS3(async ({ client }) => {
      const upload = await begin(client, FULL_CRC32);
      for (const n of [7, 2, 5]) await upload.part(n, patterned(n * 10, n));
      const page = await upload.list({ MaxParts: 2 });
      expect(page).toMatchObject({
        IsTruncated: true,
        NextPartNumberMarker: "5",
        ChecksumAlgorithm: "CRC32",
        ChecksumType: "FULL_OBJECT",
      });
      const rest = await upload.list({ PartNumberMarker: page.NextPartNumberMarker });
      const all = [...(page.Parts ?? []), ...(rest.Parts ?? [])];
      expect(all.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [2, 20],
        [5, 50],
        [7, 70],
      ]);
      expect(all[0]?.ChecksumCRC32).toBe(crcText(patterned(20, 2)));
      expect(rest.IsTruncated).toBe(false);
    }));

  test("of uploads goes by prefix and page by page, also within one key", () =>
    withS3(async ({ client }) => {
      for (const key of ["blobs/b", "blobs/a", "blobs/a", "other", "blobs/c"]) await begin(client, {}, key);
      const list = (more: object) =>
        client.send(new ListMultipartUploadsCommand({ Bucket: BUCKET, Prefix: "blobs/", MaxUploads: 1, ...more }));
      const seen: string[] = [];
      let page = await list({});
      for (;;) {
        seen.push(...(page.Uploads ?? []).map(({ Key }) => Key ?? ""));
        if (!page.IsTruncated) break;
        page = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
      }
      expect(seen).toEqual(["blobs/a", "blobs/a", "blobs/b", "blobs/c"]);
    }));
});
