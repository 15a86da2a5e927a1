import { type DocumentName, deleteDocument, getDocument, putDocument } from "../bucket/documents.ts";
import { listObjects, listObjectsV2 } from "../bucket/list-objects.ts";
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "../bucket/operations.ts";
import { completeMultipartUpload } from "../multipart/complete.ts";
import { listMultipartUploads, listParts } from "../multipart/list.ts";
import { abortMultipartUpload, createMultipartUpload } from "../multipart/open.ts";
import { uploadPart, uploadPartCopy } from "../multipart/part.ts";
import { copyObject } from "../object/copy.ts";
import { getObject, getObjectTagging, headObject, responseParameters } from "../object/read.ts";
import { deleteObject, deleteObjects, putObject } from "../object/write.ts";
import type { Answer, Call } from "./call.ts";
import { Refusal } from "./error.ts";
import type { Target } from "./target.ts";

export interface Operation {
  /** As in the S3 API reference. */
  readonly name: string;
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly on: "service" | "bucket" | "object";
  /** The query parameter that tells this operation from others of the same method. */
  readonly marker?: string;
  /** Further query parameters that it understands. */
  readonly parameters?: readonly string[];
  /** True for the operations that x-amz-copy-source selects. */
  readonly copies?: boolean;
  readonly run: (call: Call) => Promise<Answer>;
}

const listing = ["prefix", "delimiter", "max-keys", "encoding-type"];

const documentOperations = (name: DocumentName, api: string): Operation[] => [
  { name: `Get${api}`, method: "GET", on: "bucket", marker: name, run: getDocument(name) },
  { name: `Put${api}`, method: "PUT", on: "bucket", marker: name, run: putDocument(name) },
  {
    name: api === "BucketLifecycleConfiguration" ? "DeleteBucketLifecycle" : `Delete${api}`,
    method: "DELETE",
    on: "bucket",
    marker: name,
    run: deleteDocument(name),
  },
];

/** Everything this server can do. Among operations of one method those with a marker are tried first. */
const operations: readonly Operation[] = [
  { name: "ListBuckets", method: "GET", on: "service", run: listBuckets },
  ...documentOperations("lifecycle", "BucketLifecycleConfiguration"),
  ...documentOperations("publicAccessBlock", "PublicAccessBlock"),
  ...documentOperations("encryption", "BucketEncryption"),
  ...documentOperations("tagging", "BucketTagging"),
  { name: "GetBucketLocation", method: "GET", on: "bucket", marker: "location", run: getBucketLocation },
  {
    name: "ListMultipartUploads",
    method: "GET",
    on: "bucket",
    marker: "uploads",
    parameters: ["prefix", "max-uploads", "key-marker", "upload-id-marker", "encoding-type"],
    run: listMultipartUploads,
  },
  {
    name: "ListObjectsV2",
    method: "GET",
    on: "bucket",
    marker: "list-type",
    parameters: [...listing, "start-after", "continuation-token", "fetch-owner"],
    run: listObjectsV2,
  },
  { name: "ListObjects", method: "GET", on: "bucket", parameters: [...listing, "marker"], run: listObjects },
  { name: "DeleteObjects", method: "POST", on: "bucket", marker: "delete", run: deleteObjects },
  { name: "HeadBucket", method: "HEAD", on: "bucket", run: headBucket },
  { name: "CreateBucket", method: "PUT", on: "bucket", run: createBucket },
  { name: "DeleteBucket", method: "DELETE", on: "bucket", run: deleteBucket },
  {
    name: "ListParts",
    method: "GET",
    on: "object",
    marker: "uploadId",
    parameters: ["max-parts", "part-number-marker", "encoding-type"],
    run: listParts,
  },
  { name: "GetObjectTagging", method: "GET", on: "object", marker: "tagging", run: getObjectTagging },
  { name: "GetObject", method: "GET", on: "object", parameters: [...responseParameters, "partNumber"], run: getObject },
  {
    name: "HeadObject",
    method: "HEAD",
    on: "object",
    parameters: [...responseParameters, "partNumber"],
    run: headObject,
  },
  {
    name: "UploadPartCopy",
    method: "PUT",
    on: "object",
    marker: "uploadId",
    parameters: ["partNumber"],
    copies: true,
    run: uploadPartCopy,
  },
  { name: "UploadPart", method: "PUT", on: "object", marker: "uploadId", parameters: ["partNumber"], run: uploadPart },
  { name: "CopyObject", method: "PUT", on: "object", copies: true, run: copyObject },
  { name: "PutObject", method: "PUT", on: "object", run: putObject },
  { name: "CreateMultipartUpload", method: "POST", on: "object", marker: "uploads", run: createMultipartUpload },
  { name: "CompleteMultipartUpload", method: "POST", on: "object", marker: "uploadId", run: completeMultipartUpload },
  { name: "AbortMultipartUpload", method: "DELETE", on: "object", marker: "uploadId", run: abortMultipartUpload },
  { name: "DeleteObject", method: "DELETE", on: "object", run: deleteObject },
];

/** Parameters of signatures, and the operation name that some SDKs add for their own statistics. */
const isTransport = (parameter: string): boolean => parameter === "x-id" || /^x-amz-/i.test(parameter);

const METHODS: readonly string[] = ["GET", "HEAD", "PUT", "POST", "DELETE"];

/**
 * Finds the operation that a request asks for.
 * @throws Refusal MethodNotAllowed for a method that S3 does not have there, NotImplemented for what we do not have
 */
export function findOperation(method: string, target: Target, copies: boolean): Operation {
  const on = target.key !== null ? "object" : target.bucket !== null ? "bucket" : "service";
  const parameters = target.query.map(([name]) => name).filter((name) => !isTransport(name));
  const here = operations.filter((operation) => operation.method === method && operation.on === on);
  if (!METHODS.includes(method) || (on === "service" && here.length === 0)) {
    throw new Refusal("MethodNotAllowed", undefined, { Method: method, ResourceType: on.toUpperCase() });
  }
  const marked = here.filter(({ marker }) => marker !== undefined && parameters.includes(marker));
  const candidates = marked.length > 0 ? marked : here.filter(({ marker }) => marker === undefined);
  const found = candidates.find((operation) => (operation.copies ?? false) === copies) ?? candidates[0];
  if (found === undefined) {
    if (parameters.length > 0) throw new Refusal("NotImplemented", undefined, { Parameter: parameters.join(", ") });
    throw new Refusal("MethodNotAllowed", undefined, { Method: method, ResourceType: on.toUpperCase() });
  }
  const unknown = parameters.find((name) => name !== found.marker && !found.parameters?.includes(name));
  if (unknown !== undefined) throw new Refusal("NotImplemented", undefined, { Parameter: unknown });
  return found;
}
