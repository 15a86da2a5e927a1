import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectStore, UploadedPart } from "../ports.ts";
import { crcOf } from "../store/checksum.ts";
import { type PartKeeper, partNumberOf } from "./keeper.ts";
import { abortUploads, completeUpload, openUpload } from "./upload.ts";

/**
 * Parts go into the upload of the blob itself, which becomes visible when it is completed. The fastest way; but parts
 * of an open upload cannot be read, so a run that is interrupted has to fetch them again to know their hash.
 */
export async function keepDirectly(store: ObjectStore, sha256: string, signal: AbortSignal): Promise<PartKeeper> {
  const key = blobKey(sha256);
  const uploadId = await openUpload(store, key, signal);
  const parts: UploadedPart[] = [];
  return {
    present: new Set(),
    read: () => Promise.reject(new RangeError("Parts of an open upload cannot be read")),
    async keep(index, bytes, partSignal) {
      const part = await store.uploadPart(key, uploadId, partNumberOf(index), bytes, partSignal);
      parts.push(part);
      return part.crc32 ?? crcOf(bytes);
    },
    complete: (whole, lastSignal) => completeUpload(store, key, uploadId, parts, whole, lastSignal),
    discard: (lastSignal) => abortUploads(store, key, lastSignal),
  };
}
