import { createHash, type Hash } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";
import { type ChunkSigning, sameSecret, signChunk, signTrailer } from "../auth/signature.ts";
import { Refusal } from "../http/error.ts";

/** A chunk header or a trailer line is far shorter than this; more means that the body is not aws-chunked. */
const MAX_LINE_BYTES = 4096;
/** S3 takes chunks up to 16 MiB when signed; unsigned ones of any length are streamed through. */
const MAX_CHUNK_BYTES = 5 * 2 ** 30;

export interface ChunkedOptions {
  /** Null for unsigned chunks. */
  readonly signing: ChunkSigning | null;
  /** Name of the one trailing header that the request announced, null for none. */
  readonly trailer: string | null;
  /** x-amz-decoded-content-length. */
  readonly decodedBytes: number;
}

type State = "header" | "data" | "data-end" | "trailer" | "end";

/**
 * Decodes a body in the aws-chunked encoding: `<hex length>[;chunk-signature=<hex>]\r\n<bytes>\r\n`, ended by a
 * chunk of length 0 and trailing headers. Fails with a Refusal: SignatureDoesNotMatch, IncompleteBody,
 * InvalidRequest or MalformedTrailerError.
 */
export class ChunkedDecoder extends Transform {
  /** Value of the trailing header once the stream has ended. */
  trailerValue: string | null = null;
  readonly #options: ChunkedOptions;
  #state: State = "header";
  #line: Buffer = Buffer.alloc(0);
  #left = 0;
  #decoded = 0;
  #hash: Hash | null = null;
  #claimed = "";
  #previous: string;
  #trailerText = "";

  constructor(options: ChunkedOptions) {
    super({ readableHighWaterMark: 2 ** 20 });
    this.#options = options;
    this.#previous = options.signing?.seed ?? "";
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      let rest = bytes;
      while (rest.length > 0) rest = this.#state === "data" ? this.#takeData(rest) : this.#takeLine(rest);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    const { trailer, decodedBytes } = this.#options;
    if (this.#state !== "end" || this.#decoded !== decodedBytes) done(new Refusal("IncompleteBody"));
    else if (trailer !== null && this.trailerValue === null) done(new Refusal("MalformedTrailerError"));
    else done();
  }

  #takeData(bytes: Buffer): Buffer {
    const data = bytes.subarray(0, this.#left);
    this.#left -= data.length;
    this.#hash?.update(data);
    this.push(data);
    if (this.#left === 0) this.#state = "data-end";
    return bytes.subarray(data.length);
  }

  #takeLine(bytes: Buffer): Buffer {
    if (this.#state === "end") throw new Refusal("InvalidRequest", "The body continues after its last chunk.");
    const end = bytes.indexOf(0x0a);
    const piece = end === -1 ? bytes : bytes.subarray(0, end + 1);
    this.#line = this.#line.length === 0 ? piece : Buffer.concat([this.#line, piece]);
    if (this.#line.length > MAX_LINE_BYTES) throw new Refusal("InvalidRequest", "A chunk header is too long.");
    if (end === -1) return bytes.subarray(bytes.length);
    const line = this.#line.toString("latin1").replace(/\r?\n$/, "");
    this.#line = Buffer.alloc(0);
    if (this.#state === "header") this.#beginChunk(line);
    else if (this.#state === "data-end") this.#endChunk(line);
    else this.#takeTrailer(line);
    return bytes.subarray(end + 1);
  }

  #beginChunk(line: string): void {
    const { signing, decodedBytes } = this.#options;
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    const length = Number.parseInt(match?.[1] ?? "", 16);
    if (match === null || length > MAX_CHUNK_BYTES || (signing !== null && match[2] === undefined)) {
      throw new Refusal("InvalidRequest", "The body is not in the aws-chunked encoding that its headers announce.");
    }
    this.#claimed = match[2] ?? "";
    this.#hash = signing === null ? null : createHash("sha256");
    this.#left = length;
    this.#decoded += length;
    if (this.#decoded > decodedBytes) throw new Refusal("IncompleteBody");
    if (length > 0) this.#state = "data";
    else {
      this.#checkChunk();
      this.#state = "trailer";
    }
  }

  #endChunk(line: string): void {
    if (line !== "") throw new Refusal("InvalidRequest", "A chunk is longer than its header says.");
    this.#checkChunk();
    this.#state = "header";
  }

  #checkChunk(): void {
    const { signing } = this.#options;
    if (signing === null || this.#hash === null) return;
    const expected = signChunk(signing, this.#previous, this.#hash.digest("hex"));
    if (!sameSecret(this.#claimed, expected)) throw new Refusal("SignatureDoesNotMatch");
    this.#previous = expected;
  }

  /** A trailing header, the signature of the trailer, or the empty line that ends the body. */
  #takeTrailer(line: string): void {
    const { trailer, signing } = this.#options;
    const [name = "", value = ""] = line.split(/:(.*)/s);
    if (line === "") {
      if (signing !== null && this.#trailerText !== "") throw new Refusal("MalformedTrailerError");
      this.#state = "end";
    } else if (name === "x-amz-trailer-signature" && signing !== null) {
      if (!sameSecret(value.trim(), signTrailer(signing, this.#previous, this.#trailerText))) {
        throw new Refusal("SignatureDoesNotMatch");
      }
      this.#trailerText = "";
    } else if (trailer !== null && name.toLowerCase() === trailer && this.trailerValue === null) {
      this.trailerValue = value.trim();
      this.#trailerText += `${trailer}:${this.trailerValue}\n`;
    } else throw new Refusal("MalformedTrailerError");
  }
}
