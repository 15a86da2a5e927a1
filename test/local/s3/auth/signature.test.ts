import { HeadBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { canonicalRequest, EMPTY_SHA256, sign, signingKey } from "../../../../local/s3/auth/signature.ts";
import { send, sendSigned, signedHeaders } from "../http/raw-request.ts";
import { BUCKET, credentials, refusalOf, withS3 } from "../with-s3.ts";

describe("the signature", () => {
  /** The worked example of the S3 API reference. */
  const scope = { day: "20130524", region: "us-east-1", service: "s3" };
  const key = signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope);

  test("of the published example of a ranged GET is the published one", () => {
    const canonical = canonicalRequest({
      method: "GET",
      rawPath: "/test.txt",
      query: [],
      headers: [
        ["host", ["examplebucket.s3.amazonaws.com"]],
        ["range", ["bytes=0-9"]],
        ["x-amz-content-sha256", [EMPTY_SHA256]],
        ["x-amz-date", ["20130524T000000Z"]],
      ],
      payloadHash: EMPTY_SHA256,
    });
    expect(sign(key, "20130524T000000Z", scope, canonical)).toBe(
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    );
  });

  test("of the published example of a presigned URL is the published one", () => {
    const canonical = canonicalRequest({
      method: "GET",
      rawPath: "/test.txt",
      query: [
        ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
        ["X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"],
        ["X-Amz-Date", "20130524T000000Z"],
        ["X-Amz-Expires", "86400"],
        ["X-Amz-SignedHeaders", "host"],
      ],
      headers: [["host", ["examplebucket.s3.amazonaws.com"]]],
      payloadHash: "UNSIGNED-PAYLOAD",
    });
    expect(sign(key, "20130524T000000Z", scope, canonical)).toBe(
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
  });
});

describe("a request", () => {
  const path = `/${BUCKET}`;

  test("without a signature, with another key or with another secret is refused", () =>
    withS3(async ({ s3, connect }) => {
      expect(await send(s3, "GET", path, {})).toMatchObject({ status: 403, code: "AccessDenied" });
      const put = (config: object) =>
        connect(config).send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "x" }));
      const stranger = put({ credentials: { ...credentials, accessKeyId: "AKIASTRANGER" } });
      expect(await refusalOf(stranger)).toEqual({ code: "InvalidAccessKeyId", status: 403 });
      const forger = put({ credentials: { ...credentials, secretAccessKey: "guess" } });
      expect(await refusalOf(forger)).toEqual({ code: "SignatureDoesNotMatch", status: 403 });
      expect(
        (await refusalOf(connect({ region: "eu-west-1" }).send(new HeadBucketCommand({ Bucket: BUCKET })))).status,
      ).toBe(400);
    }));

  test("for another service, region or day than signed is refused as malformed", () =>
    withS3(async ({ s3 }) => {
      for (const wrong of [{ service: "lambda" }, { region: "eu-west-1" }]) {
        expect(await sendSigned(s3, { path, ...wrong })).toMatchObject({
          status: 400,
          code: "AuthorizationHeaderMalformed",
        });
      }
      const { headers } = signedHeaders(s3, { path });
      const otherDay = {
        ...headers,
        authorization: headers["authorization"]?.replace(/\/\d{8}\//, "/20200101/") ?? "",
      };
      expect(await send(s3, "GET", path, otherDay)).toMatchObject({ code: "AuthorizationHeaderMalformed" });
      const basic = { ...headers, authorization: "Basic abc" };
      expect(await send(s3, "GET", path, basic)).toMatchObject({ status: 400, code: "InvalidRequest" });
    }));

  test("more than 15 minutes away from the server's clock is refused, less is not", () =>
    withS3(async ({ s3 }) => {
      const at = (minutes: number) => sendSigned(s3, { path, date: new Date(Date.now() + minutes * 60_000) });
      for (const minutes of [-14, 14]) expect((await at(minutes)).status).toBe(200);
      for (const minutes of [-16, 16]) {
        expect(await at(minutes)).toMatchObject({ status: 403, code: "RequestTimeTooSkewed" });
      }
    }));

  test("changed after it was signed is refused, wherever the change is", () =>
    withS3(async ({ s3 }) => {
      const signed = { path: `${path}/key?partNumber=1`, headers: { range: "bytes=0-1" } };
      const { headers } = signedHeaders(s3, signed);
      const changes = [
        ["HEAD", signed.path, headers],
        ["GET", `${path}/other?partNumber=1`, headers],
        ["GET", `${path}/key?partNumber=2`, headers],
        ["GET", `${path}/key`, headers],
        ["GET", signed.path, { ...headers, range: "bytes=0-2" }],
        ["GET", signed.path, { ...headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }],
      ] as const;
      for (const [method, target, sent] of changes) expect((await send(s3, method, target, sent)).status).toBe(403);
      expect((await send(s3, "GET", signed.path, headers)).code).toBe("NoSuchKey");
    }));

  test("with an x-amz header that was not signed is refused", () =>
    withS3(async ({ s3 }) => {
      const answer = await sendSigned(s3, {
        method: "PUT",
        path: `${path}/k`,
        body: "x",
        unsigned: { "x-amz-meta-added": "1" },
      });
      expect(answer).toMatchObject({ status: 403, code: "AccessDenied" });
      expect(answer.body).toContain("<HeadersNotSigned>x-amz-meta-added</HeadersNotSigned>");
    }));

  test("whose body is not the one signed is refused, and nothing is stored", () =>
    withS3(async ({ s3 }) => {
      const { headers } = signedHeaders(s3, { method: "PUT", path: `${path}/k`, body: "signed" });
      expect(await send(s3, "PUT", `${path}/k`, headers, "forged")).toMatchObject({
        status: 400,
        code: "XAmzContentSHA256Mismatch",
      });
      expect(await sendSigned(s3, { path: `${path}/k` })).toMatchObject({ status: 404, code: "NoSuchKey" });
      const list = signedHeaders(s3, { path, payloadHash: "0".repeat(64) }).headers;
      expect(await send(s3, "GET", path, list)).toMatchObject({ status: 400, code: "XAmzContentSHA256Mismatch" });
    }));

  test("to the host of a bucket reaches that bucket", () =>
    withS3(async ({ s3 }) => {
      const headers = { host: `${BUCKET}.localhost:${s3.port}` };
      expect(await sendSigned(s3, { method: "PUT", path: "/dir/k", headers, body: "virtual" })).toMatchObject({
        status: 200,
      });
      expect(await sendSigned(s3, { path: `${path}/dir/k` })).toMatchObject({ status: 200, body: "virtual" });
    }));

  test("that is refused tells code, resource and request id, and no part of the secret", () =>
    withS3(async ({ s3 }) => {
      const answer = await sendSigned(s3, { path: `${path}/k`, secretAccessKey: "guess" });
      const id = answer.headers["x-amz-request-id"];
      expect(answer.body).toContain(`<Resource>${path}/k</Resource><RequestId>${String(id)}</RequestId>`);
      expect(answer.body).not.toContain(s3.secretAccessKey);
    }));

  test("with a method or a path that S3 does not have is refused", () =>
    withS3(async ({ s3 }) => {
      expect(await sendSigned(s3, { method: "PATCH", path: `${path}/k` })).toMatchObject({
        status: 405,
        code: "MethodNotAllowed",
      });
      expect(await sendSigned(s3, { method: "PUT", path: "/" })).toMatchObject({
        status: 405,
        code: "MethodNotAllowed",
      });
      const { headers } = signedHeaders(s3, { path });
      expect(await send(s3, "GET", "/%ff", headers)).toMatchObject({ status: 400, code: "InvalidURI" });
    }));
});
