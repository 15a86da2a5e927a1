import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ArchiveResult, StageContext, StoredFile } from "../ports.ts";
import { blobReader } from "../store/blobs.ts";
import { assemble, contentBytes } from "./assemble.ts";
import { archiveCrc32, type Layout, layOut } from "./layout.ts";
import { MIN_PART_BYTES, type Piece, type PlanLimits, planParts } from "./plan.ts";
import { type ArchiveUpload, seamPrefix, writeParts } from "./upload.ts";

const CONTENT_TYPE = "application/zip";

/**
 * Builds the zip of an artifact inside the object store: entries stored, sorted by the bytes of their paths, with a
 * fixed date, so that the same files give the same bytes. Content of large files is copied by the store itself and
 * never passes through this process. The CRC-32 of the whole archive is predicted and the store refuses any other.
 * What an earlier attempt left under this key is cleared first; a failure leaves nothing behind.
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
  const reader = (signal: AbortSignal) => blobReader(ctx.store, signal, (sha256) => ctx.blobs.missing(sha256));
  ctx.deadline.check();
  await clearLeftovers(key, ctx);
  if (layout.bytes < MIN_PART_BYTES) return putWhole(layout, key, ctx, reader);
  // Without the signal: cancelled half-way, it would leave an upload that nobody knows of.
  const uploadId = await ctx.store.createUpload(key, { contentType: CONTENT_TYPE });
  try {
    return await fill({ key, uploadId, layout, reader }, ctx, options);
  } catch (error) {
    // Without the signal: it may be the reason of the failure, and the upload must be closed all the same.
    await ctx.store.abortUpload(key, uploadId).catch((reason: unknown) => {
      ctx.log.warn("an archive's upload was left open", { key, uploadId, error: reason });
    });
    throw error;
  } finally {
    ctx.progress.detail(null);
  }
}

async function fill(upload: ArchiveUpload, ctx: StageContext, options: Partial<PlanLimits>): Promise<ArchiveResult> {
  const { key, uploadId, layout } = upload;
  const plan = planParts(layout, options);
  const { parts, sha256 } = await writeParts(plan, upload, ctx);
  const whole = { bytes: layout.bytes, crc32: archiveCrc32(layout) };
  ctx.signal.throwIfAborted();
  await ctx.store.completeUpload(key, uploadId, parts, whole);
  const bytesMoved = plan.reduce((sum, part) => sum + (part.kind === "copy" ? 0 : contentBytes(part.pieces)), 0);
  return { key, ...whole, sha256, bytesMoved };
}

/** An archive too small for parts. */
async function putWhole(
  layout: Layout,
  key: string,
  ctx: StageContext,
  reader: ArchiveUpload["reader"],
): Promise<ArchiveResult> {
  const entries = layout.members.map((member): Piece => ({ kind: "entry", member }));
  const body = await assemble([...entries, { kind: "directory" }], layout, reader(ctx.signal));
  await ctx.store.put(key, body, { contentType: CONTENT_TYPE, signal: ctx.signal });
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { key, bytes: body.length, crc32: crc32(body), sha256, bytesMoved: contentBytes(entries) };
}

/** Removes what an attempt that was killed under this key could not clear away itself. */
async function clearLeftovers(key: string, { store, signal }: StageContext): Promise<void> {
  for (const open of await store.listUploads(key, signal)) await store.abortUpload(open.key, open.uploadId, signal);
  const seams: string[] = [];
  for await (const seam of store.list(seamPrefix(key), signal)) seams.push(seam.key);
  if (seams.length > 0) await store.delete(seams, signal);
}
