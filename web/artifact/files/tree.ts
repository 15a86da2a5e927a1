import type { Schemas } from "../../api/client.ts";

type ManifestFile = Schemas["ManifestFile"];

/** A line of the tree: a file, or a folder with the sums of what it holds. */
export interface Entry {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly bytes: number;
  readonly files: number;
  /** Null for a folder. */
  readonly file: ManifestFile | null;
}

/** Folders above this many lines begin closed. */
const MOST_LINES = 200;

/** The folders that are open before anybody opened or closed one. */
export function openAtFirst(files: readonly ManifestFile[]): ReadonlySet<string> {
  return files.length > MOST_LINES ? new Set() : new Set(files.flatMap(({ path }) => foldersOf(path)));
}

const foldersOf = (path: string): string[] => {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
};

/** The visible lines, each folder before what it holds. `files` are sorted by path. */
export function entriesOf(files: readonly ManifestFile[], open: ReadonlySet<string>): Entry[] {
  const sums = new Map<string, { bytes: number; files: number }>();
  for (const { path, bytes } of files)
    for (const folder of foldersOf(path)) {
      const sum = sums.get(folder) ?? { bytes: 0, files: 0 };
      sums.set(folder, { bytes: sum.bytes + bytes, files: sum.files + 1 });
    }
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const folders = foldersOf(file.path);
    for (const [depth, folder] of folders.entries()) {
      if (seen.has(folder) || !folders.slice(0, depth).every((above) => open.has(above))) continue;
      seen.add(folder);
      entries.push({
        path: folder,
        name: last(folder),
        depth,
        file: null,
        ...(sums.get(folder) ?? { bytes: 0, files: 0 }),
      });
    }
    if (folders.every((folder) => open.has(folder)))
      entries.push({
        path: file.path,
        name: last(file.path),
        depth: folders.length,
        bytes: file.bytes,
        files: 1,
        file,
      });
  }
  return entries;
}

const last = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
