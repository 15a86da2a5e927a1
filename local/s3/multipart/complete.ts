import { createHash } from "node:crypto";
import {
  algorithmNames,
  type Checksum,
  checksumElement,
  checksumElements,
  checksumHeader,
  combine,
  isCrc,
  newHasher,
} from "../body/checksum.ts";
import { receiveText } from "../body/receive.ts";
import type { StoredObject, StoredPart } from "../disk/records.ts";
import { totalBytes } from "../disk/segments.ts";
import { type Answer, type Call, headerText, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { childNodes, childText, element, parseXml, S3_NAMESPACE, type XmlNode } from "../http/xml.ts";
import { checkWrite } from "../object/conditions.ts";
import { MAX_PARTS } from "./part.ts";
import type { OpenUpload } from "./upload-store.ts";

/** Every part but the last must have at least this length: 5 MiB. */
const MIN_PART_BYTES = 5 * 2 ** 20;
/** 10,000 parts with an ETag and a checksum each. */
const MAX_BODY_BYTES = 4 * 2 ** 20;

/** One part of the request. */
interface WantedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly node: XmlNode;
}

function parseParts(text: string): WantedPart[] {
  const parts = childNodes(parseXml(text, "CompleteMultipartUpload"), "Part").map((node) => {
    const partNumber = Number(childText(node, "PartNumber"));
    const etag = childText(node, "ETag")
      ?.trim()
      .replace(/^"(.*)"$/, "$1");
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS || etag === undefined) {
      throw new Refusal("MalformedXML", "Each Part needs a PartNumber from 1 to 10000 and an ETag.");
    }
    return { partNumber, etag, node };
  });
  if (parts.length === 0) throw new Refusal("MalformedXML", "You must specify at least one part");
  if (parts.some(({ partNumber }, index) => index > 0 && partNumber <= (parts[index - 1]?.partNumber ?? 0))) {
    throw new Refusal("InvalidPartOrder");
  }
  return parts;
}

/** The checksums that the request gives for its parts must be ours; a composite one needs them all. */
function checkPartChecksum(upload: OpenUpload, wanted: WantedPart, part: StoredPart): void {
  for (const algorithm of algorithmNames) {
    const given = childText(wanted.node, checksumElement(algorithm));
    if (given !== undefined && upload.algorithm === algorithm && given !== part.checksum) {
      throw new Refusal("InvalidPart", undefined, { PartNumber: String(part.partNumber) });
    }
  }
  if (upload.type === "COMPOSITE" && childText(wanted.node, checksumElement(upload.algorithm)) === undefined) {
    throw new Refusal(
      "InvalidRequest",
      `The upload was created using a ${upload.algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${part.partNumber} in the request.`,
    );
  }
}

function chooseParts(upload: OpenUpload, wanted: readonly WantedPart[]): StoredPart[] {
  return wanted.map((want, index) => {
    const { partNumber, etag } = want;
    const part = upload.parts.get(partNumber);
    const fields = { UploadId: upload.uploadId, PartNumber: String(partNumber), ETag: etag };
    if (part === undefined || part.etag !== etag) throw new Refusal("InvalidPart", undefined, fields);
    if (upload.algorithmAsked && partNumber !== index + 1) {
      throw new Refusal(
        "InvalidRequest",
        "Part numbers must be consecutive and begin with 1 when checksums are used.",
        fields,
      );
    }
    checkPartChecksum(upload, want, part);
    if (part.bytes < MIN_PART_BYTES && index < wanted.length - 1) {
      throw new Refusal("EntityTooSmall", undefined, {
        ...fields,
        ProposedSize: String(part.bytes),
        MinSizeAllowed: String(MIN_PART_BYTES),
      });
    }
    return part;
  });
}

/** FULL_OBJECT: the CRCs of the parts combined. COMPOSITE: the checksum of the parts' checksums, and their number. */
function wholeChecksum({ algorithm, type }: OpenUpload, parts: readonly StoredPart[]): Checksum {
  if (type === "FULL_OBJECT" && isCrc(algorithm)) {
    const empty = newHasher(algorithm).digest().toString("base64");
    const value = parts.reduce((crc, part) => combine(algorithm, crc, part.checksum, part.bytes), empty);
    return { algorithm, type, value };
  }
  const hasher = newHasher(algorithm);
  for (const part of parts) hasher.update(Buffer.from(part.checksum, "base64"));
  return { algorithm, type: "COMPOSITE", value: `${hasher.digest().toString("base64")}-${parts.length}` };
}

/** What the headers of the request expect of the whole object. @throws Refusal BadDigest, InvalidRequest */
function checkWhole(call: Call, upload: OpenUpload, checksum: Checksum, bytes: number): void {
  const type = headerText(call, "x-amz-checksum-type");
  if (type !== undefined && type !== upload.type) {
    throw new Refusal(
      "InvalidRequest",
      `The upload was created using the ${upload.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  for (const algorithm of algorithmNames) {
    const given = headerText(call, checksumHeader(algorithm));
    if (given === undefined) continue;
    const name = algorithm.toUpperCase();
    if (algorithm !== upload.algorithm) {
      throw new Refusal(
        "InvalidRequest",
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual checksum Type: ${algorithm}`,
      );
    }
    if (given !== checksum.value)
      throw new Refusal("BadDigest", `The ${name} you specified did not match the calculated checksum.`);
  }
  const size = headerText(call, "x-amz-mp-object-size");
  if (size !== undefined && size !== String(bytes)) {
    throw new Refusal(
      "InvalidRequest",
      `The provided 'x-amz-mp-object-size' header value ${size} does not match what was computed: ${bytes}`,
    );
  }
}

function assemble(call: Call, upload: OpenUpload, wanted: readonly WantedPart[]): StoredObject {
  const parts = chooseParts(upload, wanted);
  const checksum = wholeChecksum(upload, parts);
  const segments = parts.flatMap((part) => part.segments);
  const bytes = totalBytes(segments);
  checkWhole(call, upload, checksum, bytes);
  const md5 = createHash("md5");
  for (const part of parts) md5.update(Buffer.from(part.etag, "hex"));
  return {
    key: upload.key,
    bytes,
    etag: `${md5.digest("hex")}-${parts.length}`,
    modifiedAt: call.now.getTime(),
    headers: upload.headers,
    checksum,
    segments,
    partBytes: parts.map((part) => part.bytes),
    uploadId: upload.uploadId,
  };
}

function completed(call: Call, object: StoredObject): Answer {
  const fields = [
    element("Location", `http://${headerText(call, "host") ?? ""}/${call.bucket}/${object.key}`),
    element("Bucket", call.bucket),
    element("Key", object.key),
    element("ETag", quoted(object.etag)),
    ...checksumElements(object.checksum),
  ];
  return xmlAnswer(element("CompleteMultipartUploadResult", fields, S3_NAMESPACE));
}

/** Makes an object of the parts by listing their data files one after another: no byte is moved. */
export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const bucket = call.store.bucket(call.bucket);
  const { files } = call.store;
  const uploadId = call.query.get("uploadId") ?? "";
  const wanted = parseParts(await receiveText(call.payload("object"), MAX_BODY_BYTES));
  const existing = bucket.find(call.key);
  if (existing !== null && existing.uploadId === uploadId) return completed(call, existing);
  const object = await bucket.uploads.finish(call.key, uploadId, async (upload) => {
    const assembled = assemble(call, upload, wanted);
    files.retain(assembled.segments);
    await bucket.put(assembled, (current) => checkWrite(current, call.headers));
    return assembled;
  });
  return completed(call, object);
}
