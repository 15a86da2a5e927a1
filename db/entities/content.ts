import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import type { FailureCode } from "../../domain/failure.ts";

const entryKinds = ["file", "lfs_pointer", "submodule", "symlink"] as const;

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
    /** Git blob SHA-1 of the content as the source listed it; null for a file that the source keeps in LFS. */
    gitSha1: p.text().nullable(),
    kind: p.enum(() => entryKinds).$type<(typeof entryKinds)[number]>(),
  },
});
export type FileRow = InferEntity<typeof File>;

/** Content in the object store, shared by all artifacts that hold it. `storedAt` is null until it is whole and verified. */
export const Blob = defineEntity({
  name: "Blob",
  tableName: "blob",
  properties: {
    sha256: p.text().primary(),
    bytes: p.bigint("number"),
    crc32: p.bigint("number").nullable(),
    gitSha1: p.text().nullable(),
    /** Read later, for blobs over 1 MiB only. */
    firstByte: p.integer().nullable(),
    storedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** An artifact relies on a blob, or is about to: the blob is not collected while this row exists. */
export const BlobReference = defineEntity({
  name: "BlobReference",
  tableName: "blob_reference",
  properties: { artifactId: p.bigint("number").primary(), sha256: p.text().primary() },
});

/** The saved output of a finished stage, so that a retry continues instead of starting over. */
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

const unitStates = ["free", "moving", "stored"] as const;

/** A unit of a shared transfer: a large file, or several small ones. Goes with the listing that it is a part of. */
export const TransferUnit = defineEntity({
  name: "TransferUnit",
  tableName: "transfer_unit",
  properties: {
    artifactId: p.bigint("number").primary(),
    /** Position in the plan, which follows from the listing. */
    number: p.integer().primary(),
    /** The checkpoint that holds the listing. */
    listing: p.text().default("resolve"),
    /** Of the only file of the unit, where the source publishes it. */
    sha256: p.text().nullable(),
    /** Of all its files together. */
    bytes: p.bigint("number"),
    files: p.integer(),
    state: p.enum(() => unitStates).default("free"),
    /** The worker that moves the unit, or moved it. */
    worker: p.uuid().nullable(),
    leaseUntil: p.datetime().nullable(),
    /** How often a worker began to move it. */
    moves: p.integer().default(0),
    /** Bytes that the current worker has moved. */
    bytesDone: p.bigint("number").default(0),
    /** Bytes that all workers together have fetched for it. */
    bytesFetched: p.bigint("number").default(0),
    /** Report of the scan of its files. */
    report: p.json<unknown>().nullable(),
    /** Why a worker could not move it. */
    failure: p.json<{ readonly code: FailureCode; readonly detail: string }>().nullable(),
  },
});

/** What is left of a rate limit of a source, for one identity. */
export const SourceBudget = defineEntity({
  name: "SourceBudget",
  tableName: "source_budget",
  properties: {
    source: p.text().primary(),
    /** Hash of the tokens that the source sees. */
    identity: p.text().primary(),
    /** Kind of requests that draw from it. */
    kind: p.text().primary(),
    remaining: p.integer(),
    /** End of the window, in milliseconds since the epoch. */
    until: p.bigint("number"),
  },
});
