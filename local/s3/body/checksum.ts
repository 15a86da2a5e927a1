import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { crc32 } from "node:zlib";
import { crc32Combine } from "../../../lambda/store/crc32.ts";
import { Refusal } from "../http/error.ts";
import { type Markup, optional } from "../http/xml.ts";
import { combineCrc, newCrc32c, newCrc64Nvme } from "./crc.ts";

/** Algorithms as S3 writes them in lower case in header names, with the length of their value in bytes. */
const algorithms = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 } as const;
export type Algorithm = keyof typeof algorithms;
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** As kept with an object; `value` is base64, with "-<parts>" at the end when composite. */
export interface Checksum {
  readonly algorithm: Algorithm;
  readonly type: ChecksumType;
  readonly value: string;
}

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

const isAlgorithm = (name: string): name is Algorithm => Object.hasOwn(algorithms, name);
export const isCrc = (algorithm: Algorithm): algorithm is "crc32" | "crc32c" | "crc64nvme" =>
  algorithm.startsWith("crc");
export const checksumHeader = (algorithm: Algorithm): string => `x-amz-checksum-${algorithm}`;

/** The name in XML: ChecksumCRC32, ChecksumSHA256 and so on. */
export const checksumElement = (algorithm: Algorithm): string => `Checksum${algorithm.toUpperCase()}`;

export const algorithmNames = Object.keys(algorithms) as readonly Algorithm[];

/** @throws Refusal InvalidRequest for an algorithm that is not known */
export function parseAlgorithm(name: string): Algorithm {
  const lower = name.toLowerCase();
  if (isAlgorithm(lower)) return lower;
  throw new Refusal(
    "InvalidRequest",
    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
  );
}

function newCrc32(): Hasher {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => crc32Bytes(value),
  };
}

export function newHasher(algorithm: Algorithm): Hasher {
  switch (algorithm) {
    case "crc32":
      return newCrc32();
    case "crc32c":
      return newCrc32c();
    case "crc64nvme":
      return newCrc64Nvme();
    default:
      return createHash(algorithm);
  }
}

export function crc32Bytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** CRC of A followed by B from the base64 CRCs of both and the length of B in bytes. */
export function combine(algorithm: "crc32" | "crc32c" | "crc64nvme", a: string, b: string, bytesB: number): string {
  const [left, right] = [Buffer.from(a, "base64"), Buffer.from(b, "base64")];
  if (algorithm !== "crc32") return combineCrc(algorithm, left, right, bytesB).toString("base64");
  return crc32Bytes(crc32Combine(left.readUInt32BE(), right.readUInt32BE(), bytesB)).toString("base64");
}

/** Checks the form of a checksum value (base64 of the right length). @throws Refusal InvalidRequest */
export function checkedValue(algorithm: Algorithm, value: string): string {
  const bytes = Buffer.from(value, "base64");
  if (bytes.length === algorithms[algorithm] && bytes.toString("base64") === value) return value;
  throw new Refusal("InvalidRequest", `Value for ${checksumHeader(algorithm)} header is invalid.`);
}

/** What a request says about the checksum of its body. */
export interface Announced {
  readonly algorithm: Algorithm;
  /** Base64; null when it follows in the trailer. */
  readonly value: string | null;
}

/**
 * The checksum announced in headers, null when there is none.
 * @throws Refusal InvalidRequest for several, for a malformed one, or for an algorithm named without a value
 */
export function announcedChecksum(headers: IncomingHttpHeaders): Announced | null {
  const found: Announced[] = [];
  for (const algorithm of algorithmNames) {
    const value = headers[checksumHeader(algorithm)];
    if (typeof value === "string") found.push({ algorithm, value: checkedValue(algorithm, value) });
  }
  const trailer = headers["x-amz-trailer"];
  if (typeof trailer === "string") {
    const name = trailer.trim().toLowerCase().replace("x-amz-checksum-", "");
    if (!isAlgorithm(name))
      throw new Refusal("InvalidRequest", "The value specified in the x-amz-trailer header is not supported");
    found.push({ algorithm: name, value: null });
  }
  if (found.length > 1) {
    throw new Refusal(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  const named = headers["x-amz-sdk-checksum-algorithm"];
  if (typeof named === "string" && (found[0] === undefined || parseAlgorithm(named) !== found[0].algorithm)) {
    throw new Refusal(
      "InvalidRequest",
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  return found[0] ?? null;
}

/** Response headers of a checksum. */
export const checksumHeaders = (checksum: Checksum): Record<string, string> => ({
  [checksumHeader(checksum.algorithm)]: checksum.value,
  "x-amz-checksum-type": checksum.type,
});

/** Response elements of a checksum. */
export const checksumElements = (checksum: Checksum): Markup[] => [
  ...optional(checksumElement(checksum.algorithm), checksum.value),
  ...optional("ChecksumType", checksum.type),
];
