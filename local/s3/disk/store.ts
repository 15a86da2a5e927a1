import { chmod, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Bucket } from "../bucket/bucket.ts";
import { Refusal } from "../http/error.ts";
import { listDirectory, readRecord, writeRecord } from "./disk-json.ts";
import { isBucketRecord } from "./records.ts";
import { SegmentFiles } from "./segments.ts";

const RECORD_NAME = "bucket.json";

/** Bucket names as S3 allows them; they are the only names from outside that become part of a path. */
const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.\.|\.-|-\.|^\d+\.\d+\.\d+\.\d+$/.test(name);

/**
 * Everything that is stored, under one directory:
 *   buckets/<name>/bucket.json, configuration/, objects/<2 hex>/<62 hex>.json, uploads/<id>/
 *   data/<2 hex>/<file>: the bytes, referred to by the metadata of objects and parts
 */
export class Store {
  readonly files: SegmentFiles;
  readonly #directory: string;
  readonly #buckets = new Map<string, Bucket>();

  private constructor(directory: string) {
    this.#directory = path.join(directory, "buckets");
    this.files = new SegmentFiles(path.join(directory, "data"));
  }

  /** Reads a directory written by an earlier process, or begins an empty one; clears away what a crash left. */
  static async open(directory: string): Promise<Store> {
    const store = new Store(directory);
    await mkdir(store.#directory, { recursive: true, mode: 0o700 });
    // One that an earlier version made was open to everybody on the machine.
    await chmod(store.#directory, 0o700);
    for (const name of await listDirectory(store.#directory)) {
      const folder = path.join(store.#directory, name);
      const record = await readRecord(path.join(folder, RECORD_NAME), isBucketRecord);
      if (record === null) {
        await rm(folder, { recursive: true, force: true });
        continue;
      }
      const bucket = new Bucket(record, folder, store.files);
      await bucket.load();
      store.#buckets.set(name, bucket);
    }
    await store.files.sweep();
    return store;
  }

  /** By name, in order. */
  buckets(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.record.name < b.record.name ? -1 : 1));
  }

  /** @throws Refusal NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new Refusal("NoSuchBucket", undefined, { BucketName: name });
    return bucket;
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** @throws Refusal InvalidBucketName */
  async createBucket(name: string, now: Date): Promise<void> {
    if (!isBucketName(name)) throw new Refusal("InvalidBucketName", undefined, { BucketName: name });
    const folder = path.join(this.#directory, name);
    const record = { name, createdAt: now.getTime() };
    await writeRecord(path.join(folder, RECORD_NAME), record);
    if (!this.#buckets.has(name)) this.#buckets.set(name, new Bucket(record, folder, this.files));
  }

  /** Deletes an empty bucket with its open uploads. @throws Refusal NoSuchBucket, BucketNotEmpty */
  async deleteBucket(name: string): Promise<void> {
    const bucket = this.bucket(name);
    if (!bucket.empty) throw new Refusal("BucketNotEmpty", undefined, { BucketName: name });
    this.#buckets.delete(name);
    bucket.markDeleted();
    for (const { key, uploadId } of bucket.uploads.all()) await bucket.uploads.abort(key, uploadId);
    await rm(bucket.directory, { recursive: true, force: true });
  }
}
