import { uriEncode } from "../../../domain/object-keys.ts";
import type { StoredObject } from "../disk/records.ts";
import { type Answer, type Call, isoTime, queryInteger, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { element, type Markup, optional, S3_NAMESPACE } from "../http/xml.ts";
import { type Listing, listKeys } from "./listing.ts";

/** Names in a listing: plain, or percent-encoded except for "/" when the client asks with encoding-type=url. */
export function nameEncoder(call: Call): (name: string) => string {
  const type = call.query.get("encoding-type");
  if (type === undefined) return (name) => name;
  if (type !== "url") throw new Refusal("InvalidArgument", "Invalid Encoding Method specified in Request");
  return (name) => uriEncode(name).replaceAll("%2F", "/");
}

const owner = (): Markup => element("Owner", [element("ID", "embedded"), element("DisplayName", "embedded")]);

function contents(object: StoredObject, encode: (name: string) => string, withOwner: boolean): Markup {
  return element("Contents", [
    element("Key", encode(object.key)),
    element("LastModified", isoTime(object.modifiedAt)),
    element("ETag", quoted(object.etag)),
    element("ChecksumAlgorithm", object.checksum.algorithm.toUpperCase()),
    element("ChecksumType", object.checksum.type),
    element("Size", object.bytes),
    ...(withOwner ? [owner()] : []),
    element("StorageClass", "STANDARD"),
  ]);
}

function page(call: Call, after: string) {
  const bucket = call.store.bucket(call.bucket);
  const maxKeys = Math.min(queryInteger(call, "max-keys", { min: 0, max: 2 ** 31 - 1, fallback: 1000 }), 1000);
  const [prefix, delimiter] = [call.query.get("prefix") ?? "", call.query.get("delimiter") ?? ""];
  const listing = listKeys(bucket.keys, { prefix, delimiter, after, maxKeys });
  const encode = nameEncoder(call);
  const head = [
    element("Name", call.bucket),
    element("Prefix", encode(prefix)),
    ...(delimiter === "" ? [] : [element("Delimiter", encode(delimiter))]),
    element("MaxKeys", maxKeys),
    ...optional("EncodingType", call.query.get("encoding-type")),
    element("IsTruncated", listing.truncated),
  ];
  return { bucket, listing, encode, head };
}

function body(call: Call, listing: Listing, encode: (name: string) => string, withOwner: boolean): Markup[] {
  const bucket = call.store.bucket(call.bucket);
  return [
    ...listing.keys.map((key) => contents(bucket.get(key), encode, withOwner)),
    ...listing.commonPrefixes.map((name) => element("CommonPrefixes", [element("Prefix", encode(name))])),
  ];
}

/** Continuation tokens are opaque to clients; ours hold the last name of the page before. */
const toToken = (last: string): string => Buffer.from(`after:${last}`).toString("base64url");

function parseToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString();
  if (!text.startsWith("after:") || toToken(text.slice(6)) !== token) {
    throw new Refusal("InvalidArgument", "The continuation token provided is incorrect", {
      ArgumentName: "continuation-token",
    });
  }
  return text.slice(6);
}

export async function listObjectsV2(call: Call): Promise<Answer> {
  const token = call.query.get("continuation-token");
  const startAfter = call.query.get("start-after");
  const { listing, encode, head } = page(call, token === undefined ? (startAfter ?? "") : parseToken(token));
  return xmlAnswer(
    element(
      "ListBucketResult",
      [
        ...head,
        element("KeyCount", listing.keys.length + listing.commonPrefixes.length),
        ...optional("ContinuationToken", token),
        ...optional(
          "NextContinuationToken",
          listing.truncated && listing.last !== null ? toToken(listing.last) : undefined,
        ),
        ...optional("StartAfter", startAfter === undefined ? undefined : encode(startAfter)),
        ...body(call, listing, encode, call.query.get("fetch-owner") === "true"),
      ],
      S3_NAMESPACE,
    ),
  );
}

export async function listObjects(call: Call): Promise<Answer> {
  const marker = call.query.get("marker") ?? "";
  const { listing, encode, head } = page(call, marker);
  const next =
    listing.truncated && call.query.get("delimiter") && listing.last !== null ? encode(listing.last) : undefined;
  return xmlAnswer(
    element(
      "ListBucketResult",
      [
        ...head,
        element("Marker", encode(marker)),
        ...optional("NextMarker", next),
        ...body(call, listing, encode, true),
      ],
      S3_NAMESPACE,
    ),
  );
}
