import { createHash, type Hash } from "node:crypto";
import { crc32 } from "node:zlib";
import pLimit, { type LimitFunction } from "p-limit";
import { blobKey } from "../../domain/object-keys.ts";
import { type TaskGroup, taskGroup } from "../../domain/task-group.ts";
import type { ArchiveResult, StageContext, StoredFile, Upload, UploadedPart } from "../ports.ts";
import { type BlobReader, blobReader } from "../store/blobs.ts";
import { crc32Combine } from "../store/crc32.ts";
import { assemble, contentBytes } from "./assemble.ts";
import { archiveCrc32, type Layout, layOut } from "./layout.ts";
import { MIN_PART_BYTES, type Part, type Piece, type PlanLimits, planParts, type Stretch } from "./plan.ts";

const CONTENT_TYPE = "application/zip";
/** Copies that the store works on at the same time. */
const COPIES = 12;
/** Bytes of finished parts that may wait for the store while the next part is made. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** Prefix of the temporary objects that hold the tail of one file and the bytes after it. */
const seamPrefix = (key: string): string => `${key}.seams/`;

/**
 * Builds the zip of an artifact inside the object store: entries stored, sorted by the bytes of their paths, with a
 * fixed date, so that the same files give the same bytes. Content of large files is copied by the store itself and
 * never passes through this process. The CRC-32 of the whole archive is predicted and the store refuses any other.
 * What an earlier attempt left under this key is removed first; a failure leaves nothing behind.
 *
 * @param files what the archive holds; submodules have no content and are left out
 * @param key where the archive appears, all at once, when it is complete
 * @throws IngestFailure storage_unavailable (a blob is missing; it is reported to the register), integrity_mismatch
 * @throws OutOfTime between two parts
 */
export async function buildArchive(
  files: readonly StoredFile[],
  key: string,
  ctx: StageContext,
  options: Partial<PlanLimits> = {},
): Promise<ArchiveResult> {
  const layout = layOut(files);
  ctx.deadline.check();
  await removeLeftovers(key, ctx);
  if (layout.bytes < MIN_PART_BYTES) return putWhole(layout, key, ctx);
  // Without the signal: aborted half-way, it would leave an upload that nobody knows of.
  const upload = await ctx.store.createUpload(key, { contentType: CONTENT_TYPE });
  try {
    return await writeWhole(upload, layout, ctx, options);
  } catch (error) {
    // Without the signal: it may be the reason of the failure, and the upload must be closed all the same.
    await ctx.store.abortUpload(upload).catch((reason: unknown) => {
      ctx.log.warn("an archive's upload was left open", { ...upload, error: reason });
    });
    throw error;
  } finally {
    ctx.progress.detail(null);
  }
}

const readerFor = (ctx: StageContext, signal: AbortSignal): BlobReader =>
  blobReader(ctx.store, signal, (sha256) => ctx.blobs.missing(sha256));

async function writeWhole(
  upload: Upload,
  layout: Layout,
  ctx: StageContext,
  options: Partial<PlanLimits>,
): Promise<ArchiveResult> {
  const plan = planParts(layout, options);
  const { parts, sha256 } = await new PartsWriter(upload, layout, ctx).write(plan);
  const whole = { bytes: layout.bytes, crc32: archiveCrc32(layout) };
  ctx.signal.throwIfAborted();
  await ctx.store.completeUpload(upload, parts, whole);
  const bytesMoved = plan.reduce((sum, part) => sum + (part.kind === "copy" ? 0 : contentBytes(part.pieces)), 0);
  return { key: upload.key, ...whole, sha256, bytesMoved };
}

/** An archive too small for parts. */
async function putWhole(layout: Layout, key: string, ctx: StageContext): Promise<ArchiveResult> {
  const entries = layout.members.map((member): Piece => ({ kind: "entry", member }));
  const body = await assemble([...entries, { kind: "directory" }], layout, readerFor(ctx, ctx.signal));
  await ctx.store.put(key, body, { contentType: CONTENT_TYPE, signal: ctx.signal });
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { key, bytes: body.length, crc32: crc32(body), sha256, bytesMoved: contentBytes(entries) };
}

/** Removes what a killed attempt under this key left. */
async function removeLeftovers(key: string, { store, signal }: StageContext): Promise<void> {
  for (const open of await store.listUploads(key, signal)) await store.abortUpload(open, signal);
  const seams: string[] = [];
  for await (const seam of store.list(seamPrefix(key), signal)) seams.push(seam.key);
  if (seams.length > 0) await store.delete(seams, signal);
}

