import { defineEntity, type InferEntity, p } from "@mikro-orm/core";

/** One entry of an artifact's manifest. */
export const File = defineEntity({
  name: "File",
  tableName: "file",
  properties: {
    artifactId: p.bigint("number").primary(),
    path: p.text().primary(),
    bytes: p.bigint("number"),
    /** Null for entries without content (submodules). */
    sha256: p.text().nullable(),
    crc32: p.bigint("number").nullable(),
    gitSha1: p.text().nullable(),
    kind: p.text().$type<"file" | "lfs_pointer" | "submodule" | "symlink">(),
  },
});
export type FileRow = InferEntity<typeof File>;

/** Content in the object store, whatever artifacts it belongs to. `storedAt` is null until it is whole and verified. */
export const Blob = defineEntity({
  name: "Blob",
  tableName: "blob",
  properties: {
    sha256: p.text().primary(),
    bytes: p.bigint("number"),
    crc32: p.bigint("number").nullable(),
    gitSha1: p.text().nullable(),
    storedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** An artifact relies on a blob, or is about to: while this row stands the blob is not collected. */
export const BlobReference = defineEntity({
  name: "BlobReference",
  tableName: "blob_reference",
  properties: { artifactId: p.bigint("number").primary(), sha256: p.text().primary() },
});

/** What a finished stage left for the next one, so that a retry continues instead of starting over. */
export const Checkpoint = defineEntity({
  name: "Checkpoint",
  tableName: "checkpoint",
  properties: {
    artifactId: p.bigint("number").primary(),
    stage: p.text().primary(),
    output: p.json<unknown>(),
    createdAt: p.datetime(),
  },
});
