import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, refusalOf, withS3 } from "../with-s3.ts";

describe("a bucket", () => {
  test("can be created, found, listed and, when empty, deleted", () =>
    withS3(async ({ client }) => {
      await client.send(new CreateBucketCommand({ Bucket: "second.one" }));
      await client.send(new HeadBucketCommand({ Bucket: "second.one" }));
      const { Buckets } = await client.send(new ListBucketsCommand({}));
      expect(Buckets?.map(({ Name }) => Name)).toEqual(["second.one", BUCKET]);
      await client.send(new DeleteBucketCommand({ Bucket: "second.one" }));
      const head = client.send(new HeadBucketCommand({ Bucket: "second.one" }));
      expect((await refusalOf(head)).status).toBe(404);
    }));

  test("with an object in it is not deleted, one with only an open upload is", () =>
    withS3(async ({ client }) => {
      const remove = () => client.send(new DeleteBucketCommand({ Bucket: BUCKET }));
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "x" }));
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: "u" }));
      expect(await refusalOf(remove())).toEqual({ code: "BucketNotEmpty", status: 409 });
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k" }));
      await remove();
      const abort = client.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key: "u", UploadId }));
      expect(await refusalOf(abort)).toEqual({ code: "NoSuchBucket", status: 404 });
    }));

  test("that exists is created again without harm in us-east-1 and refused elsewhere", async () => {
    await withS3(async ({ client }) => {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "x" }));
      await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
      expect((await client.send(new ListObjectsV2Command({ Bucket: BUCKET }))).KeyCount).toBe(1);
    });
    await withS3(
      async ({ client }) => {
        const again = client.send(new CreateBucketCommand({ Bucket: BUCKET }));
        expect(await refusalOf(again)).toEqual({ code: "BucketAlreadyOwnedByYou", status: 409 });
        const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: BUCKET }));
        expect(LocationConstraint).toBe("eu-central-1");
      },
      { region: "eu-central-1" },
    );
  });

  test("under a name that S3 does not allow is refused", () =>
    withS3(async ({ client }) => {
      for (const Bucket of ["Upper", "ab", "a..b", "192.168.0.1", "-abc", ".."]) {
        const call = client.send(new CreateBucketCommand({ Bucket }));
        expect((await refusalOf(call)).status, Bucket).toBeGreaterThanOrEqual(400);
      }
    }));

  test("that does not exist answers NoSuchBucket to every kind of call", () =>
    withS3(async ({ client }) => {
      const Bucket = "nowhere";
      const missing = { code: "NoSuchBucket", status: 404 };
      expect(await refusalOf(client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" })))).toEqual(missing);
      expect(await refusalOf(client.send(new ListObjectsV2Command({ Bucket })))).toEqual(missing);
      expect(await refusalOf(client.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" })))).toEqual(missing);
      expect(await refusalOf(client.send(new GetBucketTaggingCommand({ Bucket })))).toEqual(missing);
    }));
});

describe("a document of a bucket", () => {
  const Bucket = BUCKET;

  test("is absent at first, except for the encryption that every bucket has", () =>
    withS3(async ({ client }) => {
      const absent = async (call: Promise<unknown>) => (await refusalOf(call)).code;
      expect(await absent(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })))).toBe(
        "NoSuchLifecycleConfiguration",
      );
      expect(await absent(client.send(new GetPublicAccessBlockCommand({ Bucket })))).toBe(
        "NoSuchPublicAccessBlockConfiguration",
      );
      expect(await absent(client.send(new GetBucketTaggingCommand({ Bucket })))).toBe("NoSuchTagSet");
      const { ServerSideEncryptionConfiguration } = await client.send(new GetBucketEncryptionCommand({ Bucket }));
      expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
        "AES256",
      );
    }));

  test("comes back as it was put, also after a restart", () =>
    withS3(async ({ client, restart, connect }) => {
      const Rules = [
        {
          ID: "abort",
          Status: "Enabled" as const,
          Filter: { Prefix: "" },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
      ];
      const PublicAccessBlockConfiguration = {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      };
      const Encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }] };
      const TagSet = [{ Key: "team", Value: "a & b" }];
      await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
      await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
      await client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: Encryption }));
      await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      await restart();
      const after = connect({});
      expect(await after.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({ Rules });
      expect(await after.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
        PublicAccessBlockConfiguration,
      });
      expect(await after.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
        ServerSideEncryptionConfiguration: Encryption,
      });
      expect(await after.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({ TagSet });
    }));
});

describe("what the server does not have", () => {
  test("is answered with NotImplemented, be it an operation, a parameter or a header", () =>
    withS3(async ({ client }) => {
      const missing = { code: "NotImplemented", status: 501 };
      expect(await refusalOf(client.send(new GetBucketVersioningCommand({ Bucket: BUCKET })))).toEqual(missing);
      expect(await refusalOf(client.send(new GetBucketAclCommand({ Bucket: BUCKET })))).toEqual(missing);
      const put = (more: object) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "x", ...more }));
      for (const more of [
        { Tagging: "a=b" },
        { ServerSideEncryption: "aws:kms" },
        { ACL: "public-read" },
        { StorageClass: "GLACIER" },
      ]) {
        expect(await refusalOf(put(more))).toEqual(missing);
      }
      const versioned = new DeleteObjectCommand({ Bucket: BUCKET, Key: "k", VersionId: "1" });
      expect(await refusalOf(client.send(versioned))).toEqual(missing);
    }));
});

test("the server counts what it was asked for by the name of the operation", () =>
  withS3(async ({ s3, client }) => {
    for (const Key of ["a", "b"]) await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: "x" }));
    await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Object.fromEntries(s3.requests)).toEqual({ PutObject: 2, ListObjectsV2: 1 });
  }));
