import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { Writable } from "node:stream";
import { crc32 } from "node:zlib";
import { sameSecret } from "../auth/signature.ts";
import { writeNew } from "../disk/disk-json.ts";
import type { Segment, SegmentFiles } from "../disk/segments.ts";
import { Refusal } from "../http/error.ts";
import { type Algorithm, crc32Bytes, newHasher } from "./checksum.ts";
import type { Payload } from "./payload.ts";
import { pipeBody } from "./pipe.ts";

/** Pieces from the network are far smaller; each write to the disk costs a change of thread. */
const BATCH_BYTES = 2 ** 19;
/** Bodies up to this length are written at once and whole: a change of thread for each step costs more than the steps. */
const SMALL_BYTES = 2 ** 16;

/** Writes to an open file in batches and digests on the way, one batch ahead of the disk. */
class DigestingFile extends Writable {
  readonly #file: FileHandle;
  readonly #limit: number;
  readonly #digest: BodyDigest;
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, limit: number, digest: BodyDigest) {
    super({ highWaterMark: BATCH_BYTES });
    this.#file = file;
    this.#limit = limit;
    this.#digest = digest;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#digest.update(chunk);
    if (this.#digest.bytes > this.#limit) {
      done(new Refusal("IncompleteBody"));
      return;
    }
    this.#batch.push(chunk);
    this.#batchBytes += chunk.length;
    if (this.#batchBytes < BATCH_BYTES) done();
    else this.#flush().then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#flush()
      .then(() => this.#writing)
      .then(() => done(), done);
  }

  /** Hands the batch to the disk once the batch before it is there; does not wait for its own. */
  async #flush(): Promise<void> {
    await this.#writing;
    const batch = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    if (batch.length === 0) return;
    this.#writing = this.#toDisk(batch);
    // The next await of the batch gets the failure; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
  }

  /** One call may write less than it was given, for instance when the disk is nearly full. */
  async #toDisk(buffers: readonly Buffer[]): Promise<void> {
    const { bytesWritten } = await this.#file.writev(buffers);
    if (bytesWritten === bytesOf(buffers)) return;
    if (bytesWritten === 0) throw new Error("The disk accepted no more bytes");
    await this.#toDisk([Buffer.concat(buffers).subarray(bytesWritten)]);
  }
}

const bytesOf = (buffers: readonly Buffer[]): number => buffers.reduce((sum, { length }) => sum + length, 0);

/** A body on disk, agreed with everything its request said about it. */
export interface Received {
  /** None for an empty body. */
  readonly segments: readonly Segment[];
  readonly bytes: number;
  /** Lower-case hex. */
  readonly md5: string;
  /** The announced checksum, or the CRC32 that is always kept; base64. */
  readonly checksum: { readonly algorithm: Algorithm; readonly value: string };
}

interface Digests {
  readonly bytes: number;
  readonly crc32: number;
  readonly md5: Buffer;
  readonly sha256: Buffer | null;
  /** Of the algorithm announced or chosen; base64. */
  readonly value: string;
}

/** @throws Refusal when the bytes that came are not those that the request speaks of */
function check(payload: Payload, came: Digests): void {
  if (came.bytes !== payload.bytes) throw new Refusal("IncompleteBody");
  if (payload.sha256 !== null && !sameSecret(came.sha256?.toString("hex") ?? "", payload.sha256)) {
    throw new Refusal("XAmzContentSHA256Mismatch");
  }
  if (payload.contentMd5 !== null && came.md5.toString("base64") !== payload.contentMd5) {
    throw new Refusal("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  const expected = payload.expectedChecksum();
  if (expected !== null && expected.value !== came.value) {
    throw new Refusal(
      "BadDigest",
      `The ${expected.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}

/** Everything that a body is compared with, or is kept of it, taken as it passes. */
class BodyDigest {
  bytes = 0;
  #crc32 = 0;
  readonly #md5 = createHash("md5");
  readonly #sha256;
  readonly #chosen;

  /** @param algorithm of the checksum announced or chosen */
  constructor(payload: Payload, algorithm: Algorithm) {
    this.#sha256 = payload.sha256 === null ? null : createHash("sha256");
    this.#chosen = algorithm === "crc32" ? null : newHasher(algorithm);
  }

  update(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#crc32 = crc32(chunk, this.#crc32);
    for (const hasher of [this.#md5, this.#sha256, this.#chosen]) hasher?.update(chunk);
  }

  finish(): Digests {
    const value = (this.#chosen?.digest() ?? crc32Bytes(this.#crc32)).toString("base64");
    const sha256 = this.#sha256?.digest() ?? null;
    return { bytes: this.bytes, crc32: this.#crc32, md5: this.#md5.digest(), sha256, value };
  }
}

async function digestTo(path: string, payload: Payload, algorithm: Algorithm): Promise<Digests> {
  const digest = new BodyDigest(payload, algorithm);
  const handle = await open(path, "wx", 0o600);
  try {
    await pipeBody(payload.open(), new DigestingFile(handle, payload.bytes, digest));
  } finally {
    await handle.close();
  }
  return digest.finish();
}

/** Reads a body into memory, no more of it than was announced. */
async function collect(payload: Payload): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      chunks.push(chunk);
      done(bytes > payload.bytes ? new Refusal("IncompleteBody") : null);
    },
  });
  await pipeBody(payload.open(), sink);
  return Buffer.concat(chunks);
}

function digestsOf(body: Buffer, payload: Payload, algorithm: Algorithm): Digests {
  const digest = new BodyDigest(payload, algorithm);
  digest.update(body);
  return digest.finish();
}

/**
 * Streams a body to a new data file. The caller owns one reference on the returned segments.
 * @param fallback the algorithm to compute when the request announces none
 * @throws Refusal IncompleteBody, XAmzContentSHA256Mismatch, BadDigest; the file is gone then
 */
export async function receive(
  payload: Payload,
  files: SegmentFiles,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  fallback: Algorithm = "crc32",
): Promise<Received> {
  const algorithm = payload.announced?.algorithm ?? fallback;
  const small = payload.bytes <= SMALL_BYTES ? await collect(payload) : null;
  const reserved = await files.reserve(bucket, key);
  try {
    const came =
      small === null ? await digestTo(reserved.path, payload, algorithm) : digestsOf(small, payload, algorithm);
    check(payload, came);
    const [bytes, md5] = [came.bytes, came.md5.toString("hex")];
    const checksum = { algorithm, value: came.value };
    if (bytes === 0) return { segments: [], bytes, md5, checksum };
    if (small !== null) writeNew(reserved.path, small);
    const segments = [{ file: reserved.file, offset: 0, bytes, crc32: came.crc32, tag: md5 }];
    files.retain(segments);
    return { segments, bytes, md5, checksum };
  } catch (error) {
    await rm(reserved.path, { force: true });
    throw error;
  }
}

/**
 * Reads a small body, such as an XML document, into memory.
 * @throws Refusal as `receive` does, MalformedXML when it is longer than the limit
 */
export async function receiveText(payload: Payload, limitBytes: number): Promise<string> {
  if (payload.bytes > limitBytes) throw new Refusal("MalformedXML", `The body is longer than ${limitBytes} bytes.`);
  const body = await collect(payload);
  check(payload, digestsOf(body, payload, payload.announced?.algorithm ?? "crc32"));
  return body.toString("utf8");
}
