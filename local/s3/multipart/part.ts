import { createHash } from "node:crypto";
import { checksumElement, checksumHeader, crc32Bytes, newHasher } from "../body/checksum.ts";
import { receive } from "../body/receive.ts";
import type { UploadRecord } from "../disk/records.ts";
import { combinedCrc32, type Segment, totalBytes } from "../disk/segments.ts";
import { type Answer, type Call, headerText, isoTime, queryInteger, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { parseCopyRange } from "../http/range.ts";
import { element, S3_NAMESPACE } from "../http/xml.ts";
import { findCopySource } from "../object/copy.ts";
import { MAX_SINGLE_BYTES } from "../object/write.ts";

export const MAX_PARTS = 10_000;
/** S3 refuses to copy a range of a source that is not larger than this. */
const MIN_RANGED_SOURCE_BYTES = 5 * 2 ** 20;

const partNumberOf = (call: Call): number => queryInteger(call, "partNumber", { min: 1, max: MAX_PARTS });
const uploadIdOf = (call: Call): string => call.query.get("uploadId") ?? "";

export async function uploadPart(call: Call): Promise<Answer> {
  const partNumber = partNumberOf(call);
  const { uploads } = call.store.bucket(call.bucket);
  const upload = uploads.get(call.key, uploadIdOf(call));
  const payload = call.payload();
  if (payload.bytes > MAX_SINGLE_BYTES) throw new Refusal("EntityTooLarge");
  const announced = payload.announced?.algorithm;
  if (upload.algorithmAsked && announced !== undefined && announced !== upload.algorithm) {
    throw new Refusal(
      "InvalidRequest",
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual checksum Type: ${announced}`,
    );
  }
  const { segments, bytes, md5, checksum } = await receive(payload, call.store.files, call, upload.algorithm);
  // Only an upload without an algorithm of its own can meet a part with another one; it keeps a CRC32.
  const kept =
    checksum.algorithm === upload.algorithm ? checksum.value : crc32Bytes(combinedCrc32(segments)).toString("base64");
  await uploads.putPart(call.key, upload.uploadId, {
    partNumber,
    bytes,
    etag: md5,
    modifiedAt: call.now.getTime(),
    checksum: kept,
    segments,
  });
  return { status: 200, headers: { etag: quoted(md5), [checksumHeader(checksum.algorithm)]: checksum.value } };
}

/** Which bytes of the source the request wants, in segments that share the source's data files. */
async function cutSource(call: Call, object: { bytes: number; segments: readonly Segment[] }): Promise<Segment[]> {
  const header = headerText(call, "x-amz-copy-source-range");
  if (header !== undefined && object.bytes <= MIN_RANGED_SOURCE_BYTES) {
    throw new Refusal("InvalidRequest", "The specified copy source is not supported as a byte-range copy source");
  }
  const span = header === undefined ? { start: 0, end: object.bytes } : parseCopyRange(header, object.bytes);
  if (span.end - span.start > MAX_SINGLE_BYTES) throw new Refusal("EntityTooLarge");
  return call.store.files.slice(object.segments, span.start, span.end);
}

/**
 * ETag of a copied part. Like S3 we do not promise an MD5 of the bytes here: one whole data file has its MD5, any
 * other cut has a digest of what it was cut from. The same cut of the same source always has the same one.
 */
function etagOf(segments: readonly Segment[]): string {
  const [only] = segments;
  if (segments.length === 1 && only !== undefined) return only.tag;
  const md5 = createHash("md5");
  for (const { tag, bytes } of segments) md5.update(`${tag}:${bytes};`);
  return md5.digest("hex");
}

/** A CRC32 is combined from those of the segments; any other checksum needs every byte to be read. */
async function checksumOf(call: Call, upload: UploadRecord, segments: readonly Segment[]): Promise<string> {
  if (upload.algorithm === "crc32") return crc32Bytes(combinedCrc32(segments)).toString("base64");
  const hasher = newHasher(upload.algorithm);
  for await (const chunk of call.store.files.read(segments)) hasher.update(chunk);
  return hasher.digest().toString("base64");
}

/** Copies a range of another object into a part without copying its bytes. */
export async function uploadPartCopy(call: Call): Promise<Answer> {
  const partNumber = partNumberOf(call);
  const { uploads } = call.store.bucket(call.bucket);
  const upload = uploads.get(call.key, uploadIdOf(call));
  const { object } = findCopySource(call);
  const { files } = call.store;
  files.retain(object.segments);
  try {
    const segments = await cutSource(call, object);
    const checksum = await checksumOf(call, upload, segments);
    const modifiedAt = call.now.getTime();
    const etag = etagOf(segments);
    files.retain(segments);
    await uploads.putPart(call.key, upload.uploadId, {
      partNumber,
      bytes: totalBytes(segments),
      etag,
      modifiedAt,
      checksum,
      segments,
    });
    const fields = [
      element("LastModified", isoTime(modifiedAt)),
      element("ETag", quoted(etag)),
      ...(upload.algorithmAsked ? [element(checksumElement(upload.algorithm), checksum)] : []),
    ];
    return xmlAnswer(element("CopyPartResult", fields, S3_NAMESPACE));
  } finally {
    await files.release(object.segments);
  }
}
