import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, MIB, patterned, refusalOf, withS3 } from "../with-s3.ts";

const put = (client: S3Client, Key: string, Body: string | Uint8Array, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ...more }));

async function read(client: S3Client, Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const base64Crc32 = (bytes: Uint8Array): string => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(crc32(bytes));
  return out.toString("base64");
};

describe("an object put as a whole", () => {
  test("comes back with its bytes, its MD5 as ETag, its CRC32 and everything said about it", () =>
    withS3(async ({ client }) => {
      const body = patterned(3 * MIB + 5);
      const about = {
        ContentType: "text/x-weights",
        ContentDisposition: 'attachment; filename="a.bin"',
        Metadata: { origin: "hub" },
      };
      await put(client, "a/b c+ü.bin", body, about);
      const found = await client.send(
        new GetObjectCommand({ Bucket: BUCKET, Key: "a/b c+ü.bin", ChecksumMode: "ENABLED" }),
      );
      expect(found).toMatchObject({
        ...about,
        ContentLength: body.length,
        ChecksumType: "FULL_OBJECT",
        ChecksumCRC32: base64Crc32(body),
      });
      expect(found.ETag).toBe(`"${createHash("md5").update(body).digest("hex")}"`);
      expect(body.equals((await found.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
    }));

  test("that is empty has no bytes and the MD5 of nothing", () =>
    withS3(async ({ client }) => {
      await put(client, "empty", "");
      const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "empty" }));
      expect(head).toMatchObject({ ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
      expect(await read(client, "empty")).toHaveLength(0);
    }));

  test("sent as a stream with its checksum in the trailer is decoded and is not marked as aws-chunked", () =>
    withS3(async ({ client }) => {
      const body = patterned(300_001);
      const parts = Array.from({ length: 31 }, (_, n) => body.subarray(n * 10_000, (n + 1) * 10_000));
      await put(client, "stream", Readable.from(parts) as never, { ContentLength: body.length });
      const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "stream", ChecksumMode: "ENABLED" }));
      expect([head.ContentEncoding, head.ChecksumCRC32]).toEqual([undefined, base64Crc32(body)]);
      expect(body.equals(await read(client, "stream"))).toBe(true);
    }));

  test("replaces the one before it while a reader of the old one still gets the old bytes to the end", () =>
    withS3(async ({ client }) => {
      const old = patterned(8 * MIB, 7);
      await put(client, "k", old);
      const reading = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: "k" }));
      await put(client, "k", "new");
      const bytes = (await reading.Body?.transformToByteArray()) ?? Buffer.alloc(0);
      expect(old.equals(bytes)).toBe(true);
      expect((await read(client, "k")).toString()).toBe("new");
    }));

  test("under a key like a path out of the directory is an object like any other", () =>
    withS3(async ({ client }) => {
      for (const key of ["../../etc/passwd", "a/../b", "a//b", "with\nnewline", "x".repeat(1024)]) {
        await put(client, key, key);
        expect((await read(client, key)).toString()).toBe(key);
      }
    }));

  test("under a key of more than 1024 bytes is refused", () =>
    withS3(async ({ client }) => {
      expect(await refusalOf(put(client, "é".repeat(513), "x"))).toEqual({ code: "KeyTooLongError", status: 400 });
    }));
});

describe("a ranged read", () => {
  const cases = [
    ["bytes=0-0", 0, 1],
    ["bytes=5-", 5, 1000],
    ["bytes=990-5000", 990, 1000],
    ["bytes=-10", 990, 1000],
    ["bytes=-5000", 0, 1000],
  ] as const;

  test("gives exactly the bytes asked for and says which they are", () =>
    withS3(async ({ client }) => {
      const body = patterned(1000);
      await put(client, "r", body);
      for (const [Range, start, end] of cases) {
        const found = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: "r", Range }));
        expect(found.ContentRange).toBe(`bytes ${start}-${end - 1}/1000`);
        expect(found.$metadata.httpStatusCode).toBe(206);
        expect(body.subarray(start, end).equals((await found.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(
          true,
        );
      }
    }));

  test("outside the object is refused with InvalidRange, one that makes no sense is ignored", () =>
    withS3(async ({ client }) => {
      await put(client, "r", "0123456789");
      for (const Range of ["bytes=10-", "bytes=-0"]) {
        expect(await refusalOf(read(client, "r", { Range }))).toEqual({ code: "InvalidRange", status: 416 });
      }
      for (const Range of ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2"]) {
        expect((await read(client, "r", { Range })).toString()).toBe("0123456789");
      }
    }));
});

describe("a read on condition", () => {
  test("goes by ETag and date as HTTP says", () =>
    withS3(async ({ client }) => {
      const { ETag } = await put(client, "c", "content");
      const [past, future] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)];
      for (const ok of [
        { IfMatch: ETag },
        { IfNoneMatch: '"other"' },
        { IfModifiedSince: past },
        { IfUnmodifiedSince: future },
      ]) {
        expect((await read(client, "c", ok)).toString()).toBe("content");
      }
      for (const no of [{ IfMatch: '"other"' }, { IfUnmodifiedSince: past }]) {
        expect(await refusalOf(read(client, "c", no))).toEqual({ code: "PreconditionFailed", status: 412 });
      }
      for (const same of [{ IfNoneMatch: ETag }, { IfModifiedSince: future }]) {
        expect((await refusalOf(read(client, "c", same))).status).toBe(304);
      }
    }));
});

