import type { ByteRange, ListedFile } from "../ports.ts";

/** One content of the listing, however many paths hold it. */
export interface Content {
  readonly file: ListedFile;
  /** Further files with the same content. */
  readonly twins: readonly ListedFile[];
}

/**
 * How a content is moved: `whole` in one piece through memory; in `parts` when its SHA-256, and so its key, is known;
 * `spooled` through the disk when it is too large for memory and its key is known only at its end.
 */
export type Way = "whole" | "parts" | "spooled";

/** How a file is cut: every part but the last has `partBytes` bytes. */
export interface PartGrid {
  readonly partBytes: number;
  readonly count: number;
}

const MiB = 1024 * 1024;
/** S3 takes 10,000 parts; the margin keeps part sizes whole MiB. */
const MAX_PARTS = 9_000;

/** The grid of a file: the same file and smallest part always give the same grid, so that parts can be found again. */
export function gridOf(bytes: number, smallestPart: number): PartGrid {
  const needed = Math.ceil(bytes / MAX_PARTS / MiB) * MiB;
  const partBytes = Math.max(smallestPart, needed);
  return { partBytes, count: Math.max(1, Math.ceil(bytes / partBytes)) };
}

/** Byte positions of part `index`, counted from 0. */
export function rangeOf(grid: PartGrid, index: number, bytes: number): ByteRange {
  const start = index * grid.partBytes;
  return { start, end: Math.min(bytes, start + grid.partBytes) - 1 };
}

export function wayOf(file: ListedFile, smallestPart: number): Way {
  if (file.bytes <= smallestPart) return "whole";
  return file.sha256 === null ? "spooled" : "parts";
}

/** What makes two files the same content: the published hash, or the path where there is none. */
const identityOf = (file: ListedFile): string => `${file.bytes} ${file.sha256 ?? file.gitSha1 ?? `path ${file.path}`}`;

/** The contents of a listing, each once, largest first, so that the last request in flight is a short one. */
export function contentsOf(files: readonly ListedFile[]): Content[] {
  const groups = new Map<string, ListedFile[]>();
  for (const file of files) {
    if (file.kind !== "file") continue;
    const group = groups.get(identityOf(file));
    if (group === undefined) groups.set(identityOf(file), [file]);
    else group.push(file);
  }
  return [...groups.values()]
    .map(([file, ...twins]) => ({ file: file as ListedFile, twins }))
    .sort((a, b) => b.file.bytes - a.file.bytes || (a.file.path < b.file.path ? -1 : 1));
}
