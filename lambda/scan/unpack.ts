import { Readable } from "node:stream";
import { createGunzip, createInflate, createInflateRaw, createZstdDecompress } from "node:zlib";
import type { ByteSource } from "./bytes.ts";

const DECOMPRESSORS = {
  gzip: createGunzip,
  zlib: createInflate,
  deflate: createInflateRaw,
  zstd: createZstdDecompress,
} as const;
export type Compression = keyof typeof DECOMPRESSORS;

const CHUNK = 256 * 1024;

async function* chunksOf(source: ByteSource): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; at += CHUNK) {
    const chunk = await source.read(at, at + CHUNK);
    if (chunk.length === 0) return;
    yield chunk;
  }
}

/** One pass over unpacked bytes. Damage ends it like the end of the data: what came before is what would have run. */
async function* unpackedChunks(source: ByteSource, compression: Compression): AsyncGenerator<Buffer, void, undefined> {
  const input = Readable.from(chunksOf(source));
  const output = DECOMPRESSORS[compression]({ chunkSize: CHUNK });
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
}

/** zlib names its complaints about the data with codes of its own. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ZSTD_|ERR_ZSTD|ERR_STREAM_PREMATURE)/.test(String(error.code));

/**
 * Compressed bytes as a source. Reading forward unpacks as it goes and holds a few chunks; reading back starts anew.
 * `spend` is told of every unpacked byte and may throw, which ends decompression bombs.
 *
 * @param size unpacked size where it is known, else Infinity
 */
export class UnpackedSource implements ByteSource {
  readonly size: number;
  readonly #open: () => AsyncGenerator<Buffer, void, undefined>;
  readonly #spend: (bytes: number) => void;
  #chunks: AsyncGenerator<Buffer, void, undefined> | null = null;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(source: ByteSource, compression: Compression, spend: (bytes: number) => void, size = Infinity) {
    this.#open = () => unpackedChunks(source, compression);
    this.#spend = spend;
    this.size = size;
  }

  async read(start: number, end: number): Promise<Buffer> {
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
