import { GetObjectTaggingCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, refusalOf, withS3 } from "../with-s3.ts";

test("an object has no tags, and cannot be given any", () =>
  withS3(async ({ client }) => {
    const put = (more: object) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "x", ...more }));
    const tagsOf = (Key: string) => client.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key }));
    await put({});
    expect((await tagsOf("k")).TagSet).toEqual([]);
    expect(await refusalOf(tagsOf("none"))).toEqual({ code: "NoSuchKey", status: 404 });
    expect(await refusalOf(put({ Tagging: "a=b" }))).toEqual({ code: "NotImplemented", status: 501 });
  }));
