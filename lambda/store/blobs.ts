import { crc32 } from "node:zlib";
import { IngestFailure } from "../../domain/failure.ts";
import { blobKey } from "../../domain/object-keys.ts";
import type { ObjectHead, ObjectStore, StoredBody, StoredFile } from "../ports.ts";

/** Pieces as one; not copied when they are one already. */
export const joined = (pieces: readonly Buffer[]): Buffer =>
  pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);

/** A whole body in memory: for content whose size is known to be small. */
export async function collected(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return joined(pieces);
}

/** How often in a row a broken body is requested again without having brought a byte. */
const FRUITLESS_TRIES = 3;

/** Reads the stored content of files. Every method throws IngestFailure naming the file. */
export interface BlobReader {
  /** Ends every read. */
  readonly signal: AbortSignal;
  /** What the store knows about the blob, requested once for each content. */
  head(file: StoredFile): Promise<ObjectHead>;
  /** The whole content, checked against its length and CRC-32: for small files. */
  whole(file: StoredFile): Promise<Buffer>;
  /** Bytes from `start` up to, not including, `end`; a body that breaks is continued where it broke. */
  stream(file: StoredFile, start: number, end: number): AsyncGenerator<Buffer, void, undefined>;
}

/**
 * @param signal ends every read
 * @param onMissing called with the SHA-256 of a blob that the store does not have, before the read fails
 */
export const blobReader = (
  store: ObjectStore,
  signal: AbortSignal,
  onMissing: (sha256: string) => Promise<void> = async () => {},
): BlobReader => new StoredBlobs(store, signal, onMissing);

class StoredBlobs implements BlobReader {
  readonly #store: ObjectStore;
  readonly signal: AbortSignal;
  readonly #onMissing: (sha256: string) => Promise<void>;
  readonly #heads = new Map<string, Promise<ObjectHead>>();

  constructor(store: ObjectStore, signal: AbortSignal, onMissing: (sha256: string) => Promise<void>) {
    this.#store = store;
    this.signal = signal;
    this.#onMissing = onMissing;
  }

  head(file: StoredFile): Promise<ObjectHead> {
    const known = this.#heads.get(file.sha256) ?? this.#headOf(file);
    this.#heads.set(file.sha256, known);
    return known;
  }

  async whole(file: StoredFile): Promise<Buffer> {
    const content = await collected(this.#chunks(file, 0, file.bytes, null));
    if (crc32(content) !== file.crc32) throw changed(file);
    return content;
  }

  async *stream(file: StoredFile, start: number, end: number): AsyncGenerator<Buffer, void, undefined> {
    if (start < end) yield* this.#chunks(file, start, end, (await this.head(file)).etag);
  }

  async #headOf(file: StoredFile): Promise<ObjectHead> {
    const found = await this.#store.head(blobKey(file.sha256), this.signal);
    if (found === null) {
      await this.#onMissing(file.sha256);
      throw new IngestFailure("storage_unavailable", `the stored content of ${file.path} is missing`);
    }
    if (found.bytes !== file.bytes || (found.crc32 !== null && found.crc32 !== file.crc32)) throw changed(file);
    return found;
  }

  /** Opens a body. When that fails, a HEAD says whether the object is missing or has changed. */
  async #open(file: StoredFile, start: number, end: number, ifMatch: string | null): Promise<StoredBody> {
    const options = { range: { start, end: end - 1 }, ...(ifMatch !== null && { ifMatch }), signal: this.signal };
    try {
      return await this.#store.get(blobKey(file.sha256), options);
    } catch (error) {
      this.signal.throwIfAborted();
      await this.#headOf(file);
      throw error;
    }
  }

  async *#chunks(file: StoredFile, start: number, end: number, ifMatch: string | null) {
    let at = start;
    for (let fruitless = 0; at < end; ) {
      const before = at;
      let cause: unknown;
      const body = await this.#open(file, at, end, ifMatch);
      try {
        for await (const chunk of body) {
          at += chunk.length;
          if (at > end) throw changed(file);
          yield chunk;
        }
      } catch (error) {
        if (error instanceof IngestFailure) throw error;
        this.signal.throwIfAborted();
        cause = error;
      }
      fruitless = at > before ? 0 : fruitless + 1;
      if (fruitless === FRUITLESS_TRIES) throw broken(file, at, cause);
    }
  }
}

const changed = (file: StoredFile): IngestFailure =>
  new IngestFailure("integrity_mismatch", `the stored content of ${file.path} differs from what was verified`);

const broken = (file: StoredFile, at: number, cause: unknown): IngestFailure =>
  new IngestFailure("storage_unavailable", `the stored content of ${file.path} broke off at byte ${at}`, { cause });

/** Longer texts are not searched, in bytes. */
const MAX_README_BYTES = 1024 * 1024;

/** Text of the README at the top of a repository whose files are stored; null when it has none that can be searched. */
export async function storedReadme(
  files: readonly StoredFile[],
  store: ObjectStore,
  signal: AbortSignal,
): Promise<string | null> {
  const readme = files
    .filter(
      ({ path, bytes, kind }) =>
        kind === "file" && bytes <= MAX_README_BYTES && /^readme(\.(md|rst|txt))?$/i.test(path),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1))[0];
  if (readme === undefined) return null;
  return (await collected(await store.get(blobKey(readme.sha256), { signal }))).toString("utf8");
}
