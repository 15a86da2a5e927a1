import { archivePrefix, BLOB_PREFIX, blobKey, PARTIAL_PREFIX } from "../../domain/object-keys.ts";
import type { ObjectStore } from "../ports.ts";

/**
 * Deletes blobs by key, with their open uploads and kept parts. A missing blob is no error. Parts exist only of large
 * files whose transfer was interrupted, so their list is short.
 */
export async function dropBlobs(store: ObjectStore, keys: readonly string[], signal?: AbortSignal): Promise<void> {
  const dropped = new Set(keys);
  for (const upload of await store.listUploads(BLOB_PREFIX, signal)) {
    if (dropped.has(upload.key)) await store.abortUpload(upload, signal);
  }
  const parts: string[] = [];
  for await (const { key } of store.list(PARTIAL_PREFIX, signal)) {
    const sha256 = key.slice(PARTIAL_PREFIX.length).split("/")[0] ?? "";
    if (dropped.has(blobKey(sha256))) parts.push(key);
  }
  await store.delete([...keys, ...parts], signal);
}

export interface DropOptions {
  readonly signal?: AbortSignal;
  /** Key of an archive that is still needed. */
  readonly keep?: string | null;
}

/** Deletes the archive of an artifact and what building it left: objects and open uploads. */
export async function dropArchive(
  store: ObjectStore,
  artifactId: number,
  { signal, keep = null }: DropOptions = {},
): Promise<void> {
  const prefix = archivePrefix(artifactId);
  for (const upload of await store.listUploads(prefix, signal)) {
    await store.abortUpload(upload, signal);
  }
  const keys: string[] = [];
  for await (const { key } of store.list(prefix, signal)) if (key !== keep) keys.push(key);
  if (keys.length > 0) await store.delete(keys, signal);
}
