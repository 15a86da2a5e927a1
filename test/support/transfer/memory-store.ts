import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { IngestFailure } from "../../../domain/failure.ts";
import type { ObjectStore, Upload, UploadedPart } from "../../../lambda/ports.ts";
import { cutRope, type Rope, ropeBuffer, ropeBytes, ropeChunks, ropeCrc32 } from "./rope.ts";

const MIN_PART = 5 * 1024 * 1024;
const MAX_PART = 5 * 1024 * 1024 * 1024;

interface Stored {
  readonly rope: Rope;
  readonly etag: string;
  readonly modifiedAt: number;
}
interface Started {
  readonly key: string;
  readonly startedAt: number;
  readonly parts: Map<number, { readonly rope: Rope; readonly etag: string }>;
}

/** One call of the store: what tests count and where they let it fail. */
export interface Call {
  readonly operation: keyof ObjectStore;
  readonly key: string;
  /** Bytes of content sent to or asked from the store by this call; 0 for copies. */
  readonly bytes: number;
}

export interface MemoryStoreOptions {
  /** Called before each operation; a rejection is the operation's failure. */
  readonly before?: (call: Call) => void | Promise<void>;
  /** May break or change the body of a get. */
  readonly body?: (body: Readable, key: string) => Readable;
  /** False: copied parts are reported without their CRC-32. */
  readonly copiedPartCrc?: boolean;
  readonly now?: () => number;
}

/** An ObjectStore in memory that enforces the rules of S3, holding runs of zero bytes as numbers. */
export class MemoryStore implements ObjectStore {
  readonly bucket = "memory";
  readonly objects = new Map<string, Stored>();
  readonly uploads = new Map<string, Started>();
  readonly calls: Call[] = [];
  readonly #options: MemoryStoreOptions;
  #uploadsMade = 0;

  constructor(options: MemoryStoreOptions = {}) {
    this.#options = options;
  }