describe("a write on condition", () => {
  test("with If-None-Match: * stores only when the key is free, and exactly one of ten at once wins", () =>
    withS3(async ({ client }) => {
      const all = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) => put(client, "once", `${n}`, { IfNoneMatch: "*" })),
      );
      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const winner = all.findIndex(({ status }) => status === "fulfilled");
      expect((await read(client, "once")).toString()).toBe(String(winner));
      expect(await refusalOf(put(client, "once", "late", { IfNoneMatch: "*" }))).toEqual({
        code: "PreconditionFailed",
        status: 412,
      });
    }));

  test("with If-Match swaps only the version named, and finds nothing where nothing is", () =>
    withS3(async ({ client }) => {
      const { ETag } = await put(client, "cas", "one");
      await put(client, "cas", "two", { IfMatch: ETag });
      expect(await refusalOf(put(client, "cas", "three", { IfMatch: ETag }))).toMatchObject({
        code: "PreconditionFailed",
      });
      expect(await refusalOf(put(client, "none", "x", { IfMatch: ETag }))).toEqual({ code: "NoSuchKey", status: 404 });
      expect((await read(client, "cas")).toString()).toBe("two");
    }));
});

describe("deleting", () => {
  test("answers alike for a key that exists and one that does not, and the object is gone", () =>
    withS3(async ({ client }) => {
      await put(client, "d", "x");
      const del = () => client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "d" }));
      expect([(await del()).$metadata.httpStatusCode, (await del()).$metadata.httpStatusCode]).toEqual([204, 204]);
      expect(await refusalOf(read(client, "d"))).toEqual({ code: "NoSuchKey", status: 404 });
      const head = client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "d" }));
      expect(await refusalOf(head)).toEqual({ code: "NotFound", status: 404 });
    }));

  test("many keys in one request reports each, or with Quiet only the failures", () =>
    withS3(async ({ client }) => {
      await put(client, "a&<b>", "x");
      await put(client, "kept", "x");
      const Objects = [{ Key: "a&<b>" }, { Key: "missing" }, { Key: "kept", ETag: '"other"' }];
      const loud = await client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
      expect(loud.Deleted?.map(({ Key }) => Key)).toEqual(["a&<b>", "missing"]);
      expect(loud.Errors).toMatchObject([{ Key: "kept", Code: "PreconditionFailed" }]);
      const quiet = await client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects, Quiet: true } }));
      expect([quiet.Deleted, quiet.Errors?.length]).toEqual([undefined, 1]);
    }));
});

describe("a copy", () => {
  const copy = (client: S3Client, Key: string, more: object = {}) =>
    client.send(
      new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource: `${BUCKET}/${encodeURIComponent("s ö/rc")}`, ...more }),
    );

  test("has bytes, metadata and checksum of its source and outlives it", () =>
    withS3(async ({ client }) => {
      const body = patterned(100_000);
      await put(client, "s ö/rc", body, { ContentType: "text/plain", Metadata: { a: "b" } });
      await copy(client, "copy");
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "s ö/rc" }));
      const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "copy", ChecksumMode: "ENABLED" }));
      expect(head).toMatchObject({ ContentType: "text/plain", Metadata: { a: "b" }, ChecksumCRC32: base64Crc32(body) });
      expect(body.equals(await read(client, "copy"))).toBe(true);
    }));

  test("takes new metadata when told to, and another checksum when asked", () =>
    withS3(async ({ client }) => {
      await put(client, "s ö/rc", "content", { Metadata: { a: "b" } });
      const more = { MetadataDirective: "REPLACE", Metadata: { c: "d" }, ChecksumAlgorithm: "SHA256" };
      await copy(client, "copy", more);
      const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "copy", ChecksumMode: "ENABLED" }));
      expect(head).toMatchObject({
        Metadata: { c: "d" },
        ChecksumSHA256: createHash("sha256").update("content").digest("base64"),
      });
    }));

  test("is refused when a condition on source or target fails, and onto itself without a change", () =>
    withS3(async ({ client }) => {
      const { ETag } = await put(client, "s ö/rc", "content");
      await put(client, "taken", "x");
      const failed = { code: "PreconditionFailed", status: 412 };
      expect(await refusalOf(copy(client, "t", { CopySourceIfMatch: '"other"' }))).toEqual(failed);
      expect(await refusalOf(copy(client, "t", { CopySourceIfNoneMatch: ETag }))).toEqual(failed);
      expect(await refusalOf(copy(client, "taken", { IfNoneMatch: "*" }))).toEqual(failed);
      expect(await refusalOf(copy(client, "s ö/rc"))).toEqual({ code: "InvalidRequest", status: 400 });
      expect(await refusalOf(copy(client, "t", { CopySource: `${BUCKET}/none` }))).toEqual({
        code: "NoSuchKey",
        status: 404,
      });
    }));
});
