import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { listDirectory, readRecord, writeRecord } from "../disk/disk-json.ts";
import { KeyedLock } from "../disk/keyed-lock.ts";
import { isStoredPart, isUploadRecord, type StoredPart, type UploadRecord } from "../disk/records.ts";
import type { Segment, SegmentFiles } from "../disk/segments.ts";
import { Refusal } from "../http/error.ts";

/** A multipart upload that is neither completed nor aborted. */
export interface OpenUpload extends UploadRecord {
  readonly parts: ReadonlyMap<number, StoredPart>;
}

interface MutableUpload extends UploadRecord {
  readonly parts: Map<number, StoredPart>;
}

const RECORD_NAME = "upload.json";
const partName = (partNumber: number): string => `${String(partNumber).padStart(5, "0")}.json`;

/** The open multipart uploads of one bucket: one folder each, with one file for every part. */
export class UploadStore {
  readonly #directory: string;
  readonly #files: SegmentFiles;
  readonly #uploads = new Map<string, MutableUpload>();
  readonly #lock = new KeyedLock();

  constructor(directory: string, files: SegmentFiles) {
    this.#directory = directory;
    this.#files = files;
  }

  /** Reads the uploads back. Those that were completed just before the process died are cleared away. */
  async load(completed: (upload: UploadRecord) => boolean): Promise<void> {
    for (const uploadId of await listDirectory(this.#directory)) {
      const folder = path.join(this.#directory, uploadId);
      const record = await readRecord(path.join(folder, RECORD_NAME), isUploadRecord);
      if (record === null || completed(record)) {
        await rm(folder, { recursive: true, force: true });
        continue;
      }
      const names = (await listDirectory(folder)).filter((name) => name !== RECORD_NAME);
      const parts = await Promise.all(names.map((name) => readRecord(path.join(folder, name), isStoredPart)));
      const upload = { ...record, parts: new Map<number, StoredPart>() };
      for (const part of parts) {
        if (part === null) continue;
        upload.parts.set(part.partNumber, part);
        this.#files.retain(part.segments);
      }
      this.#uploads.set(uploadId, upload);
    }
  }

  all(): OpenUpload[] {
    return [...this.#uploads.values()];
  }

  /** @throws Refusal NoSuchUpload, also when the upload belongs to another key */
  get(key: string, uploadId: string): OpenUpload {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.key !== key)
      throw new Refusal("NoSuchUpload", undefined, { UploadId: uploadId });
    return upload;
  }

  async create(fields: Omit<UploadRecord, "uploadId">): Promise<UploadRecord> {
    // Begins with the time, so that the uploads of one key sort by their start.
    const uploadId = `${fields.startedAt.toString(16).padStart(12, "0")}${randomBytes(18).toString("hex")}`;
    const record = { uploadId, ...fields };
    await writeRecord(this.#file(record.uploadId, RECORD_NAME), record);
    this.#uploads.set(record.uploadId, { ...record, parts: new Map() });
    return record;
  }

  /** Adds a part or replaces the one of its number. Takes over the caller's references, also when it refuses. */
  async putPart(key: string, uploadId: string, part: StoredPart): Promise<void> {
    const replaced = await this.#lock.run(uploadId, () => this.#replacePart(key, uploadId, part));
    await this.#files.release(replaced);
  }

  /** @returns the segments that nobody needs any more: those of the part before */
  async #replacePart(key: string, uploadId: string, part: StoredPart): Promise<readonly Segment[]> {
    try {
      this.get(key, uploadId);
      await writeRecord(this.#file(uploadId, partName(part.partNumber)), part);
    } catch (error) {
      await this.#files.release(part.segments);
      throw error;
    }
    const parts = this.#uploads.get(uploadId)?.parts;
    const before = parts?.get(part.partNumber);
    parts?.set(part.partNumber, part);
    return before?.segments ?? [];
  }

  /** Runs the completion of an upload while no part can change, then clears the upload away unless it throws. */
  finish<T>(key: string, uploadId: string, complete: (upload: OpenUpload) => Promise<T>): Promise<T> {
    return this.#lock.run(uploadId, async () => {
      const result = await complete(this.get(key, uploadId));
      await this.#clear(uploadId);
      return result;
    });
  }

  /** @throws Refusal NoSuchUpload */
  async abort(key: string, uploadId: string): Promise<void> {
    await this.finish(key, uploadId, async () => undefined);
  }

  async #clear(uploadId: string): Promise<void> {
    const upload = this.#uploads.get(uploadId);
    this.#uploads.delete(uploadId);
    await rm(path.join(this.#directory, uploadId), { recursive: true, force: true });
    for (const part of upload?.parts.values() ?? []) await this.#files.release(part.segments);
  }

  #file(uploadId: string, name: string): string {
    return path.join(this.#directory, uploadId, name);
  }
}
