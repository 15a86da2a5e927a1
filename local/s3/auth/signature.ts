import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import { uriEncode } from "../../../domain/object-keys.ts";

export const SIGNING_ALGORITHM = "AWS4-HMAC-SHA256";
export const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data);
const hmac = (key: string | Buffer | KeyObject, data: string): Buffer =>
  createHmac("sha256", key).update(data).digest();

/** Day (YYYYMMDD), region and service that a signature is valid for. */
export interface Scope {
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

const scopeText = ({ day, region, service }: Scope): string => `${day}/${region}/${service}/aws4_request`;

/** The key that was derived last: it changes once a day. */
let derived: { readonly secretAccessKey: string; readonly scope: string; readonly key: KeyObject } | null = null;

export function signingKey(secretAccessKey: string, scope: Scope): KeyObject {
  if (derived?.scope === scopeText(scope) && derived.secretAccessKey === secretAccessKey) return derived.key;
  const regional = hmac(hmac(`AWS4${secretAccessKey}`, scope.day), scope.region);
  const key = createSecretKey(hmac(hmac(regional, scope.service), "aws4_request"));
  derived = { secretAccessKey, scope: scopeText(scope), key };
  return key;
}

export interface CanonicalParts {
  readonly method: string;
  /** Percent-encoded path as sent. */
  readonly rawPath: string;
  /** Decoded parameters, without X-Amz-Signature. */
  readonly query: readonly (readonly [string, string])[];
  /** Lower-case names in the order of SignedHeaders, with all their values. */
  readonly headers: readonly (readonly [name: string, values: readonly string[]])[];
  readonly payloadHash: string;
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The canonical request of Signature Version 4 as S3 reads it: the path is encoded once and not normalised. */
export function canonicalRequest({ method, rawPath, query, headers, payloadHash }: CanonicalParts): string {
  const path = rawPath
    .split("/")
    .map((segment) => uriEncode(decodeURIComponent(segment)))
    .join("/");
  const parameters = query
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort((a, b) => byBytes(a[0], b[0]) || byBytes(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const headerLines = headers.map(
    ([name, values]) => `${name}:${values.map((value) => value.trim().replace(/ +/g, " ")).join(",")}\n`,
  );
  const signedHeaders = headers.map(([name]) => name).join(";");
  return [method, path, parameters, headerLines.join(""), signedHeaders, payloadHash].join("\n");
}

/** What is signed for a request. `date` is the full timestamp YYYYMMDDTHHMMSSZ. */
export const stringToSign = (date: string, scope: Scope, canonical: string): string =>
  [SIGNING_ALGORITHM, date, scopeText(scope), sha256Hex(canonical)].join("\n");

export const sign = (key: KeyObject, date: string, scope: Scope, canonical: string): string =>
  hmac(key, stringToSign(date, scope, canonical)).toString("hex");

/** What is needed to check the signatures inside an aws-chunked body: each one is chained to the one before. */
export interface ChunkSigning {
  readonly key: KeyObject;
  readonly date: string;
  readonly scope: Scope;
  /** Signature of the request itself. */
  readonly seed: string;
}

export function signChunk(signing: ChunkSigning, previous: string, chunkSha256: string): string {
  const lines = [
    `${SIGNING_ALGORITHM}-PAYLOAD`,
    signing.date,
    scopeText(signing.scope),
    previous,
    EMPTY_SHA256,
    chunkSha256,
  ];
  return hmac(signing.key, lines.join("\n")).toString("hex");
}

/** `trailer` is the list of trailing headers, each as "name:value\n". */
export function signTrailer(signing: ChunkSigning, previous: string, trailer: string): string {
  const lines = [`${SIGNING_ALGORITHM}-TRAILER`, signing.date, scopeText(signing.scope), previous, sha256Hex(trailer)];
  return hmac(signing.key, lines.join("\n")).toString("hex");
}

/** Compares two secrets' texts in a time that depends on neither. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(hash("sha256", a, "buffer"), hash("sha256", b, "buffer"));
