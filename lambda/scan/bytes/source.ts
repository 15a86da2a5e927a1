import type { StoredFile } from "../../ports.ts";
import { type BlobReader, collected } from "../../store/blobs.ts";

/** Bytes that can be read at any offset: a stored file, a range of one, or what is unpacked from one. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to, not including, `end`; fewer at the end of the source, none from outside it. */
  read(start: number, end: number): Promise<Buffer>;
}

const NOTHING = Buffer.alloc(0);

export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  const from = Math.min(start, source.size);
  const size = Math.max(0, Math.min(end, source.size) - from);
  return {
    size,
    read: async (a, b) => (a < 0 || a >= Math.min(b, size) ? NOTHING : source.read(from + a, from + Math.min(b, size))),
  };
}

/** Reads up to this length are served from the cache, and reads close to an earlier one fetch this much ahead. */
const NEAR_BYTES = 64 * 1024;
/** Fetched at a place that nothing was read near of: the header of an archive's entry and the head of its content. */
const FAR_BYTES = 4 * 1024;
const RANGES = 16;

interface Range {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Buffer>;
}

/**
 * A stored file, read by ranges. Short reads go through a cache of a few ranges, so that reading the head again costs
 * nothing; longer reads are fetched as they are.
 * @param spend called with the number of bytes before each fetch; may throw
 */
export function blobSource(file: StoredFile, reader: BlobReader, spend: (bytes: number) => void): ByteSource {
  const ranges: Range[] = [];

  async function fetch(start: number, end: number): Promise<Buffer> {
    spend(end - start);
    return collected(reader.stream(file, start, end));
  }

  function range(start: number, end: number): Range {
    const known = ranges.findIndex((one) => one.start <= start && end <= one.end);
    const [found] = known < 0 ? [] : ranges.splice(known, 1);
    const isNear =
      file.bytes <= NEAR_BYTES || ranges.some((one) => one.start <= start && start <= one.end + NEAR_BYTES);
    const stop = Math.min(file.bytes, Math.max(end, start + (isNear ? NEAR_BYTES : FAR_BYTES)));
    const newest = found ?? { start, end: stop, bytes: fetch(start, stop) };
    ranges.push(newest);
    if (ranges.length > RANGES) ranges.shift();
    return newest;
  }

  return {
    size: file.bytes,
    async read(start, end) {
      const last = Math.min(end, file.bytes);
      if (start < 0 || start >= last) return NOTHING;
      if (last - start > NEAR_BYTES) return fetch(start, last);
      const found = range(start, last);
      return (await found.bytes).subarray(start - found.start, last - found.start);
    },
  };
}
