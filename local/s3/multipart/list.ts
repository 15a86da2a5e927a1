import { checksumElement } from "../body/checksum.ts";
import { compareKeys } from "../bucket/key-order.ts";
import { nameEncoder } from "../bucket/list-objects.ts";
import { type Answer, type Call, isoTime, queryInteger, quoted, xmlAnswer } from "../http/call.ts";
import { element, type Markup, optional, S3_NAMESPACE } from "../http/xml.ts";
import type { OpenUpload } from "./upload-store.ts";

const identity = (tag: string): Markup => element(tag, [element("ID", "embedded"), element("DisplayName", "embedded")]);

/** Checksum algorithm and type, where the client chose them. */
const algorithmElements = (upload: OpenUpload): Markup[] =>
  upload.algorithmAsked
    ? [element("ChecksumAlgorithm", upload.algorithm.toUpperCase()), element("ChecksumType", upload.type)]
    : [];

export async function listParts(call: Call): Promise<Answer> {
  const uploadId = call.query.get("uploadId") ?? "";
  const upload = call.store.bucket(call.bucket).uploads.get(call.key, uploadId);
  const maxParts = Math.min(queryInteger(call, "max-parts", { min: 0, max: 2 ** 31 - 1, fallback: 1000 }), 1000);
  const marker = queryInteger(call, "part-number-marker", { min: 0, max: 2 ** 31 - 1, fallback: 0 });
  const parts = [...upload.parts.values()]
    .filter(({ partNumber }) => partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = parts.slice(0, maxParts);
  const truncated = page.length > 0 && page.length < parts.length;
  const fields = [
    element("Bucket", call.bucket),
    element("Key", nameEncoder(call)(call.key)),
    element("UploadId", uploadId),
    identity("Initiator"),
    identity("Owner"),
    element("StorageClass", "STANDARD"),
    ...algorithmElements(upload),
    element("PartNumberMarker", marker),
    ...optional("NextPartNumberMarker", page.at(-1)?.partNumber),
    element("MaxParts", maxParts),
    element("IsTruncated", truncated),
    ...page.map((part) =>
      element("Part", [
        element("PartNumber", part.partNumber),
        element("LastModified", isoTime(part.modifiedAt)),
        element("ETag", quoted(part.etag)),
        element("Size", part.bytes),
        element(checksumElement(upload.algorithm), part.checksum),
      ]),
    ),
  ];
  return xmlAnswer(element("ListPartsResult", fields, S3_NAMESPACE));
}

/** By key, and by time of start for uploads of the same key, because their ids begin with it. */
const inOrder = (a: OpenUpload, b: OpenUpload): number =>
  compareKeys(a.key, b.key) || compareKeys(a.uploadId, b.uploadId);

/** The uploads that come after the markers; an upload id alone means nothing. */
function afterMarkers(call: Call, uploads: readonly OpenUpload[]): readonly OpenUpload[] {
  const keyMarker = call.query.get("key-marker") ?? "";
  const idMarker = call.query.get("upload-id-marker") ?? "";
  if (keyMarker === "") return uploads;
  return uploads.filter(({ key, uploadId }) => {
    const order = compareKeys(key, keyMarker);
    return order > 0 || (order === 0 && idMarker !== "" && compareKeys(uploadId, idMarker) > 0);
  });
}

export async function listMultipartUploads(call: Call): Promise<Answer> {
  const prefix = call.query.get("prefix") ?? "";
  const maxUploads = Math.min(queryInteger(call, "max-uploads", { min: 0, max: 2 ** 31 - 1, fallback: 1000 }), 1000);
  const encode = nameEncoder(call);
  const bucket = call.store.bucket(call.bucket);
  const matching = bucket.uploads.all().filter(({ key }) => key.startsWith(prefix));
  const uploads = afterMarkers(call, matching.sort(inOrder));
  const page = uploads.slice(0, maxUploads);
  const truncated = page.length > 0 && page.length < uploads.length;
  const last = truncated ? page.at(-1) : undefined;
  const fields = [
    element("Bucket", call.bucket),
    element("KeyMarker", encode(call.query.get("key-marker") ?? "")),
    element("UploadIdMarker", call.query.get("upload-id-marker") ?? ""),
    ...optional("NextKeyMarker", last === undefined ? undefined : encode(last.key)),
    ...optional("NextUploadIdMarker", last?.uploadId),
    element("Prefix", encode(prefix)),
    ...optional("EncodingType", call.query.get("encoding-type")),
    element("MaxUploads", maxUploads),
    element("IsTruncated", truncated),
    ...page.map((upload) =>
      element("Upload", [
        element("Key", encode(upload.key)),
        element("UploadId", upload.uploadId),
        identity("Initiator"),
        identity("Owner"),
        element("StorageClass", "STANDARD"),
        element("Initiated", isoTime(upload.startedAt)),
        ...algorithmElements(upload),
      ]),
    ),
  ];
  return xmlAnswer(element("ListMultipartUploadsResult", fields, S3_NAMESPACE));
}
