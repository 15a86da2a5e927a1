import { rm } from "node:fs/promises";
import path from "node:path";
import { sha256Hex } from "../auth/signature.ts";
import { listDirectory, moveFile, readRecord, writeRecord } from "../disk/disk-json.ts";
import { KeyedLock } from "../disk/keyed-lock.ts";
import { type BucketRecord, isStoredObject, type StoredObject } from "../disk/records.ts";
import type { Segment, SegmentFiles } from "../disk/segments.ts";
import { Refusal } from "../http/error.ts";
import { UploadStore } from "../multipart/upload-store.ts";
import { SortedKeys } from "./key-order.ts";

/** Tells whether a change of a key may go on, given what is stored now; refuses by throwing. */
export type Guard = (current: StoredObject | null) => void;

/** A bucket: its objects and open uploads in memory, each change on disk before it becomes visible. */
export class Bucket {
  readonly record: BucketRecord;
  readonly directory: string;
  readonly uploads: UploadStore;
  /** Names of objects in order. */
  keys = new SortedKeys();
  readonly #objects = new Map<string, StoredObject>();
  readonly #files: SegmentFiles;
  readonly #lock = new KeyedLock();
  #deleted = false;

  constructor(record: BucketRecord, directory: string, files: SegmentFiles) {
    this.record = record;
    this.directory = directory;
    this.#files = files;
    this.uploads = new UploadStore(path.join(directory, "uploads"), files);
  }

  /** Reads everything back from disk and counts the references on data files. */
  async load(): Promise<void> {
    for (const shard of await listDirectory(path.join(this.directory, "objects"))) {
      const folder = path.join(this.directory, "objects", shard);
      const names = await listDirectory(folder);
      await Promise.all(names.map((name) => this.#loadObject(path.join(folder, name))));
    }
    this.keys = new SortedKeys(this.#objects.keys());
    await this.uploads.load((upload) => this.#objects.get(upload.key)?.uploadId === upload.uploadId);
  }

  async #loadObject(file: string): Promise<void> {
    const object = await readRecord(file, isStoredObject);
    if (object === null) return;
    // An older version spread its records over more folders; two records of one key must not come to be.
    const place = this.#objectFile(object.key);
    if (place !== file) await moveFile(file, place);
    this.#objects.set(object.key, object);
    this.#files.retain(object.segments);
  }

  find(key: string): StoredObject | null {
    return this.#objects.get(key) ?? null;
  }

  /** @throws Refusal NoSuchKey */
  get(key: string): StoredObject {
    const object = this.find(key);
    if (object === null) throw new Refusal("NoSuchKey", undefined, { Key: key });
    return object;
  }

  /** From here on every write is refused: it was looked up before the bucket was deleted. */
  markDeleted(): void {
    this.#deleted = true;
  }

  /** True when nothing is stored and nothing is being stored. */
  get empty(): boolean {
    return this.#objects.size === 0 && !this.#lock.busy;
  }

  /**
   * Makes an object visible under its key, if the guard lets it, in place of what was there. Takes over the
   * caller's references on its segments, also when it refuses.
   */
  async put(object: StoredObject, guard: Guard): Promise<void> {
    const replaced = await this.#lock.run(object.key, () => this.#replace(object, guard));
    await this.#files.release(replaced);
  }

  /** @returns the segments that nobody needs any more: those of the object before */
  async #replace(object: StoredObject, guard: Guard): Promise<readonly Segment[]> {
    const current = this.find(object.key);
    try {
      if (this.#deleted) throw new Refusal("NoSuchBucket");
      guard(current);
      await writeRecord(this.#objectFile(object.key), object);
    } catch (error) {
      await this.#files.release(object.segments);
      throw error;
    }
    this.#objects.set(object.key, object);
    this.keys.add(object.key);
    return current?.segments ?? [];
  }

  /** Deletes a key, if the guard lets it; nothing happens when it does not exist. */
  async delete(key: string, guard: Guard): Promise<void> {
    const removed = await this.#lock.run(key, async () => {
      const current = this.find(key);
      guard(current);
      if (current === null) return null;
      await rm(this.#objectFile(key), { force: true });
      this.#objects.delete(key);
      this.keys.delete(key);
      return current;
    });
    if (removed !== null) await this.#files.release(removed.segments);
  }

  #objectFile(key: string): string {
    const hash = sha256Hex(key);
    return path.join(this.directory, "objects", hash.slice(0, 1), `${hash.slice(1)}.json`);
  }
}
