import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { describe, expect, test } from "vitest";
import { BUCKET, type World, withS3 } from "../with-s3.ts";

const KEY = "archives/7/my model.zip";

async function presign({ client }: World, more: object = {}, expiresIn = 600): Promise<string> {
  await client.send(
    new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: "0123456789", ContentType: "application/zip" }),
  );
  return getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: KEY, ...more }), { expiresIn });
}

const codeOf = async (response: Response): Promise<[number, string | undefined]> => [
  response.status,
  /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1],
];

describe("a presigned download", () => {
  test("needs nothing but its URL, and ranges work on it", () =>
    withS3(async (world) => {
      const url = await presign(world);
      const response = await fetch(url);
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/zip"]);
      expect(await response.text()).toBe("0123456789");
      const range = await fetch(url, { headers: { range: "bytes=2-4" } });
      expect([range.status, await range.text()]).toEqual([206, "234"]);
    }));

  test("carries the headers of the answer in its signature", () =>
    withS3(async (world) => {
      const disposition = "attachment; filename=\"m.zip\"; filename*=UTF-8''m%C3%BC.zip";
      const url = await presign(world, {
        ResponseContentDisposition: disposition,
        ResponseContentType: "application/x-zip",
      });
      const { headers } = await fetch(url);
      expect([headers.get("content-disposition"), headers.get("content-type")]).toEqual([
        disposition,
        "application/x-zip",
      ]);
      const changed = await fetch(url.replace("m.zip", "virus.exe"));
      expect(await codeOf(changed)).toEqual([403, "SignatureDoesNotMatch"]);
    }));

  test("stops at its expiry and never lives longer than a week", () =>
    withS3(async (world) => {
      const url = await presign(world, {}, 600);
      // Real seconds pass as well, and the time of a signature is a whole second.
      world.advance(540_000);
      expect((await fetch(url)).status).toBe(200);
      world.advance(61_000);
      expect(await codeOf(await fetch(url))).toEqual([403, "AccessDenied"]);
      const stretched = url.replace("X-Amz-Expires=600", "X-Amz-Expires=604801");
      expect(await codeOf(await fetch(stretched))).toEqual([400, "AuthorizationQueryParametersError"]);
    }));

  test("that was changed in any part is refused", () =>
    withS3(async (world) => {
      const url = await presign(world);
      const other = url.replace("my%20model.zip", "my%20mode1.zip");
      const longer = url.replace("X-Amz-Expires=600", "X-Amz-Expires=601");
      const signature = url.replace(/X-Amz-Signature=./, (text) =>
        text.endsWith("0") ? text.replace(/0$/, "1") : text.replace(/.$/, "0"),
      );
      const added = `${url}&response-content-type=text%2Fhtml`;
      for (const changed of [other, longer, signature, added]) {
        expect(changed).not.toBe(url);
        expect(await codeOf(await fetch(changed))).toEqual([403, "SignatureDoesNotMatch"]);
      }
      expect((await fetch(url, { method: "HEAD" })).status).toBe(403);
      expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
      expect((await fetch(url, { headers: { "x-amz-checksum-mode": "ENABLED" } })).status).toBe(403);
    }));

  test("is refused with a second credential, as a client sends that forwards a registry's token", () =>
    withS3(async (world) => {
      const url = await presign(world);
      for (const authorization of ["Bearer hf_token", "Basic dXNlcjpzZWNyZXQ="])
        expect(await codeOf(await fetch(url, { headers: { authorization } }))).toEqual([400, "InvalidArgument"]);
    }));

  test("without one of its parameters, or from the future, is refused", () =>
    withS3(async (world) => {
      const url = await presign(world);
      for (const name of ["Algorithm", "Credential", "Date", "Expires", "SignedHeaders"]) {
        const stripped = url.replace(new RegExp(`X-Amz-${name}=[^&]*&?`), "");
        expect(await codeOf(await fetch(stripped))).toEqual([400, "AuthorizationQueryParametersError"]);
      }
      world.advance(-16 * 60_000);
      expect(await codeOf(await fetch(url))).toEqual([403, "AccessDenied"]);
    }));
});

test("a URL in the older signature version is refused with the version to use", () =>
  withS3(async ({ s3 }) => {
    const old = `${s3.endpoint}/${BUCKET}/k?AWSAccessKeyId=${s3.accessKeyId}&Signature=abc%3D&Expires=4102444800`;
    const response = await fetch(old);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Please use AWS4-HMAC-SHA256");
  }));

test("a presigned upload stores the body, and refuses one that breaks the checksum in the URL", () =>
  withS3(async ({ client, connect }) => {
    const plain = connect({ requestChecksumCalculation: "WHEN_REQUIRED" });
    const target = { Bucket: BUCKET, Key: "up" };
    const free = await getSignedUrl(plain, new PutObjectCommand(target), { expiresIn: 600 });
    expect((await fetch(free, { method: "PUT", body: "content" })).status).toBe(200);
    expect(await client.send(new HeadObjectCommand(target))).toMatchObject({ ContentLength: 7 });
    const checked = await getSignedUrl(plain, new PutObjectCommand({ ...target, ChecksumCRC32: "y/Q5Jg==" }), {
      expiresIn: 600,
    });
    expect((await fetch(checked, { method: "PUT", body: "123456789" })).status).toBe(200);
    expect(await codeOf(await fetch(checked, { method: "PUT", body: "12345678x" }))).toEqual([400, "BadDigest"]);
  }));
