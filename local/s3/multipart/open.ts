import { type Algorithm, type ChecksumType, isCrc, parseAlgorithm } from "../body/checksum.ts";
import { type Answer, type Call, headerText, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { element, S3_NAMESPACE } from "../http/xml.ts";
import { checkKeyLength, keptHeaders } from "../object/headers.ts";

function chooseType(algorithm: Algorithm, asked: string | undefined): ChecksumType {
  if (asked === undefined) return algorithm === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE";
  const unsupported = asked === "FULL_OBJECT" ? !isCrc(algorithm) : asked !== "COMPOSITE" || algorithm === "crc64nvme";
  if (unsupported) {
    throw new Refusal(
      "InvalidRequest",
      `The ${asked} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  }
  return asked as ChecksumType;
}

/**
 * Opens a multipart upload. Without an algorithm of the client's choice the object gets a CRC32 of the whole, as a
 * plain PutObject does.
 */
export async function createMultipartUpload(call: Call): Promise<Answer> {
  const bucket = call.store.bucket(call.bucket);
  checkKeyLength(call.key);
  const named = headerText(call, "x-amz-checksum-algorithm");
  const askedType = headerText(call, "x-amz-checksum-type");
  if (named === undefined && askedType !== undefined) {
    throw new Refusal(
      "InvalidRequest",
      "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    );
  }
  const algorithm = named === undefined ? "crc32" : parseAlgorithm(named);
  const type = named === undefined ? "FULL_OBJECT" : chooseType(algorithm, askedType);
  const { uploadId } = await bucket.uploads.create({
    key: call.key,
    startedAt: call.now.getTime(),
    headers: keptHeaders(call.headers),
    algorithm,
    type,
    algorithmAsked: named !== undefined,
  });
  const fields = [element("Bucket", call.bucket), element("Key", call.key), element("UploadId", uploadId)];
  const headers =
    named === undefined ? {} : { "x-amz-checksum-algorithm": algorithm.toUpperCase(), "x-amz-checksum-type": type };
  return xmlAnswer(element("InitiateMultipartUploadResult", fields, S3_NAMESPACE), headers);
}

export async function abortMultipartUpload(call: Call): Promise<Answer> {
  await call.store.bucket(call.bucket).uploads.abort(call.key, call.query.get("uploadId") ?? "");
  return { status: 204 };
}
