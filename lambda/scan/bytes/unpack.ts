import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { constants, createInflateRaw, createZstdDecompress } from "node:zlib";
import xz from "xz-decompress";
import { isPickleName } from "../names.ts";
import type { Subject } from "../subject.ts";
import { unpackBzip2 } from "./bzip2.ts";
import { unpackLz4 } from "./lz4.ts";
import { unpackLzma } from "./lzma.ts";
import { type ByteSource, sliceSource } from "./source.ts";

export type Compression = "gzip" | "zlib" | "deflate" | "zstd" | "bzip2" | "xz" | "lzma" | "zip-lzma" | "lz4";

const READ = 256 * 1024;
/** A decompressor loses its output for the piece in which it meets damage, as those of the loaders do. */
const PIECE = 4096;
const ZLIB_HEADER_BYTES = 2;
const ZLIB_TRAILER_BYTES = 4;
const GZIP_TRAILER_BYTES = 8;
/** LZMA is unpacked from memory. */
const MAX_LZMA_BYTES = 64 * 1024 * 1024;

async function* piecesOf(source: ByteSource, pieceBytes = PIECE): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; at += READ) {
    const chunk = await source.read(at, at + READ);
    if (chunk.length === 0) return;
    for (let from = 0; from < chunk.length; from += pieceBytes) yield chunk.subarray(from, from + pieceBytes);
  }
}

interface Unpacked {
  /** Packed bytes that were used. */
  readonly packed: number;
  readonly isDamaged: boolean;
}

type Unpack = (source: ByteSource, size: number) => AsyncGenerator<Buffer, Unpacked, undefined>;

