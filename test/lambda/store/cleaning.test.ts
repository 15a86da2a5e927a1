import { expect, test } from "vitest";
import { blobKey, partialKey } from "../../../domain/object-keys.ts";
import { dropBlobs } from "../../../lambda/store/cleaning.ts";
import { aStore } from "../../support/transfer/transfer-world.ts";

test("dropping a blob deletes the kept parts of it and of no other", async () => {
  const { store } = await aStore();
  const [gone, kept] = ["a".repeat(64), "b".repeat(64)];
  for (const sha256 of [gone, kept]) {
    await store.put(partialKey(sha256, 8, 0), Buffer.from("part"));
    await store.put(partialKey(sha256, 8, 1), Buffer.from("part"));
  }
  await dropBlobs(store, [blobKey(gone)]);
  const left: string[] = [];
  for await (const { key } of store.list("")) left.push(key);
  expect(left).toEqual([partialKey(kept, 8, 0), partialKey(kept, 8, 1)]);
});
