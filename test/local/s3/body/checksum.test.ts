import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Algorithm, combine, newHasher } from "../../../../local/s3/body/checksum.ts";
import { sendSigned } from "../http/raw-request.ts";
import { BUCKET, refusalOf, withS3 } from "../with-s3.ts";

const digest = (algorithm: Algorithm, ...pieces: (string | Uint8Array)[]): string => {
  const hasher = newHasher(algorithm);
  for (const piece of pieces) hasher.update(Buffer.from(piece));
  return hasher.digest().toString("base64");
};

describe("checksums", () => {
  /** The check values of the catalogue of CRC algorithms, for the digits 1 to 9. */
  test.each([
    ["crc32", "cbf43926"],
    ["crc32c", "e3069283"],
    ["crc64nvme", "ae8b14860a799888"],
  ] as const)("in %s of 123456789 are the published check value", (algorithm, hex) => {
    expect(digest(algorithm, "123456789")).toBe(Buffer.from(hex, "hex").toString("base64"));
    expect(digest(algorithm, "1234", "", "56789")).toBe(Buffer.from(hex, "hex").toString("base64"));
  });

  test.each(["crc32", "crc32c", "crc64nvme"] as const)("in %s combine to that of the concatenation", (algorithm) => {
    const bytes = fc.uint8Array({ maxLength: 500 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(combine(algorithm, digest(algorithm, a), digest(algorithm, b), b.length)).toBe(digest(algorithm, a, b));
      }),
    );
  });
});

describe("an upload with a checksum in its headers", () => {
  const algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;

  test.each(algorithms)("in %s keeps it when it is right and is refused when it is not", (name) =>
    withS3(async ({ client, directory }) => {
      const field = `Checksum${name}` as const;
      const right = digest(name.toLowerCase() as Algorithm, "content");
      const wrong = digest(name.toLowerCase() as Algorithm, "other");
      const put = (value: string) =>
        client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "content", [field]: value }));
      expect(await refusalOf(put(wrong))).toEqual({ code: "BadDigest", status: 400 });
      expect(await refusalOf(put("AAAA"))).toEqual({ code: "InvalidRequest", status: 400 });
      const files = await readdir(path.join(directory, "data"), { recursive: true, withFileTypes: true });
      expect(files.filter((file) => file.isFile())).toEqual([]);
      expect(await put(right)).toMatchObject({ [field]: right });
      const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "k", ChecksumMode: "ENABLED" }));
      expect(head).toMatchObject({ [field]: right, ChecksumType: "FULL_OBJECT" });
      const silent = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "k" }));
      expect(silent[field]).toBeUndefined();
    }),
  );

  test("that breaks its Content-MD5, or whose Content-MD5 is none, is refused", () =>
    withS3(async ({ client }) => {
      const put = (ContentMD5: string) =>
        client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "content", ContentMD5 }));
      expect(await refusalOf(put(createHash("md5").update("x").digest("base64")))).toEqual({
        code: "BadDigest",
        status: 400,
      });
      expect(await refusalOf(put("short"))).toEqual({ code: "InvalidDigest", status: 400 });
      await put(createHash("md5").update("content").digest("base64"));
    }));

  test("names one algorithm only, and not one without its value", () =>
    withS3(async ({ s3 }) => {
      const put = (headers: Record<string, string>) =>
        sendSigned(s3, { method: "PUT", path: `/${BUCKET}/k`, body: "content", headers });
      const two = {
        "x-amz-checksum-crc32": digest("crc32", "content"),
        "x-amz-checksum-crc32c": digest("crc32c", "content"),
      };
      expect(await put(two)).toMatchObject({ status: 400, code: "InvalidRequest" });
      expect(await put({ "x-amz-sdk-checksum-algorithm": "CRC32" })).toMatchObject({
        status: 400,
        code: "InvalidRequest",
      });
      const none = await put({});
      expect(Buffer.from(String(none.headers["x-amz-checksum-crc32"]), "base64").readUInt32BE()).toBe(crc32("content"));
    }));
});