  /** Puts an object in place without a call. */
  place(key: string, rope: Rope): void {
    this.objects.set(key, { rope, etag: etagOf(rope), modifiedAt: this.#now() });
  }

  /** Content of an object that is known to exist. */
  content(key: string): Buffer {
    return ropeBuffer(this.#existing(key).rope);
  }

  count(operation: keyof ObjectStore): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  async head(key: string, signal?: AbortSignal) {
    await this.#enter("head", key, 0, signal);
    const found = this.objects.get(key);
    return found ? { bytes: ropeBytes(found.rope), etag: found.etag, crc32: ropeCrc32(found.rope) } : null;
  }

  async get(key: string, options: Parameters<ObjectStore["get"]>[1] = {}): Promise<Readable> {
    const rope = this.objects.get(key)?.rope ?? [];
    const { start, end } = options.range ?? { start: 0, end: ropeBytes(rope) - 1 };
    await this.#enter("get", key, Math.max(0, end - start + 1), options.signal);
    const stored = this.#existing(key);
    if (options.ifMatch !== undefined && options.ifMatch !== stored.etag) throw refused(`${key} changed`);
    if (options.range && start >= ropeBytes(stored.rope)) throw refused(`range ${start}- is outside ${key}`);
    const body = Readable.from(ropeChunks(cutRope(stored.rope, start, end + 1)), { objectMode: false });
    return this.#options.body?.(body, key) ?? body;
  }

  async put(key: string, body: Uint8Array, options: Parameters<ObjectStore["put"]>[2] = {}) {
    await this.#enter("put", key, body.length, options.signal);
    const existing = this.objects.get(key);
    if (options.onlyIfAbsent && existing) return { etag: existing.etag, created: false };
    this.place(key, [Buffer.from(body)]);
    await this.#answer(options.signal);
    return { etag: this.#existing(key).etag, created: true };
  }

  async delete(keys: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.#enter("delete", keys.join(" "), 0, signal);
    for (const key of keys) this.objects.delete(key);
  }

  async *list(prefix: string, signal?: AbortSignal) {
    await this.#enter("list", prefix, 0, signal);
    for (const [key, { rope, modifiedAt }] of [...this.objects].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (key.startsWith(prefix)) yield { key, bytes: ropeBytes(rope), modifiedAt };
    }
  }

  async createUpload(key: string, options: Parameters<ObjectStore["createUpload"]>[1] = {}): Promise<Upload> {
    await this.#enter("createUpload", key, 0, options.signal);
    const uploadId = `upload-${++this.#uploadsMade}`;
    this.uploads.set(uploadId, { key, startedAt: this.#now(), parts: new Map() });
    await this.#answer(options.signal);
    return { key, uploadId };
  }

  async uploadPart(upload: Upload, partNumber: number, body: Uint8Array, signal?: AbortSignal) {
    await this.#enter("uploadPart", upload.key, body.length, signal);
    const part = this.#keepPart(upload, partNumber, [Buffer.from(body)]);
    await this.#answer(signal);
    return part;
  }

  async copyPart(
    upload: Upload,
    partNumber: number,
    from: Parameters<ObjectStore["copyPart"]>[2],
    signal?: AbortSignal,
  ): Promise<UploadedPart> {
    await this.#enter("copyPart", upload.key, 0, signal);
    const source = this.#existing(from.key);
    if (source.etag !== from.ifMatch) throw refused(`${from.key} changed`);
    const { start, end } = from.range;
    if (start > end || end >= ropeBytes(source.rope)) throw refused(`${start}-${end} is not in ${from.key}`);
    if (ropeBytes(source.rope) <= MIN_PART) throw refused(`${from.key} is too small to copy a range of it`);
    const rope = cutRope(source.rope, start, end + 1);
    const part = this.#keepPart(upload, partNumber, rope);
    await this.#answer(signal);
    return this.#options.copiedPartCrc === false ? { ...part, crc32: null } : part;
  }

  async listUploads(prefix: string, signal?: AbortSignal) {
    await this.#enter("listUploads", prefix, 0, signal);
    return [...this.uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(([uploadId, { key, startedAt }]) => ({ key, uploadId, startedAt }));
  }

  async completeUpload(
    { key, uploadId }: Upload,
    parts: readonly UploadedPart[],
    whole: { bytes: number; crc32: number },
    signal?: AbortSignal,
  ) {
    await this.#enter("completeUpload", key, 0, signal);
    const upload = this.#open({ key, uploadId });
    const ropes = parts.map(({ partNumber, etag }, index) => {
      const part = upload.parts.get(partNumber);
      if (partNumber !== index + 1 || part?.etag !== etag) throw refused(`part ${partNumber} of ${key} is not right`);
      const bytes = ropeBytes(part.rope);
      if (bytes > MAX_PART || (index < parts.length - 1 && bytes < MIN_PART)) {
        throw refused(`part ${partNumber} of ${key} has ${bytes} bytes`);
      }
      return part.rope;
    });
    const rope = ropes.flat();
    if (parts.length > 10_000 || ropeBytes(rope) !== whole.bytes) throw refused(`${key} has ${ropeBytes(rope)} bytes`);
    if (ropeCrc32(rope) !== whole.crc32) throw new IngestFailure("integrity_mismatch", `${key} has another CRC-32`);
    const etags = createHash("md5").update(parts.map((part) => part.etag).join());
    const etag = `${etags.digest("hex")}-${parts.length}`;
    this.objects.set(key, { rope, etag, modifiedAt: this.#now() });
    this.uploads.delete(uploadId);
    await this.#answer(signal);
    return { etag };
  }

  async abortUpload({ key, uploadId }: Upload, signal?: AbortSignal): Promise<void> {
    await this.#enter("abortUpload", key, 0, signal);
    this.uploads.delete(uploadId);
  }

  #keepPart(upload: Upload, partNumber: number, rope: Rope): UploadedPart {
    if (partNumber < 1 || partNumber > 10_000) throw refused(`part number ${partNumber}`);
    const etag = etagOf(rope);
    this.#open(upload).parts.set(partNumber, { rope, etag });
    return { partNumber, etag, bytes: ropeBytes(rope), crc32: ropeCrc32(rope) };
  }

  async #enter(operation: keyof ObjectStore, key: string, bytes: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.calls.push({ operation, key, bytes });
    await this.#options.before?.({ operation, key, bytes });
    signal?.throwIfAborted();
  }

  /** The way back: a caller that gives up meanwhile never learns that the call has taken effect. */
  async #answer(signal?: AbortSignal): Promise<void> {
    await nextTurn();
    signal?.throwIfAborted();
  }

  #existing(key: string): Stored {
    const stored = this.objects.get(key);
    if (stored === undefined) throw refused(`no object ${key}`);
    return stored;
  }

  #open({ key, uploadId }: Upload): Started {
    const upload = this.uploads.get(uploadId);
    if (upload?.key !== key) throw refused(`no upload ${uploadId} of ${key}`);
    return upload;
  }

  #now(): number {
    return this.#options.now?.() ?? 0;
  }
}

/** Differs for different contents, as S3's does. */
const etagOf = (rope: Rope): string => `${ropeCrc32(rope).toString(16)}.${ropeBytes(rope)}`;

const refused = (what: string): IngestFailure => new IngestFailure("storage_unavailable", what);
