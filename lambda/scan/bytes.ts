import type { StoredFile } from "../ports.ts";
import type { BlobReader } from "../store/blobs.ts";
import { collected, joined } from "../store/collected.ts";

/** Bytes that can be read at any place: a stored file, a stretch of one, or what is unpacked from one. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to, not including, `end`; fewer at the end of the source, none from a place outside it. */
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

const PAGE_BYTES = 64 * 1024;
const PAGES = 16;

/**
 * A stored file, read by ranges. Short reads go through a few pages that are kept, so that looking at the head again
 * costs nothing; long reads are asked for as they are. `spend` is told every number of bytes before they are fetched
 * and may throw.
 */
export function blobSource(file: StoredFile, reader: BlobReader, spend: (bytes: number) => void): ByteSource {
  const pages = new Map<number, Promise<Buffer>>();

  async function fetch(start: number, end: number): Promise<Buffer> {
    spend(end - start);
    return collected(reader.stream(file, start, end));
  }

  function page(index: number): Promise<Buffer> {
    const start = index * PAGE_BYTES;
    const found = pages.get(index) ?? fetch(start, Math.min(file.bytes, start + PAGE_BYTES));
    pages.delete(index);
    pages.set(index, found);
    const oldest = pages.keys().next().value;
    if (pages.size > PAGES && oldest !== undefined) pages.delete(oldest);
    return found;
  }

  return {
    size: file.bytes,
    async read(start, end) {
      const last = Math.min(end, file.bytes);
      if (start < 0 || start >= last) return NOTHING;
      if (last - start > PAGE_BYTES) return fetch(start, last);
      const first = Math.floor(start / PAGE_BYTES);
      const final = Math.floor((last - 1) / PAGE_BYTES);
      const bytes = first === final ? await page(first) : Buffer.concat([await page(first), await page(final)]);
      return bytes.subarray(start - first * PAGE_BYTES, last - first * PAGE_BYTES);
    },
  };
}

const FIRST_WINDOW = 16 * 1024;
const LAST_WINDOW = 4 * 1024 * 1024;

/** Reads forward with a window that grows while reading is sequential; what is skipped is not fetched. */
export class Cursor {
  readonly end: number;
  readonly #source: ByteSource;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;
  #at: number;
  #windowBytes = FIRST_WINDOW;

  constructor(source: ByteSource, at = 0) {
    this.#source = source;
    this.#at = at;
    this.#from = at;
    this.end = source.size;
  }

  /** Another cursor at the same place. */
  fork(): Cursor {
    return new Cursor(this.#source, this.#at);
  }

  get position(): number {
    return this.#at;
  }

  has(bytes: number): boolean {
    return this.#at + bytes <= this.#from + this.#window.length;
  }

  /** Makes so many bytes readable; false when the source ends before. */
  async need(bytes: number): Promise<boolean> {
    if (this.has(bytes)) return true;
    if (this.#at + bytes > this.end) return false;
    const sequential = this.#at <= this.#from + this.#window.length;
    this.#windowBytes = sequential ? Math.min(LAST_WINDOW, this.#windowBytes * 2) : FIRST_WINDOW;
    const start = this.#at;
    this.#window = await this.#source.read(start, Math.min(this.end, start + Math.max(bytes, this.#windowBytes)));
    this.#from = start;
    return this.has(bytes);
  }

  /** The next bytes, which need() or has() has promised. */
  take(bytes: number): Buffer {
    const start = this.#at - this.#from;
    this.#at += bytes;
    return this.#window.subarray(start, start + bytes);
  }

  /** Like take, without moving on. */
  peek(bytes: number): Buffer {
    const start = this.#at - this.#from;
    return this.#window.subarray(start, start + bytes);
  }

  byte(): number {
    return this.#window[this.#at++ - this.#from] as number;
  }

  /** False when fewer bytes are left. */
  skip(bytes: number): boolean {
    if (this.#at + bytes > this.end) return false;
    this.#at += bytes;
    return true;
  }

  /**
   * The bytes up to the next line feed or the end, which are passed over. "long" when there are more than the limit;
   * null when nothing is left.
   */
  async line(limit: number): Promise<Buffer | "long" | null> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      if (!this.has(1) && !(await this.need(1))) return bytes === 0 ? null : lineOf(chunks, bytes, limit);
      const start = this.#at - this.#from;
      const found = this.#window.indexOf(10, start);
      const end = found < 0 ? this.#window.length : found;
      if (bytes <= limit) chunks.push(this.#window.subarray(start, end));
      bytes += end - start;
      this.#at = this.#from + end + (found < 0 ? 0 : 1);
      if (found >= 0) return lineOf(chunks, bytes, limit);
    }
  }
}

const lineOf = (chunks: readonly Buffer[], bytes: number, limit: number): Buffer | "long" =>
  bytes > limit ? "long" : joined(chunks);
