import { ListObjectsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareKeys, SortedKeys } from "../../../../local/s3/bucket/key-order.ts";
import { listKeys } from "../../../../local/s3/bucket/listing.ts";
import { BUCKET, refusalOf, withS3 } from "../with-s3.ts";

const keyText = fc.string({
  unit: fc.constantFrom("a", "b", "/", "!", "é", "\uffee", "😀"),
  minLength: 1,
  maxLength: 6,
});

describe("the order of keys", () => {
  test("is that of their UTF-8 bytes", () => {
    fc.assert(
      fc.property(keyText, keyText, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test("holds and no key occurs twice, whatever is added and deleted", () => {
    const steps = fc.array(fc.tuple(fc.boolean(), keyText), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (changes) => {
        const [keys, model] = [new SortedKeys(), new Set<string>()];
        for (const [add, key] of changes) {
          keys[add ? "add" : "delete"](key);
          model[add ? "add" : "delete"](key);
        }
        expect(Array.from({ length: keys.size }, (_, n) => keys.at(n))).toEqual([...model].sort(compareKeys));
      }),
    );
  });
});

/** What a listing must hold, read off the definition: every name once, in order. */
function expectedNames(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const names = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      return cut === -1 ? key : key.slice(0, cut + delimiter.length);
    });
  return [...new Set(names)].sort(compareKeys);
}

test("pages of any size together list every key and common prefix exactly once and in order", () => {
  const query = fc.record({
    keys: fc.array(keyText, { maxLength: 30 }),
    prefix: fc.constantFrom("", "a", "a/", "😀"),
    delimiter: fc.constantFrom("", "/", "b"),
    maxKeys: fc.integer({ min: 1, max: 7 }),
  });
  fc.assert(
    fc.property(query, ({ keys, prefix, delimiter, maxKeys }) => {
      const seen: string[] = [];
      let after = "";
      for (;;) {
        const page = listKeys(new SortedKeys(keys), { prefix, delimiter, after, maxKeys });
        expect(page.keys.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
        seen.push(...[...page.keys, ...page.commonPrefixes].sort(compareKeys));
        if (!page.truncated) break;
        after = page.last ?? "";
      }
      expect(seen).toEqual(expectedNames(keys, prefix, delimiter));
    }),
  );
});

describe("ListObjectsV2", () => {
  const names = ["a/1", "a/2", "b c/+&", "b c/ü", "top"];
  const fill = async (client: S3Client) => {
    for (const Key of names) await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key }));
  };
  const list = (client: S3Client, more: object = {}) =>
    client.send(new ListObjectsV2Command({ Bucket: BUCKET, ...more }));

  test("lists keys with sizes and ETags, and folders when there is a delimiter", () =>
    withS3(async ({ client }) => {
      await fill(client);
      const all = await list(client);
      expect(all.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual(
        names.map((name) => [name, Buffer.byteLength(name)]),
      );
      const folders = await list(client, { Delimiter: "/" });
      expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["a/", "b c/"]);
      expect(folders.Contents?.map(({ Key }) => Key)).toEqual(["top"]);
      expect(folders.KeyCount).toBe(3);
      const url = await list(client, { Prefix: "b c/", EncodingType: "url", StartAfter: "b c/+&" });
      expect(url.Contents?.map(({ Key }) => Key)).toEqual(["b%20c/%C3%BC"]);
    }));

  test("continues from its token, and refuses a token that it did not give", () =>
    withS3(async ({ client }) => {
      await fill(client);
      const first = await list(client, { MaxKeys: 2 });
      expect([first.IsTruncated, first.KeyCount]).toEqual([true, 2]);
      const rest = await list(client, { ContinuationToken: first.NextContinuationToken });
      expect(rest.Contents?.map(({ Key }) => Key)).toEqual(names.slice(2));
      expect([rest.IsTruncated, rest.NextContinuationToken]).toEqual([false, undefined]);
      const forged = list(client, { ContinuationToken: "forged" });
      expect(await refusalOf(forged)).toEqual({ code: "InvalidArgument", status: 400 });
    }));

  test("of the first version continues from a marker", () =>
    withS3(async ({ client }) => {
      await fill(client);
      const page = await client.send(new ListObjectsCommand({ Bucket: BUCKET, Delimiter: "/", MaxKeys: 1 }));
      expect([page.CommonPrefixes, page.NextMarker]).toEqual([[{ Prefix: "a/" }], "a/"]);
      const rest = await client.send(
        new ListObjectsCommand({ Bucket: BUCKET, Delimiter: "/", Marker: page.NextMarker }),
      );
      expect([rest.CommonPrefixes, rest.Contents?.map(({ Key }) => Key)]).toEqual([[{ Prefix: "b c/" }], ["top"]]);
    }));
});