/** Unpacks one stream of deflate or zstd. Damage ends it like the end of the data. */
const throughZlib = (kind: "deflate" | "zstd"): Unpack =>
  async function* (source) {
    const input = Readable.from(piecesOf(source));
    const output =
      kind === "zstd"
        ? createZstdDecompress({ chunkSize: READ })
        : createInflateRaw({ chunkSize: READ, finishFlush: constants.Z_SYNC_FLUSH });
    input.once("error", (error) => output.destroy(error));
    let isDamaged = false;
    try {
      for await (const chunk of input.pipe(output) as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      if (input.errored !== null) throw input.errored;
      if (!isDamage(error)) throw error;
      isDamaged = true;
    } finally {
      input.destroy();
      output.destroy();
    }
    return { packed: output.bytesWritten, isDamaged };
  };

/** zlib names its complaints about the data with codes of its own. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ZSTD_|ERR_ZSTD|ERR_STREAM_PREMATURE)/.test(String(error.code));

/**
 * Streams that follow one another. Checksums are not checked, because a loader has run what it read before it meets a
 * wrong one.
 *
 * @param contentOf where the content of the stream at a place begins; null when there is none
 */
const chained = (contentOf: (source: ByteSource, at: number) => Promise<number | null>, trailer: number): Unpack =>
  async function* (source) {
    let isDamaged = false;
    let end = 0;
    for (let start = await contentOf(source, 0); start !== null; start = await contentOf(source, end)) {
      const one: Unpacked = yield* throughZlib("deflate")(sliceSource(source, start, source.size), Infinity);
      isDamaged ||= one.isDamaged;
      end = start + one.packed + trailer;
    }
    return { packed: end, isDamaged };
  };

async function zlibContent(source: ByteSource, at: number): Promise<number | null> {
  const header = await source.read(at, at + ZLIB_HEADER_BYTES);
  return header.length === 2 && isZlibHeader(header) ? at + ZLIB_HEADER_BYTES : null;
}

/** A zlib header of the largest window, whose second byte completes a multiple of 31 and asks for no dictionary. */
export const isZlibHeader = (head: Buffer): boolean =>
  head.length >= 2 && head[0] === 0x78 && head.readUInt16BE(0) % 31 === 0 && ((head[1] as number) & 0x20) === 0;

/** Where the content of the gzip member at `at` begins; null when there is none. */
async function gzipContent(source: ByteSource, at: number): Promise<number | null> {
  const header = await source.read(at, at + 64 * 1024);
  const padding = header.findIndex((byte) => byte !== 0);
  if (padding < 0 || header.readUIntBE(padding, Math.min(2, header.length - padding)) !== 0x1f8b) return null;
  const flags = header[padding + 3] ?? 0;
  let end = padding + 10;
  if ((flags & 4) !== 0) end += 2 + (header[end] ?? 0) + 256 * (header[end + 1] ?? 0);
  for (const text of [8, 16]) if ((flags & text) !== 0) end = header.indexOf(0, end) + 1;
  return at + end + ((flags & 2) !== 0 ? 2 : 0);
}

/** Runs a decoder whose every error is damage, except one that reading the source has thrown. */
const throughDecoder = (decode: (source: ByteSource, size: number) => AsyncIterable<Uint8Array>): Unpack =>
  async function* (source, size) {
    let failure: unknown = null;
    const read = source.read.bind(source);
    const watched: ByteSource = {
      size: source.size,
      read: (start, end) =>
        read(start, end).catch((error: unknown) => {
          failure ??= error;
          throw error;
        }),
    };
    try {
      for await (const chunk of decode(watched, size)) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    } catch (error) {
      if (failure !== null) throw failure;
      if (!(error instanceof Error)) throw error;
      return { packed: source.size, isDamaged: true };
    }
    return { packed: source.size, isDamaged: false };
  };

const xzStream = (source: ByteSource): AsyncIterable<Uint8Array> =>
  new xz.XzReadableStream(
    ReadableStream.from(piecesOf(source, READ)) as unknown as globalThis.ReadableStream<Uint8Array>,
  );

/** A .lzma file states properties and size in front; an entry of a zip has its own header and the size elsewhere. */
async function* lzmaStream(source: ByteSource, size: number, isZip: boolean): AsyncGenerator<Buffer> {
  if (source.size > MAX_LZMA_BYTES) throw new Error("too long to be unpacked");
  const packed = await source.read(0, source.size);
  if (packed.length < 18) throw new Error("too short");
  const stated = isZip ? size : Number(packed.readBigUInt64LE(5));
  const properties = isZip ? packed.subarray(4, 9) : packed.subarray(0, 5);
  yield* unpackLzma(properties, packed, isZip ? 9 : 13, stated > Number.MAX_SAFE_INTEGER ? Infinity : stated);
}

const blockwise = (decode: (source: ByteSource) => AsyncGenerator<Buffer, boolean, undefined>): Unpack =>
  async function* (source) {
    const isWhole = yield* decode(source);
    return { packed: source.size, isDamaged: !isWhole };
  };

const UNPACK: Readonly<Record<Compression, Unpack>> = {
  deflate: throughZlib("deflate"),
  zstd: throughZlib("zstd"),
  gzip: chained(gzipContent, GZIP_TRAILER_BYTES),
  zlib: chained(zlibContent, ZLIB_TRAILER_BYTES),
  bzip2: blockwise(unpackBzip2),
  lz4: blockwise(unpackLz4),
  xz: throughDecoder(xzStream),
  lzma: throughDecoder((source, size) => lzmaStream(source, size, false)),
  "zip-lzma": throughDecoder((source, size) => lzmaStream(source, size, true)),
};
/** These decode block by block: damage can hide up to a block that a loader has read by then. */
const LOSES_BLOCKS = new Set<Compression>(["bzip2", "xz", "lzma", "zip-lzma", "lz4"]);

/**
 * Compressed bytes as a source. Reading forward unpacks as it goes and holds a few chunks; reading back starts over.
 */
export class UnpackedSource implements ByteSource {
  #size: number;
  readonly #compression: Compression;
  readonly #open: () => AsyncGenerator<Buffer, Unpacked, undefined>;
  readonly #spend: (bytes: number) => void;
  #chunks: AsyncGenerator<Buffer, Unpacked, undefined> | null = null;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;
  #isDamaged = false;

  /**
   * @param spend called with the number of unpacked bytes; may throw, which ends decompression bombs
   * @param size unpacked size where it is known, else Infinity
   */
  constructor(source: ByteSource, compression: Compression, spend: (bytes: number) => void, size = Infinity) {
    this.#compression = compression;
    this.#open = () => UNPACK[compression](source, size);
    this.#spend = spend;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** Learns the size by unpacking, unless there are more bytes than the limit. */
  async measure(limit: number): Promise<void> {
    let at = 0;
    for (
      let chunk = await this.read(0, READ);
      chunk.length > 0 && at <= limit;
      chunk = await this.read(at, at + READ)
    ) {
      at += chunk.length;
    }
    if (at <= limit) this.#size = at;
  }

  async read(start: number, end: number): Promise<Buffer> {
    if (start < 0 || start >= end) return Buffer.alloc(0);
    if (this.#chunks === null || start < this.#from) await this.#restart();
    while (this.#from + this.#window.length < end) {
      const next = await (this.#chunks as AsyncGenerator<Buffer, Unpacked>).next();
      if (next.done) {
        this.#isDamaged ||= next.value?.isDamaged ?? false;
        break;
      }
      this.#spend(next.value.length);
      const kept = this.#window.subarray(Math.min(this.#window.length, Math.max(0, start - this.#from)));
      this.#from += this.#window.length - kept.length;
      this.#window = kept.length === 0 ? next.value : Buffer.concat([kept, next.value]);
    }
    return this.#window.subarray(Math.max(0, start - this.#from), Math.max(0, end - this.#from));
  }

  /** Reports data that was found to be damaged while it was read. */
  reportDamage({ report, member }: Subject, name: string): void {
    if (!this.#isDamaged) return;
    const isExecutable = LOSES_BLOCKS.has(this.#compression) && isPickleName(name);
    report.unknown(isExecutable, "DAMAGED", `The compressed data of ${JSON.stringify(name)} is damaged.`, member);
  }

  /** Frees the decompressor; a later read starts over. */
  async close(): Promise<void> {
    await this.#chunks?.return({ packed: 0, isDamaged: false });
    this.#chunks = null;
  }

  async #restart(): Promise<void> {
    await this.close();
    this.#chunks = this.#open();
    this.#window = Buffer.alloc(0);
    this.#from = 0;
  }
}
