import { crc32 } from "node:zlib";
import { blobKey } from "../../db/keys.ts";
import { IngestFailure } from "../failure.ts";
import type { ObjectHead, ObjectStore, StoredFile } from "../ports.ts";

/** How often in a row a broken body is asked for again without having brought a byte. */
const FRUITLESS_TRIES = 3;

/** Reads the stored content of files. Every method throws IngestFailure naming the file. */
export interface BlobReader {
  /** What the store knows of the blob; it is asked once for each content. */
  head(file: StoredFile): Promise<ObjectHead>;
  /** The whole content, checked against its length and CRC-32: for small files. */
  whole(file: StoredFile): Promise<Buffer>;
  /** Bytes from `start` up to, not including, `end`; a body that breaks is continued where it broke. */
  stream(file: StoredFile, start: number, end: number): AsyncGenerator<Buffer, void, undefined>;
}

/**
 * @param signal ends every read
 * @param onMissing told the SHA-256 of a blob that the store does not have, before the read fails
 */
export function blobReader(
  store: ObjectStore,
  signal: AbortSignal,
  onMissing: (sha256: string) => Promise<void> = async () => {},
): BlobReader {
  const heads = new Map<string, Promise<ObjectHead>>();

  async function ask(file: StoredFile): Promise<ObjectHead> {
    const found = await store.head(blobKey(file.sha256), signal);
    if (found === null) {
      await onMissing(file.sha256);
      throw new IngestFailure("storage_unavailable", `the stored content of ${file.path} is missing`);
    }
    if (found.bytes !== file.bytes || (found.crc32 !== null && found.crc32 !== file.crc32)) throw changed(file);
    return found;
  }

  function head(file: StoredFile): Promise<ObjectHead> {
    const known = heads.get(file.sha256) ?? ask(file);
    heads.set(file.sha256, known);
    return known;
  }

  async function open(file: StoredFile, start: number, end: number, ifMatch: string | null) {
    const options = { range: { start, end: end - 1 }, ...(ifMatch !== null && { ifMatch }), signal };
    try {
      return await store.get(blobKey(file.sha256), options);
    } catch (error) {
      signal.throwIfAborted();
      await ask(file);
      throw error;
    }
  }

  async function* stream(file: StoredFile, start: number, end: number, ifMatch: string | null = null) {
    let at = start;
    for (let fruitless = 0; at < end; ) {
      const before = at;
      let cause: unknown;
      const body = await open(file, at, end, ifMatch);
      try {
        for await (const chunk of body as AsyncIterable<Buffer>) {
          at += chunk.length;
          if (at > end) throw changed(file);
          yield chunk;
        }
        if (at >= end) return;
      } catch (error) {
        if (error instanceof IngestFailure) throw error;
        signal.throwIfAborted();
        cause = error;
      }
      fruitless = at > before ? 0 : fruitless + 1;
      if (fruitless === FRUITLESS_TRIES) throw broken(file, at, cause);
    }
  }

  async function whole(file: StoredFile): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream(file, 0, file.bytes)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (crc32(content) !== file.crc32) throw changed(file);
    return content;
  }

  return {
    head,
    whole,
    async *stream(file, start, end) {
      if (start < end) yield* stream(file, start, end, (await head(file)).etag);
    },
  };
}

const changed = (file: StoredFile): IngestFailure =>
  new IngestFailure("integrity_mismatch", `the stored content of ${file.path} differs from what was verified`);

const broken = (file: StoredFile, at: number, cause: unknown): IngestFailure =>
  new IngestFailure("storage_unavailable", `the stored content of ${file.path} broke off at byte ${at}`, { cause });
