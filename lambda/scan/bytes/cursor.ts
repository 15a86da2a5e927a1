import { joined } from "../../store/blobs.ts";
import type { ByteSource } from "./source.ts";

const FIRST_WINDOW = 512;
const GROWTH = 8;
const LAST_WINDOW = 4 * 1024 * 1024;

/** Reads forward with a window that grows while reading is sequential. Skipped bytes are not fetched. */
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

  /** Makes this many bytes readable; false when the source ends before. */
  async need(bytes: number): Promise<boolean> {
    if (this.has(bytes)) return true;
    if (this.#at + bytes > this.end) return false;
    const sequential = this.#at <= this.#from + this.#window.length;
    const isFirst = this.#window.length === 0;
    this.#windowBytes = sequential && !isFirst ? Math.min(LAST_WINDOW, this.#windowBytes * GROWTH) : FIRST_WINDOW;
    const start = this.#at;
    this.#window = await this.#source.read(start, Math.min(this.end, start + Math.max(bytes, this.#windowBytes)));
    this.#from = start;
    return this.has(bytes);
  }

  /** The next bytes, which has() or need() must have confirmed. */
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

  /** Goes back to an earlier position; false when it is no longer in the window. */
  rewind(position: number): boolean {
    if (position < this.#from) return false;
    this.#at = position;
    return true;
  }

  /** Moves on without reading; false when fewer bytes are left. */
  skip(bytes: number): boolean {
    if (this.#at + bytes > this.end) return false;
    this.#at += bytes;
    return true;
  }

  /**
   * Reads past the next line feed, or to the end, and returns the bytes before it. "long" when there are more than the
   * limit; null when nothing is left.
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
