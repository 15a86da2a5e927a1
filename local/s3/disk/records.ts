import type { Algorithm, Checksum, ChecksumType } from "../body/checksum.ts";
import type { Segment } from "./segments.ts";

/** Headers that are kept with an object and given back with it: content-type and the like, and x-amz-meta-*. */
export type KeptHeaders = Readonly<Record<string, string>>;

/** An object as its metadata file holds it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Without quotes; the MD5 in hex, or `<hex>-<parts>` after a multipart upload. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  readonly headers: KeptHeaders;
  readonly checksum: Checksum;
  readonly segments: readonly Segment[];
  /** Lengths of the parts in bytes, null when the object was put as a whole. */
  readonly partBytes: readonly number[] | null;
  /** The multipart upload that made it: completing it a second time gives the same answer. */
  readonly uploadId: string | null;
}

/** A part of an open upload. */
export interface StoredPart {
  readonly partNumber: number;
  readonly bytes: number;
  readonly etag: string;
  readonly modifiedAt: number;
  /** Base64 checksum in the algorithm of the upload. */
  readonly checksum: string;
  readonly segments: readonly Segment[];
}

export interface UploadRecord {
  readonly uploadId: string;
  readonly key: string;
  readonly startedAt: number;
  readonly headers: KeptHeaders;
  readonly algorithm: Algorithm;
  readonly type: ChecksumType;
  /** False when the client named no algorithm and the parts get a CRC32 of our own accord. */
  readonly algorithmAsked: boolean;
}

export interface BucketRecord {
  readonly name: string;
  readonly createdAt: number;
}

const has = (value: unknown, ...fields: readonly string[]): boolean =>
  typeof value === "object" && value !== null && fields.every((field) => field in value);

export const isStoredObject = (value: unknown): value is StoredObject =>
  has(value, "key", "bytes", "etag", "modifiedAt", "headers", "checksum", "segments", "partBytes", "uploadId");
export const isStoredPart = (value: unknown): value is StoredPart =>
  has(value, "partNumber", "bytes", "etag", "modifiedAt", "checksum", "segments");
export const isUploadRecord = (value: unknown): value is UploadRecord =>
  has(value, "uploadId", "key", "startedAt", "headers", "algorithm", "type", "algorithmAsked");
export const isBucketRecord = (value: unknown): value is BucketRecord => has(value, "name", "createdAt");
