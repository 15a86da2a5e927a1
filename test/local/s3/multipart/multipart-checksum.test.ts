import { PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { BUCKET, MIB, patterned, refusalOf, withS3 } from "../with-s3.ts";
import { begin, FULL_CRC32, head } from "./open-upload.ts";

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
