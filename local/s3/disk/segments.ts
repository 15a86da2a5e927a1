import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { crc32Combine } from "../../../lambda/store/crc32.ts";
import { sha256Hex } from "../auth/signature.ts";

/** A run of bytes of one data file. Data files never change, so any number of objects and parts may share one. */
export interface Segment {
  /** Name of the data file. */
  readonly file: string;
  /** First byte within the file. */
  readonly offset: number;
  readonly bytes: number;
  /** Unsigned CRC-32 of these bytes. */
  readonly crc32: number;
  /**
   * 32 hex digits that identify the content: its MD5 for a whole file, and for a slice the MD5 of what it was cut
   * from and where, because the MD5 of a slice would need every byte to be read.
   */
  readonly tag: string;
}

const READ_BYTES = 2 ** 19;

export const totalBytes = (segments: readonly Segment[]): number => segments.reduce((sum, { bytes }) => sum + bytes, 0);

export const combinedCrc32 = (segments: readonly Segment[]): number =>
  segments.reduce((crc, segment) => crc32Combine(crc, segment.crc32, segment.bytes), 0);

/** Bytes `start` up to and without `end`, as positions in the segments; offsets are moved, checksums are not. */
function* overlapping(segments: readonly Segment[], start: number, end: number) {
  let position = 0;
  for (const segment of segments) {
    const from = Math.max(start - position, 0);
    const to = Math.min(end - position, segment.bytes);
    if (from < to) yield { segment, from, to };
    position += segment.bytes;
  }
}

/**
 * The data files under one directory. A file lives as long as somebody refers to it: an object, a part of an open
 * upload, or a reader. References are counted in memory and counted again from the metadata at every start.
 */
export class SegmentFiles {
  readonly #directory: string;
  readonly #references = new Map<string, number>();
  /** Folders that exist and are never deleted: 16 for new files, more where an older version wrote. */
  readonly #folders = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Where a new data file for this key may be written; the key itself never becomes part of a path. */
  async reserve(bucket: string, key: string): Promise<{ file: string; path: string }> {
    // The first two characters name the folder. A file system takes longer over a new folder than over many files in one.
    const file = `0${sha256Hex(`${bucket}/${key}`).slice(0, 31)}-${randomUUID()}`;
    const target = this.#path(file);
    const folder = path.dirname(target);
    if (!this.#folders.has(folder)) await mkdir(folder, { recursive: true, mode: 0o700 });
    this.#folders.add(folder);
    return { file, path: target };
  }

  retain(segments: readonly Segment[]): void {
    for (const { file } of segments) this.#references.set(file, (this.#references.get(file) ?? 0) + 1);
  }

  /** Gives references back and deletes the files that nobody refers to any more. */
  async release(segments: readonly Segment[]): Promise<void> {
    for (const { file } of segments) {
      const left = (this.#references.get(file) ?? 0) - 1;
      if (left > 0) this.#references.set(file, left);
      else {
        this.#references.delete(file);
        await rm(this.#path(file), { force: true });
      }
    }
  }

  /** Streams bytes `start` up to and without `end`. The caller holds a reference while it reads. */
  async *read(segments: readonly Segment[], start = 0, end = Number.MAX_SAFE_INTEGER): AsyncGenerator<Buffer> {
    for (const { segment, from, to } of overlapping(segments, start, end)) {
      const range = { start: segment.offset + from, end: segment.offset + to - 1, highWaterMark: READ_BYTES };
      let left = to - from;
      for await (const chunk of createReadStream(this.#path(segment.file), range) as AsyncIterable<Buffer>) {
        left -= chunk.length;
        yield chunk;
      }
      if (left !== 0) throw new Error(`The data file ${segment.file} is ${left} bytes too short`);
    }
  }

  /**
   * Cuts bytes `start` up to and without `end` out of a list of segments without copying them. Only a segment that
   * is not taken whole is read, for its CRC-32. The caller holds a reference on `segments`.
   */
  async slice(segments: readonly Segment[], start: number, end: number): Promise<Segment[]> {
    const cut: Segment[] = [];
    for (const { segment, from, to } of overlapping(segments, start, end)) {
      if (from === 0 && to === segment.bytes) cut.push(segment);
      else {
        let crc = 0;
        for await (const chunk of this.read([segment], from, to)) crc = crc32(chunk, crc);
        const tag = createHash("md5").update(`${segment.tag}:${from}-${to}`).digest("hex");
        cut.push({ file: segment.file, offset: segment.offset + from, bytes: to - from, crc32: crc, tag });
      }
    }
    return cut;
  }

  /**
   * Deletes data files that no metadata refers to: leftovers of a process that ended in the middle of a write.
   * @throws Error naming a file that metadata refer to but that is gone
   */
  async sweep(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const missing = new Set(this.#references.keys());
    for (const shard of await readdir(this.#directory)) {
      for (const file of await readdir(path.join(this.#directory, shard))) {
        if (!missing.delete(file)) await rm(path.join(this.#directory, shard, file), { force: true });
      }
    }
    const [lost] = missing;
    if (lost !== undefined) throw new Error(`The data file ${this.#path(lost)} is gone, though objects need it`);
  }

  #path(file: string): string {
    return path.join(this.#directory, file.slice(0, 2), file);
  }
}
