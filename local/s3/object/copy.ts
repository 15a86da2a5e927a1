import { createHash } from "node:crypto";
import { type Checksum, checksumElements, crc32Bytes, newHasher, parseAlgorithm } from "../body/checksum.ts";
import type { StoredObject } from "../disk/records.ts";
import { combinedCrc32 } from "../disk/segments.ts";
import { type Answer, type Call, headerText, isoTime, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { element, S3_NAMESPACE } from "../http/xml.ts";
import { checkCopySource, checkWrite } from "./conditions.ts";
import { checkKeyLength, keptHeaders } from "./headers.ts";
import { MAX_SINGLE_BYTES } from "./write.ts";

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly object: StoredObject;
}

/**
 * Finds the object that x-amz-copy-source names (`bucket/key`, percent-encoded) and checks its conditions.
 * @throws Refusal InvalidArgument, NoSuchBucket, NoSuchKey, PreconditionFailed
 */
export function findCopySource(call: Call): CopySource {
  const header = headerText(call, "x-amz-copy-source") ?? "";
  const invalid = (): Refusal =>
    new Refusal("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey", {
      ArgumentName: "x-amz-copy-source",
    });
  if (/\?versionId=/.test(header)) throw new Refusal("NotImplemented", "Versions are not implemented.");
  let path: string;
  try {
    path = decodeURIComponent(header.replace(/^\//, ""));
  } catch (error) {
    if (error instanceof URIError) throw invalid();
    throw error;
  }
  const [bucket = "", key = ""] = path.split(/\/(.*)/s);
  if (bucket === "" || key === "") throw invalid();
  const object = call.store.bucket(bucket).get(key);
  checkCopySource(object, call.headers);
  return { bucket, key, object };
}

/** ETag and checksum of a whole copy; computed again only where the source has none. */
async function identify(call: Call, object: StoredObject): Promise<{ etag: string; checksum: Checksum }> {
  const asked = headerText(call, "x-amz-checksum-algorithm");
  const algorithm = asked === undefined ? object.checksum.algorithm : parseAlgorithm(asked);
  const known = object.checksum.type === "FULL_OBJECT" && object.checksum.algorithm === algorithm;
  const type = "FULL_OBJECT";
  const combined = algorithm === "crc32" ? crc32Bytes(combinedCrc32(object.segments)).toString("base64") : null;
  const value = known ? object.checksum.value : combined;
  if (object.partBytes === null && value !== null) return { etag: object.etag, checksum: { algorithm, type, value } };
  const md5 = createHash("md5");
  const hasher = value === null ? newHasher(algorithm) : null;
  for await (const chunk of call.store.files.read(object.segments)) {
    md5.update(chunk);
    hasher?.update(chunk);
  }
  return {
    etag: md5.digest("hex"),
    checksum: { algorithm, type, value: value ?? hasher?.digest().toString("base64") ?? "" },
  };
}

function directive(call: Call): "COPY" | "REPLACE" {
  const value = headerText(call, "x-amz-metadata-directive") ?? "COPY";
  if (value === "COPY" || value === "REPLACE") return value;
  throw new Refusal("InvalidArgument", "Unknown metadata directive.", { ArgumentName: "x-amz-metadata-directive" });
}

/** @throws Refusal InvalidRequest for a source that is too large, or a copy onto itself that changes nothing */
function checkCopy(call: Call, source: CopySource): void {
  if (source.object.bytes > MAX_SINGLE_BYTES) {
    throw new Refusal(
      "InvalidRequest",
      `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_SINGLE_BYTES}`,
    );
  }
  const ontoItself = source.bucket === call.bucket && source.key === call.key;
  if (ontoItself && directive(call) === "COPY" && !headerText(call, "x-amz-checksum-algorithm")) {
    throw new Refusal(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
}

/** Copies an object without copying its bytes: both refer to the same data files from then on. */
export async function copyObject(call: Call): Promise<Answer> {
  const target = call.store.bucket(call.bucket);
  checkKeyLength(call.key);
  const source = findCopySource(call);
  checkCopy(call, source);
  const headers = directive(call) === "COPY" ? source.object.headers : keptHeaders(call.headers);
  const { segments, bytes } = source.object;
  const { files } = call.store;
  files.retain(segments);
  try {
    const { etag, checksum } = await identify(call, source.object);
    const modifiedAt = call.now.getTime();
    const about = { etag, modifiedAt, headers, checksum, partBytes: null, uploadId: null };
    files.retain(segments);
    await target.put({ key: call.key, bytes, segments, ...about }, (current) => checkWrite(current, call.headers));
    const fields = [element("LastModified", isoTime(modifiedAt)), element("ETag", quoted(etag))];
    return xmlAnswer(element("CopyObjectResult", [...fields, ...checksumElements(checksum)], S3_NAMESPACE));
  } finally {
    await files.release(segments);
  }
}
