import type { ObjectStore, UploadedPart } from "../ports.ts";
import { UploadGone } from "../store/faults.ts";
import { inPartOrder } from "./keeper.ts";

/**
 * The upload to go on with under this key: the oldest open one, so that workers who bring the same content at the same
 * time agree on one and nothing is left behind; a new one when there is none.
 */
export async function openUpload(store: ObjectStore, key: string, signal: AbortSignal): Promise<string> {
  const open = (await store.listUploads(key, signal)).filter((upload) => upload.key === key);
  open.sort((a, b) => a.startedAt - b.startedAt || (a.uploadId < b.uploadId ? -1 : 1));
  const [oldest, ...others] = open;
  for (const { uploadId } of others) await store.abortUpload(key, uploadId, signal);
  return oldest?.uploadId ?? (await store.createUpload(key, { signal }));
}

/**
 * Completes an upload. When it is gone because somebody else completed the same content, or because the answer to our
 * own completion was lost, the object that stands there counts, if its length and CRC-32 are right.
 */
export async function completeUpload(
  store: ObjectStore,
  key: string,
  uploadId: string,
  parts: readonly UploadedPart[],
  whole: { bytes: number; crc32: number },
  signal: AbortSignal,
): Promise<void> {
  try {
    await store.completeUpload(key, uploadId, inPartOrder(parts), whole, signal);
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    const head = await store.head(key, signal);
    if (head === null || head.bytes !== whole.bytes || head.crc32 !== whole.crc32) throw error;
  }
}

/** Aborts every open upload of exactly this key. */
export async function abortUploads(store: ObjectStore, key: string, signal: AbortSignal): Promise<void> {
  for (const upload of await store.listUploads(key, signal)) {
    if (upload.key === key) await store.abortUpload(key, upload.uploadId, signal);
  }
}
