import type { IncomingHttpHeaders } from "node:http";
import type { KeptHeaders } from "../disk/records.ts";
import { Refusal } from "../http/error.ts";

const KEPT = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];
const MAX_METADATA_BYTES = 2048;
const MAX_KEY_BYTES = 1024;

/** The transfer encoding "aws-chunked" travels in Content-Encoding and is no property of the object. */
const withoutTransferEncoding = (value: string): string =>
  value
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "aws-chunked" && coding !== "")
    .join(",");

/**
 * The headers that are kept with an object.
 * @throws Refusal MetadataTooLarge when the x-amz-meta-* headers are over 2 KiB
 */
export function keptHeaders(headers: IncomingHttpHeaders): KeptHeaders {
  const kept: Record<string, string> = { "content-type": "binary/octet-stream" };
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    const text = name === "content-encoding" ? withoutTransferEncoding(String(value)) : String(value);
    if (name.startsWith("x-amz-meta-")) metadataBytes += Buffer.byteLength(name) - 11 + Buffer.byteLength(text);
    else if (!KEPT.includes(name) || text === "") continue;
    kept[name] = text;
  }
  if (metadataBytes > MAX_METADATA_BYTES) throw new Refusal("MetadataTooLarge");
  return kept;
}

/** Headers and values of features that this server does not have; to ignore them would be a wrong answer. */
const missingFeatures: readonly (readonly [name: RegExp, accepted: readonly string[]])[] = [
  [/^x-amz-acl$/, ["private", "bucket-owner-full-control"]],
  [/^x-amz-storage-class$/, ["STANDARD"]],
  [/^x-amz-server-side-encryption$/, ["AES256"]],
  [/^x-amz-tagging-directive$/, ["COPY"]],
  [/^x-amz-(copy-source-)?server-side-encryption-|^x-amz-grant-|^x-amz-(bucket-)?object-lock-|^x-amz-bypass-/, []],
  [
    /^x-amz-(tagging|website-redirect-location|write-offset-bytes|mfa|expected-bucket-owner|source-expected-bucket-owner)$/,
    [],
  ],
];

/** @throws Refusal NotImplemented naming the header */
export function refuseMissingFeatures(headers: IncomingHttpHeaders): void {
  for (const [name, value] of Object.entries(headers)) {
    const feature = missingFeatures.find(([pattern]) => pattern.test(name));
    if (feature !== undefined && !feature[1].includes(String(value))) {
      throw new Refusal("NotImplemented", "A header you provided implies functionality that is not implemented.", {
        Header: name,
      });
    }
  }
}

/** @throws Refusal KeyTooLongError */
export function checkKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) {
    throw new Refusal("KeyTooLongError", undefined, { Size: String(bytes), MaxSizeAllowed: String(MAX_KEY_BYTES) });
  }
}
