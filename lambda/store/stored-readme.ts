import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectStore, StoredFile } from "../ports.ts";
import { collected } from "./collected.ts";

/** Longer texts are not searched, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Text of the README at the top of a repository whose files are stored; null when it has none that can be searched. */
export async function storedReadme(
  files: readonly StoredFile[],
  store: ObjectStore,
  signal: AbortSignal,
): Promise<string | null> {
  const readme = files
    .filter(({ path, bytes, kind }) => kind === "file" && bytes <= MAX_BYTES && /^readme(\.(md|rst|txt))?$/i.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))[0];
  if (readme === undefined) return null;
  return (await collected(await store.get(blobKey(readme.sha256), { signal }))).toString("utf8");
}
