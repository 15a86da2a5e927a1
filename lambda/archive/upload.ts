import { createHash, type Hash } from "node:crypto";
import { crc32 } from "node:zlib";
import pLimit, { type LimitFunction } from "p-limit";
import { blobKey } from "../../domain/object-keys.ts";
import type { StageContext, UploadedPart } from "../ports.ts";
import type { BlobReader } from "../store/blobs.ts";
import { crc32Combine } from "../store/crc32.ts";
import { assemble } from "./assemble.ts";
import type { Layout } from "./layout.ts";
import type { Part, Stretch } from "./plan.ts";
import { type TaskGroup, taskGroup } from "./task-group.ts";

/** Copies that the store works on at the same time. */
const COPIES = 12;
/** Bytes of finished parts that may wait for the store while the next part is made. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** An open multipart upload of an archive. */
export interface ArchiveUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly layout: Layout;
  /** Makes a reader whose reads end with the signal. */
  readonly reader: (signal: AbortSignal) => BlobReader;
}

export interface WrittenParts {
  readonly parts: readonly UploadedPart[];
  /** Lower-case hex SHA-256 of all bytes when all of them were made in memory, else null. */
  readonly sha256: string | null;
}

/** Where the small objects that join the tail of a file with the bytes after it live while an archive is made. */
export const seamPrefix = (key: string): string => `${key}.seams/`;

type SeamPart = Extract<Part, { kind: "seam" }>;

class PartsWriter {
  readonly #upload: ArchiveUpload;
  readonly #ctx: StageContext;
  readonly #group: TaskGroup;
  readonly #reader: BlobReader;
  readonly #copies: LimitFunction = pLimit(COPIES);
  readonly #done: UploadedPart[] = [];
  readonly #waiting = new Set<Promise<void>>();
  #waitingBytes = 0;

  constructor(upload: ArchiveUpload, ctx: StageContext) {
    this.#upload = upload;
    this.#ctx = ctx;
    this.#group = taskGroup(ctx.signal);
    this.#reader = upload.reader(this.#group.signal);
  }

  async write(parts: readonly Part[]): Promise<WrittenParts> {
    const hash = parts.every((part) => part.kind === "upload") ? createHash("sha256") : null;
    for (const [index, part] of parts.entries()) {
      if (part.kind === "upload") continue;
      void this.#group.run(() => this.#copies(() => this.#step(parts.length, () => this.#copyOrJoin(part, index + 1))));
    }
    await this.#group.run(() => this.#makeInOrder(parts, hash));
    await this.#group.settle();
    this.#done.sort((a, b) => a.partNumber - b.partNumber);
    return { parts: this.#done, sha256: hash?.digest("hex") ?? null };
  }

  async #step(total: number, make: () => Promise<UploadedPart>): Promise<void> {
    this.#group.signal.throwIfAborted();
    this.#ctx.deadline.check();
    this.#done.push(await make());
    this.#ctx.progress.detail(`archive: ${this.#done.length} of ${total} parts`);
  }

  /** One part is made after another, for the hash and for memory; finished ones are sent side by side. */
  async #makeInOrder(parts: readonly Part[], hash: Hash | null): Promise<void> {
    for (const [index, part] of parts.entries()) {
      if (part.kind !== "upload") continue;
      while (this.#waitingBytes > 0 && this.#waitingBytes + part.bytes > WAITING_BYTES) {
        await Promise.race(this.#waiting);
      }
      this.#group.signal.throwIfAborted();
      this.#ctx.deadline.check();
      const body = await assemble(part.pieces, this.#upload.layout, this.#reader);
      hash?.update(body);
      this.#send(body, index + 1, parts.length);
    }
  }

  #send(body: Buffer, partNumber: number, total: number): void {
    const { key, uploadId } = this.#upload;
    this.#waitingBytes += body.length;
    const sent = this.#group.run(() =>
      this.#step(total, () => this.#ctx.store.uploadPart(key, uploadId, partNumber, body, this.#group.signal)),
    );
    const cleared = sent.finally(() => {
      this.#waitingBytes -= body.length;
      this.#waiting.delete(cleared);
    });
    this.#waiting.add(cleared);
  }

  #copyOrJoin(part: Exclude<Part, { kind: "upload" }>, partNumber: number): Promise<UploadedPart> {
    const { key, uploadId } = this.#upload;
    return part.kind === "copy"
      ? this.#copy(key, uploadId, partNumber, part.from)
      : this.#joinAndCopy(part, partNumber);
  }

  async #copy(key: string, uploadId: string, partNumber: number, { member, start, end }: Stretch) {
    const { etag } = await this.#reader.head(member.file);
    const from = { key: blobKey(member.file.sha256), range: { start, end: end - 1 }, ifMatch: etag };
    return this.#ctx.store.copyPart(key, uploadId, partNumber, from, this.#group.signal);
  }

  async #joinAndCopy(part: SeamPart, partNumber: number): Promise<UploadedPart> {
    const { key, uploadId } = this.#upload;
    const { store } = this.#ctx;
    const { signal } = this.#group;
    const owner = createHash("sha256").update(uploadId).digest("hex").slice(0, 16);
    const seamKey = `${seamPrefix(key)}${owner}-${partNumber}`;
    // Creating and completing take no signal: cancelled half-way, they would leave what nobody knows of.
    const seamId = await store.createUpload(seamKey);
    try {
      const tail = await this.#copy(seamKey, seamId, 1, part.tail);
      const body = await assemble(part.pieces, this.#upload.layout, this.#reader);
      const parts = [tail, await store.uploadPart(seamKey, seamId, 2, body, signal)];
      const crc = crc32Combine(tail.crc32 ?? (await this.#crc32Of(part.tail)), crc32(body), body.length);
      const whole = await store.completeUpload(seamKey, seamId, parts, { bytes: part.bytes, crc32: crc });
      const from = { key: seamKey, range: { start: 0, end: part.bytes - 1 }, ifMatch: whole.etag };
      const copied = await store.copyPart(key, uploadId, partNumber, from, signal);
      await store.delete([seamKey]);
      return copied;
    } catch (error) {
      // Without the signal: it may have ended already, and the seam must go all the same.
      const cleared = await Promise.allSettled([store.abortUpload(seamKey, seamId), store.delete([seamKey])]);
      for (const step of cleared) {
        if (step.status === "rejected") this.#ctx.log.warn("a seam was left behind", { seamKey, error: step.reason });
      }
      throw error;
    }
  }

  /** For a store that reports no checksum for a copied part. */
  async #crc32Of({ member, start, end }: Stretch): Promise<number> {
    let crc = 0;
    for await (const chunk of this.#reader.stream(member.file, start, end)) crc = crc32(chunk, crc);
    return crc;
  }
}

/**
 * Writes all parts of an archive, in any order.
 *
 * @throws OutOfTime, IngestFailure; not before every request it started has ended
 */
export const writeParts = (parts: readonly Part[], upload: ArchiveUpload, ctx: StageContext): Promise<WrittenParts> =>
  new PartsWriter(upload, ctx).write(parts);
