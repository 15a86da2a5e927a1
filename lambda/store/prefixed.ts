import type { ObjectStore } from "../ports.ts";

/** The same store with every key below a prefix: what measures or tries something out stays apart from the rest. */
export function prefixed(store: ObjectStore, prefix: string): ObjectStore {
  if (prefix === "") return store;
  const to = (key: string): string => prefix + key;
  const from = (key: string): string => key.slice(prefix.length);
  return {
    bucket: store.bucket,
    head: (key, signal) => store.head(to(key), signal),
    get: (key, options) => store.get(to(key), options),
    put: (key, body, options) => store.put(to(key), body, options),
    delete: (keys, signal) => store.delete(keys.map(to), signal),
    async *list(below, signal) {
      for await (const found of store.list(to(below), signal)) yield { ...found, key: from(found.key) };
    },
    createUpload: (key, options) => store.createUpload(to(key), options),
    uploadPart: (key, ...rest) => store.uploadPart(to(key), ...rest),
    copyPart: (key, uploadId, partNumber, source, signal) =>
      store.copyPart(to(key), uploadId, partNumber, { ...source, key: to(source.key) }, signal),
    listParts: (key, ...rest) => store.listParts(to(key), ...rest),
    listUploads: async (below, signal) =>
      (await store.listUploads(to(below), signal)).map((upload) => ({ ...upload, key: from(upload.key) })),
    completeUpload: (key, ...rest) => store.completeUpload(to(key), ...rest),
    abortUpload: (key, ...rest) => store.abortUpload(to(key), ...rest),
  };
}
