import { checksumHeaders } from "../body/checksum.ts";
import type { StoredObject } from "../disk/records.ts";
import { type Answer, type Call, headerText, queryInteger, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { parseRange, type Span } from "../http/range.ts";
import { element, S3_NAMESPACE } from "../http/xml.ts";
import { checkRead } from "./conditions.ts";

/** Query parameters that replace a header of the answer, with that header. */
const overrides = {
  "response-cache-control": "cache-control",
  "response-content-disposition": "content-disposition",
  "response-content-encoding": "content-encoding",
  "response-content-language": "content-language",
  "response-content-type": "content-type",
  "response-expires": "expires",
} as const;

export const responseParameters = Object.keys(overrides);

function overridden(call: Call): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(overrides)) {
    const value = call.query.get(parameter);
    if (value === undefined) continue;
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new Refusal("InvalidArgument", "Header value cannot be represented.", { ArgumentName: parameter });
    }
    found[header] = value;
  }
  return found;
}

/** Bytes of one part of a multipart object; the whole of any other object is its part 1. */
function partSpan(call: Call, object: StoredObject): Span | null {
  if (!call.query.has("partNumber")) return null;
  if (call.headers.range !== undefined) {
    throw new Refusal("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
  }
  const partNumber = queryInteger(call, "partNumber", { min: 1, max: 10_000 });
  const parts = object.partBytes ?? [object.bytes];
  const bytes = parts[partNumber - 1];
  if (bytes === undefined) throw new Refusal("InvalidPartNumber");
  const start = parts.slice(0, partNumber - 1).reduce((sum, length) => sum + length, 0);
  return { start, end: start + bytes };
}

interface Found {
  readonly object: StoredObject;
  readonly status: 200 | 206 | 304;
  readonly span: Span;
  readonly headers: Record<string, string | number>;
}

/** What GET and HEAD have in common: everything but the bytes. */
function describe(call: Call): Found {
  const object = call.store.bucket(call.bucket).get(call.key);
  const headers: Record<string, string | number> = {
    etag: quoted(object.etag),
    "last-modified": new Date(object.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
    "x-amz-server-side-encryption": "AES256",
  };
  if (!checkRead(object, call.headers)) return { object, status: 304, span: { start: 0, end: 0 }, headers };
  const part = partSpan(call, object);
  const span = part ?? parseRange(call.headers.range, object.bytes);
  const { start, end } = span ?? { start: 0, end: object.bytes };
  Object.assign(headers, object.headers, overridden(call), { "content-length": end - start });
  if (span !== null && object.bytes > 0) headers["content-range"] = `bytes ${start}-${end - 1}/${object.bytes}`;
  if (part !== null && object.partBytes !== null) headers["x-amz-mp-parts-count"] = object.partBytes.length;
  const whole = start === 0 && end === object.bytes;
  if (
    headerText(call, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED" &&
    (whole || object.checksum.type === "COMPOSITE")
  ) {
    Object.assign(headers, checksumHeaders(object.checksum));
  }
  return { object, status: span === null ? 200 : 206, span: { start, end }, headers };
}

export async function headObject(call: Call): Promise<Answer> {
  const { status, headers } = describe(call);
  return { status, headers };
}

export async function getObject(call: Call): Promise<Answer> {
  const { object, status, span, headers } = describe(call);
  if (status === 304) return { status, headers };
  const { files } = call.store;
  // Held until the answer is sent, so that replacing or deleting the object meanwhile does not cut it off.
  files.retain(object.segments);
  return {
    status,
    headers,
    stream: files.read(object.segments, span.start, span.end),
    done: () => files.release(object.segments),
  };
}

/** No object has tags: requests that set them are refused. Version 2 of the AWS CLI asks before it copies in parts. */
export async function getObjectTagging(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket).get(call.key);
  return xmlAnswer(element("Tagging", [element("TagSet", [])], S3_NAMESPACE));
}
