import { checksumHeaders } from "../body/checksum.ts";
import { receive, receiveText } from "../body/receive.ts";
import { type Answer, type Call, headerText, quoted, xmlAnswer } from "../http/call.ts";
import { Refusal } from "../http/error.ts";
import { childNodes, childText, element, type Markup, parseXml, S3_NAMESPACE } from "../http/xml.ts";
import { checkWrite } from "./conditions.ts";
import { checkKeyLength, keptHeaders } from "./headers.ts";

/** The most that one PutObject, CopyObject or part may hold: 5 GiB. */
export const MAX_SINGLE_BYTES = 5 * 2 ** 30;
const MAX_DELETED_KEYS = 1000;
const MAX_DELETE_BODY_BYTES = 2 ** 21;

export async function putObject(call: Call): Promise<Answer> {
  const bucket = call.store.bucket(call.bucket);
  checkKeyLength(call.key);
  const headers = keptHeaders(call.headers);
  const payload = call.payload();
  if (payload.bytes > MAX_SINGLE_BYTES) throw new Refusal("EntityTooLarge");
  // A condition that fails already need not wait for the body; it is checked again when the object is stored.
  checkWrite(bucket.find(call.key), call.headers);
  const { files } = call.store;
  const received = await receive(payload, files, call);
  const { bytes, md5: etag, segments } = received;
  const checksum = { ...received.checksum, type: "FULL_OBJECT" } as const;
  const modifiedAt = call.now.getTime();
  const object = {
    key: call.key,
    bytes,
    etag,
    modifiedAt,
    headers,
    checksum,
    segments,
    partBytes: null,
    uploadId: null,
  };
  await bucket.put(object, (current) => checkWrite(current, call.headers));
  return {
    status: 200,
    headers: { etag: quoted(etag), ...checksumHeaders(checksum), "x-amz-server-side-encryption": "AES256" },
  };
}

export async function deleteObject(call: Call): Promise<Answer> {
  const match = headerText(call, "if-match");
  const condition = match === undefined ? {} : { "if-match": match };
  await call.store.bucket(call.bucket).delete(call.key, (current) => checkWrite(current, condition));
  return { status: 204 };
}

/** One entry of DeleteObjects: an element for the answer, and whether it went well. */
async function deleteEntry(
  call: Call,
  key: string,
  etag: string | undefined,
): Promise<{ ok: boolean; markup: Markup }> {
  try {
    const condition = etag === undefined ? {} : { "if-match": etag };
    await call.store.bucket(call.bucket).delete(key, (current) => checkWrite(current, condition));
    return { ok: true, markup: element("Deleted", [element("Key", key)]) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = [element("Key", key), element("Code", error.code), element("Message", error.message)];
    return { ok: false, markup: element("Error", fields) };
  }
}

export async function deleteObjects(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket);
  const payload = call.payload();
  if (payload.contentMd5 === null && payload.announced === null) {
    throw new Refusal("InvalidRequest", "Missing required header for this request: Content-MD5 or a checksum");
  }
  const request = parseXml(await receiveText(payload, MAX_DELETE_BODY_BYTES), "Delete");
  const entries = childNodes(request, "Object").map((node) => {
    const key = childText(node, "Key");
    if (!key || node.children.has("VersionId"))
      throw new Refusal("MalformedXML", "Each Object needs a Key and no VersionId.");
    return { key, etag: childText(node, "ETag") };
  });
  if (entries.length === 0 || entries.length > MAX_DELETED_KEYS) throw new Refusal("MalformedXML");
  const quiet = childText(request, "Quiet")?.trim() === "true";
  const results = await Promise.all(entries.map(({ key, etag }) => deleteEntry(call, key, etag)));
  const shown = results.filter(({ ok }) => !(quiet && ok)).map(({ markup }) => markup);
  return xmlAnswer(element("DeleteResult", shown, S3_NAMESPACE));
}
