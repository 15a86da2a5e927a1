import { receiveText } from "../body/receive.ts";
import { type Answer, type Call, isoTime, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { childText, element, parseXml, S3_NAMESPACE } from "../http/xml.ts";

const MAX_BODY_BYTES = 2 ** 16;

export async function listBuckets(call: Call): Promise<Answer> {
  const buckets = call.store
    .buckets()
    .map(({ record }) =>
      element("Bucket", [element("Name", record.name), element("CreationDate", isoTime(record.createdAt))]),
    );
  const owner = element("Owner", [element("ID", "embedded"), element("DisplayName", "embedded")]);
  return xmlAnswer(element("ListAllMyBucketsResult", [owner, element("Buckets", buckets)], S3_NAMESPACE));
}

export async function createBucket(call: Call): Promise<Answer> {
  const text = await receiveText(call.payload(), MAX_BODY_BYTES);
  if (text !== "") {
    const location = childText(parseXml(text, "CreateBucketConfiguration"), "LocationConstraint");
    if (location !== undefined && location !== call.region) throw new Refusal("InvalidLocationConstraint");
  }
  const answer = { status: 200, headers: { location: `/${call.bucket}` } };
  // us-east-1 answers a repeated creation by the owner with success; every other region refuses it.
  if (call.store.has(call.bucket)) {
    if (call.region === "us-east-1") return answer;
    throw new Refusal("BucketAlreadyOwnedByYou", undefined, { BucketName: call.bucket });
  }
  await call.store.createBucket(call.bucket, call.now);
  return answer;
}

export async function headBucket(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket);
  return { status: 200, headers: { "x-amz-bucket-region": call.region } };
}

export async function deleteBucket(call: Call): Promise<Answer> {
  await call.store.deleteBucket(call.bucket);
  return { status: 204 };
}

/** The oldest region has an empty constraint. */
export async function getBucketLocation(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket);
  return xmlAnswer(element("LocationConstraint", call.region === "us-east-1" ? "" : call.region, S3_NAMESPACE));
}
