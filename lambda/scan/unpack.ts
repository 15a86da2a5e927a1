import { Readable } from "node:stream";
import { constants, createInflateRaw, createZstdDecompress } from "node:zlib";
import { type ByteSource, sliceSource } from "./bytes.ts";

export type Compression = "gzip" | "zlib" | "deflate" | "zstd";

const READ = 256 * 1024;
/** A decompressor loses what it made of a piece in which it meets damage, as those of the loaders do. */
const PIECE = 4096;
const ZLIB_HEADER_BYTES = 2;
const GZIP_TRAILER_BYTES = 8;

async function* piecesOf(source: ByteSource): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; at += READ) {
    const chunk = await source.read(at, at + READ);
    if (chunk.length === 0) return;
    for (let from = 0; from < chunk.length; from += PIECE) yield chunk.subarray(from, from + PIECE);
  }
}

/** Unpacks one stream and returns how many packed bytes it had. Damage ends it like the end of the data. */
async function* inflate(source: ByteSource, compression: Compression): AsyncGenerator<Buffer, number, undefined> {
  const input = Readable.from(piecesOf(source));
  const output =
    compression === "zstd"
      ? createZstdDecompress({ chunkSize: READ })
      : createInflateRaw({ chunkSize: READ, finishFlush: constants.Z_SYNC_FLUSH });
  input.once("error", (error) => output.destroy(error));
  try {
    for await (const chunk of input.pipe(output) as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    if (input.errored !== null) throw input.errored;
    if (!isDamage(error)) throw error;
  } finally {
    input.destroy();
    output.destroy();
  }
  return output.bytesWritten;
}

/** zlib names its complaints about the data with codes of its own. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ZSTD_|ERR_ZSTD|ERR_STREAM_PREMATURE)/.test(String(error.code));

/**
 * Everything that comes out. Checksums are not looked at, because a loader has run what it read before it meets a
 * wrong one; and gzip goes on with the next of its members.
 */
async function* unpackedChunks(source: ByteSource, compression: Compression): AsyncGenerator<Buffer, void, undefined> {
  if (compression !== "gzip") {
    yield* inflate(sliceSource(source, compression === "zlib" ? ZLIB_HEADER_BYTES : 0, source.size), compression);
    return;
  }
  for (let start = await gzipContent(source, 0); start !== null; ) {
    const packed: number = yield* inflate(sliceSource(source, start, source.size), "gzip");
    start = await gzipContent(source, start + packed + GZIP_TRAILER_BYTES);
  }
}

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

/**
 * Compressed bytes as a source. Reading forward unpacks as it goes and holds a few chunks; reading back starts anew.
 * `spend` is told of every unpacked byte and may throw, which ends decompression bombs.
 *
 * @param size unpacked size where it is known, else Infinity
 */
export class UnpackedSource implements ByteSource {
  #size: number;
  readonly #open: () => AsyncGenerator<Buffer, void, undefined>;
  readonly #spend: (bytes: number) => void;
  #chunks: AsyncGenerator<Buffer, void, undefined> | null = null;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(source: ByteSource, compression: Compression, spend: (bytes: number) => void, size = Infinity) {
    this.#open = () => unpackedChunks(source, compression);
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
      const next = await (this.#chunks as AsyncGenerator<Buffer>).next();
      if (next.done) break;
      this.#spend(next.value.length);
      const kept = this.#window.subarray(Math.min(this.#window.length, Math.max(0, start - this.#from)));
      this.#from += this.#window.length - kept.length;
      this.#window = kept.length === 0 ? next.value : Buffer.concat([kept, next.value]);
    }
    return this.#window.subarray(Math.max(0, start - this.#from), Math.max(0, end - this.#from));
  }

  /** Frees the decompressor; a later read starts anew. */
  async close(): Promise<void> {
    await this.#chunks?.return();
    this.#chunks = null;
  }

  async #restart(): Promise<void> {
    await this.close();
    this.#chunks = this.#open();
    this.#window = Buffer.alloc(0);
    this.#from = 0;
  }
}
