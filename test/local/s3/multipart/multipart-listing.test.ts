import { ListMultipartUploadsCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, patterned, withS3 } from "../with-s3.ts";
import { begin, crcText, FULL_CRC32 } from "./open-upload.ts";

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
