/** The files and folders of a revision as the Hub lists them. */
import { LRUCache } from "lru-cache";
import type { FoundFile, Revision, RevisionStore } from "../../../db/catalogue/revisions.ts";
import { blobOid, lfsPointer, type TreeEntry, treeOid } from "./git.ts";

/** A file with the names that git and LFS have for its content. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Git's id: of the content, or of the pointer when the source keeps the content in LFS. */
  readonly oid: string;
  /** Length of the pointer in bytes; null for a file that git keeps itself. */
  readonly pointerBytes: number | null;
  /** Value of the first byte; null for an empty file and where it is not known. */
  readonly firstByte: number | null;
}
export interface HubFolder {
  readonly path: string;
  readonly oid: string;
}

/** Everything of a revision; it never changes. */
export interface Listing {
  readonly files: ReadonlyMap<string, HubFile>;
  readonly folders: ReadonlyMap<string, HubFolder>;
  /** Files and folders of a folder ("" is the top), by path; null when there is no such folder. */
  list(folder: string, recursive: boolean): readonly (HubFile | HubFolder)[] | null;
}

export const isFile = (entry: HubFile | HubFolder): entry is HubFile => "sha256" in entry;

/** What a client takes for the version of a file: the source's own ETag without its quotes. */
export const etagOf = ({ pointerBytes, sha256, oid }: HubFile): string => (pointerBytes === null ? oid : sha256);

/** A file as it is stored. A file in LFS has no git SHA-1: git's id is that of its pointer. */
export function hubFile({ path, bytes, sha256, gitSha1, firstByte }: NonNullable<FoundFile["file"]>): HubFile {
  if (gitSha1 !== null) return { path, bytes, sha256, oid: gitSha1, pointerBytes: null, firstByte };
  const pointer = lfsPointer(sha256, bytes);
  return { path, bytes, sha256, oid: blobOid(pointer), pointerBytes: pointer.length, firstByte };
}

/** Entries of all listings that are kept: about 100 MB. */
const KEPT_ENTRIES = 200_000;

/** Reads listings and keeps those used last. Null when the artifact has moved to another commit. */
export function listings(store: Pick<RevisionStore, "files">): (revision: Revision) => Promise<Listing | null> {
  const kept = new LRUCache<string, Listing>({
    maxSize: KEPT_ENTRIES,
    sizeCalculation: ({ files, folders }) => files.size + folders.size + 1,
  });
  const underWay = new Map<string, Promise<Listing | null>>();
  const read = async (key: string, revision: Revision): Promise<Listing | null> => {
    const files = (await store.files(revision)).map((file) => hubFile({ ...file, firstByte: null }));
    if (files.length === 0) return null;
    const listing = listingOf(files);
    kept.set(key, listing);
    return listing;
  };
  return async (revision) => {
    const key = `${revision.id}@${revision.commit}`;
    const known = kept.get(key) ?? underWay.get(key);
    if (known !== undefined) return known;
    const reading = read(key, revision).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };
}

export function listingOf(given: readonly HubFile[]): Listing {
  const files = new Map(sorted(given).map((file) => [file.path, file] as const));
  const folders = foldersOf(files);
  const entries = sorted([...files.values(), ...folders.values()]);
  return {
    files,
    folders,
    list: (folder, recursive) => {
      if (folder === "" && recursive) return entries;
      if (folder !== "" && !folders.has(folder)) return null;
      return entries.filter(({ path }) => {
        const parent = parentOf(path);
        return parent === folder || (recursive && parent.startsWith(`${folder}/`));
      });
    },
  };
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

const sorted = <T extends { readonly path: string }>(entries: readonly T[]): T[] =>
  entries.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));

/** The folders that the paths of the files run through, each with the id that follows from what is in it. */
function foldersOf(files: ReadonlyMap<string, HubFile>): Map<string, HubFolder> {
  const contents = new Map<string, TreeEntry[]>();
  const put = (path: string, oid: string, isFolder: boolean): void => {
    const parent = parentOf(path);
    const entry = { name: path.slice(parent === "" ? 0 : parent.length + 1), oid, isFolder };
    const siblings = contents.get(parent);
    if (siblings === undefined) contents.set(parent, [entry]);
    else siblings.push(entry);
  };
  const paths = new Set<string>();
  for (const { path, oid } of files.values()) {
    put(path, oid, false);
    for (let folder = parentOf(path); folder !== "" && !paths.has(folder); folder = parentOf(folder)) paths.add(folder);
  }
  // The id of a folder needs those of the folders in it: the deepest come first.
  const depth = (path: string): number => path.split("/").length;
  const found = [...paths]
    .sort((a, b) => depth(b) - depth(a))
    .map((path): HubFolder => {
      const oid = treeOid(contents.get(path) ?? []);
      put(path, oid, true);
      return { path, oid };
    });
  return new Map(sorted(found).map((folder) => [folder.path, folder] as const));
}
