import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Authenticated } from "../auth/authenticate.ts";
import { Refusal } from "../http/error.ts";
import { type Algorithm, type Announced, announcedChecksum, checkedValue } from "./checksum.ts";
import { ChunkedDecoder } from "./chunked.ts";
import { pipeBody } from "./pipe.ts";

/** The body of a request, decoded, with everything its bytes must agree with. */
export interface Payload {
  /** Length in bytes that the headers announce. */
  readonly bytes: number;
  /** Lower-case hex of the signed SHA-256, null when the payload is not signed as a whole. */
  readonly sha256: string | null;
  /** Base64 of the MD5. */
  readonly contentMd5: string | null;
  readonly announced: Announced | null;
  /** Starts the reading. To be called once. */
  open(): Readable;
  /** Base64 of the announced checksum; known only when the stream has ended. */
  expectedChecksum(): { readonly algorithm: Algorithm; readonly value: string } | null;
}

/** Whose checksum the headers give: that of the body, or of the object that a completed upload becomes. */
export type ChecksumOf = "body" | "object";

const chunkedForms = {
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER": { signed: false, trailer: true },
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": { signed: true, trailer: false },
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": { signed: true, trailer: true },
} as const;

type ChunkedForm = keyof typeof chunkedForms;
const isChunked = (hash: string): hash is ChunkedForm => Object.hasOwn(chunkedForms, hash);

function parseLength(text: string | undefined): number {
  if (text === undefined) throw new Refusal("MissingContentLength");
  const bytes = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(bytes)) return bytes;
  throw new Refusal("InvalidArgument", "A length header is not a number of bytes.");
}

function parseMd5(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (Buffer.from(text, "base64").length !== 16) throw new Refusal("InvalidDigest");
  return text;
}

function parseSignedHash(hash: string): string | null {
  if (hash === "UNSIGNED-PAYLOAD") return null;
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  throw new Refusal(
    "InvalidArgument",
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING form or a valid sha256 value.",
  );
}

/** A request whose signature was checked and whose body was not read. */
interface Arrival {
  readonly request: IncomingMessage;
  readonly auth: Authenticated;
  readonly headers: IncomingMessage["headers"];
  /** Called once the body is really wanted: answers `Expect: 100-continue`. */
  readonly beforeReading: () => void;
}

/**
 * Reads what the headers say about the body, without reading the body.
 * @throws Refusal for lengths, hashes and checksums that are malformed or missing
 */
export function describePayload(arrival: Arrival, checksumOf: ChecksumOf): Payload {
  const { request, auth, headers, beforeReading } = arrival;
  const announced = checksumOf === "body" ? announcedChecksum(headers) : null;
  const contentMd5 = parseMd5(headers["content-md5"]?.toString());
  if (!isChunked(auth.payloadHash)) {
    if (announced?.value === null) throw new Refusal("InvalidRequest", "A trailer needs a STREAMING payload.");
    const value = announced?.value;
    return {
      bytes: parseLength(headers["content-length"]),
      sha256: parseSignedHash(auth.payloadHash),
      contentMd5,
      announced,
      open: () => {
        beforeReading();
        return request;
      },
      expectedChecksum: () => (announced && value ? { algorithm: announced.algorithm, value } : null),
    };
  }
  return chunkedPayload(arrival, announced, contentMd5);
}

function chunkedPayload(
  { request, auth, headers, beforeReading }: Arrival,
  announced: Announced | null,
  contentMd5: string | null,
): Payload {
  const form = chunkedForms[auth.payloadHash as ChunkedForm];
  if (!form.trailer && announced?.value === null)
    throw new Refusal("InvalidRequest", "This payload form has no trailer.");
  const bytes = parseLength(headers["x-amz-decoded-content-length"]?.toString());
  const decoder = new ChunkedDecoder({
    signing: form.signed ? auth.signing : null,
    trailer: announced?.value === null ? `x-amz-checksum-${announced.algorithm}` : null,
    decodedBytes: bytes,
  });
  return {
    bytes,
    sha256: null,
    contentMd5,
    announced,
    open: () => {
      beforeReading();
      pipeBody(request, decoder).catch((error: unknown) => decoder.destroy(error as Error));
      return decoder;
    },
    expectedChecksum: () => {
      if (announced === null) return null;
      const { algorithm } = announced;
      return { algorithm, value: announced.value ?? checkedValue(algorithm, decoder.trailerValue ?? "") };
    },
  };
}
