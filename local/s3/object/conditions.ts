import type { IncomingHttpHeaders } from "node:http";
import type { StoredObject } from "../disk/records.ts";
import { Refusal } from "../http/error.ts";

/** True when a list of entity tags, or "*", names this one. */
function names(list: string, etag: string): boolean {
  return list.split(",").some((item) => {
    const bare = item
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return bare === "*" || bare === etag;
  });
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** Seconds since the epoch of an HTTP date; one that cannot be read is left out of account, as HTTP asks. */
function parseHttpDate(text: string | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : seconds(time);
}

const failed = (condition: string): Refusal => new Refusal("PreconditionFailed", undefined, { Condition: condition });

/**
 * If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since of a GET or HEAD, in the order of RFC 9110.
 * @returns false when the client's copy is still good (304)
 * @throws Refusal PreconditionFailed
 */
export function checkRead(object: StoredObject, headers: IncomingHttpHeaders): boolean {
  const modified = seconds(object.modifiedAt);
  const unmodifiedSince = parseHttpDate(headers["if-unmodified-since"]);
  const modifiedSince = parseHttpDate(headers["if-modified-since"]);
  if (headers["if-match"] !== undefined) {
    if (!names(headers["if-match"], object.etag)) throw failed("If-Match");
  } else if (unmodifiedSince !== null && modified > unmodifiedSince) throw failed("If-Unmodified-Since");
  if (headers["if-none-match"] !== undefined) return !names(headers["if-none-match"], object.etag);
  return modifiedSince === null || modified > modifiedSince;
}

/**
 * If-None-Match: * and If-Match of a write.
 * @throws Refusal PreconditionFailed; NoSuchKey when If-Match names something that is gone
 */
export function checkWrite(current: StoredObject | null, headers: IncomingHttpHeaders): void {
  const { "if-none-match": noneMatch, "if-match": match } = headers;
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== "*") throw new Refusal("NotImplemented", "If-None-Match of a write only takes *");
    if (current !== null) throw failed("If-None-Match");
  }
  if (match !== undefined) {
    if (current === null) throw new Refusal("NoSuchKey");
    if (!names(match, current.etag)) throw failed("If-Match");
  }
}

/** The x-amz-copy-source-if-* headers. @throws Refusal PreconditionFailed */
export function checkCopySource(source: StoredObject, headers: IncomingHttpHeaders): void {
  const given = (name: string): string | undefined => headers[`x-amz-copy-source-${name}`]?.toString();
  const [match, noneMatch] = [given("if-match"), given("if-none-match")];
  const unmodifiedSince = parseHttpDate(given("if-unmodified-since"));
  const modifiedSince = parseHttpDate(given("if-modified-since"));
  const modified = seconds(source.modifiedAt);
  if (match !== undefined) {
    if (!names(match, source.etag)) throw failed("x-amz-copy-source-If-Match");
  } else if (unmodifiedSince !== null && modified > unmodifiedSince) {
    throw failed("x-amz-copy-source-If-Unmodified-Since");
  }
  if (noneMatch !== undefined && names(noneMatch, source.etag)) throw failed("x-amz-copy-source-If-None-Match");
  if (modifiedSince !== null && modified <= modifiedSince) throw failed("x-amz-copy-source-If-Modified-Since");
}