interface WrittenParts {
  readonly parts: readonly UploadedPart[];
  /** Lower-case hex SHA-256 of all bytes when all of them were made in memory, else null. */
  readonly sha256: string | null;
}

/** Writes all parts of an archive, in any order. */
class PartsWriter {
  readonly #upload: Upload;
  readonly #layout: Layout;
  readonly #ctx: StageContext;
  readonly #group: TaskGroup;
  readonly #reader: BlobReader;
  readonly #copies: LimitFunction = pLimit(COPIES);
  readonly #done: UploadedPart[] = [];
  readonly #waiting = new Set<Promise<void>>();
  #waitingBytes = 0;

  constructor(upload: Upload, layout: Layout, ctx: StageContext) {
    this.#upload = upload;
    this.#layout = layout;
    this.#ctx = ctx;
    this.#group = taskGroup(ctx.signal);
    this.#reader = readerFor(ctx, this.#group.signal);
  }

  /** @throws OutOfTime, IngestFailure; not before every request it started has ended */
  async write(parts: readonly Part[]): Promise<WrittenParts> {
    const hash = parts.every((part) => part.kind === "upload") ? createHash("sha256") : null;
    for (const [index, part] of parts.entries()) {
      if (part.kind === "upload") continue;
      void this.#group.spawn(() =>
        this.#copies(() => this.#step(parts.length, () => this.#copyOrJoin(part, index + 1))),
      );
    }
    void this.#group.spawn(() => this.#makeInOrder(parts, hash));
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
      const body = await assemble(part.pieces, this.#layout, this.#reader);
      hash?.update(body);
      this.#send(body, index + 1, parts.length);
    }
  }

  #send(body: Buffer, partNumber: number, total: number): void {
    this.#waitingBytes += body.length;
    const sent = this.#group.spawn(() =>
      this.#step(total, () => this.#ctx.store.uploadPart(this.#upload, partNumber, body, this.#group.signal)),
    );
    const cleared = sent.finally(() => {
      this.#waitingBytes -= body.length;
      this.#waiting.delete(cleared);
    });
    this.#waiting.add(cleared);
  }

  #copyOrJoin(part: Exclude<Part, { kind: "upload" }>, partNumber: number): Promise<UploadedPart> {
    return part.kind === "copy" ? this.#copy(this.#upload, partNumber, part.from) : this.#joinAndCopy(part, partNumber);
  }

  async #copy(upload: Upload, partNumber: number, { member, start, end }: Stretch): Promise<UploadedPart> {
    const { etag } = await this.#reader.head(member.file);
    const from = { key: blobKey(member.file.sha256), range: { start, end: end - 1 }, ifMatch: etag };
    return this.#ctx.store.copyPart(upload, partNumber, from, this.#group.signal);
  }

  async #joinAndCopy(part: Extract<Part, { kind: "seam" }>, partNumber: number): Promise<UploadedPart> {
    const { store } = this.#ctx;
    const { signal } = this.#group;
    const owner = createHash("sha256").update(this.#upload.uploadId).digest("hex").slice(0, 16);
    const key = `${seamPrefix(this.#upload.key)}${owner}-${partNumber}`;
    // Creating and completing take no signal: aborted half-way, they would leave what nobody knows of.
    const seam = await store.createUpload(key);
    try {
      const tail = await this.#copy(seam, 1, part.tail);
      const body = await assemble(part.pieces, this.#layout, this.#reader);
      const parts = [tail, await store.uploadPart(seam, 2, body, signal)];
      const crc = crc32Combine(tail.crc32 ?? (await this.#crc32Of(part.tail)), crc32(body), body.length);
      const whole = await store.completeUpload(seam, parts, { bytes: part.bytes, crc32: crc });
      const from = { key, range: { start: 0, end: part.bytes - 1 }, ifMatch: whole.etag };
      const copied = await store.copyPart(this.#upload, partNumber, from, signal);
      await store.delete([key]);
      return copied;
    } catch (error) {
      // Without the signal: it may have ended already, and the seam must go all the same.
      const removed = await Promise.allSettled([store.abortUpload(seam), store.delete([key])]);
      for (const step of removed) {
        if (step.status === "rejected") this.#ctx.log.warn("a seam was left behind", { key, error: step.reason });
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
