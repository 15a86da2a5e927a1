import { uriEncode } from "../../../domain/object-keys.ts";
import {
  canonicalRequest,
  SIGNING_ALGORITHM,
  sameSecret,
  sha256Hex,
  sign,
  signingKey,
} from "../../s3/auth/signature.ts";
import { Refusal } from "./refusal.ts";

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Milliseconds that the clocks of client and server may differ. */
const LARGEST_SKEW = 15 * 60_000;

const AUTHORIZATION = new RegExp(
  `^${SIGNING_ALGORITHM} Credential=(?<key>[^/,\\s]+)/(?<day>\\d{8})/(?<region>[a-z0-9-]+)/(?<service>[a-z0-9-]+)/aws4_request,\\s*` +
    "SignedHeaders=(?<signed>[a-z0-9;-]+),\\s*Signature=(?<signature>[0-9a-f]{64})$",
);

/** Epoch milliseconds of YYYYMMDDTHHMMSSZ, NaN for other text. */
const timeOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

function splitUrl(url: string): { rawPath: string; query: [string, string][] } {
  const mark = url.indexOf("?");
  const rawPath = mark === -1 ? url : url.slice(0, mark);
  // Services other than S3 sign the path as sent, encoded once more: canonicalRequest decodes and encodes it.
  const twice = rawPath.split("/").map(uriEncode).join("/");
  return { rawPath: twice, query: mark === -1 ? [] : [...new URLSearchParams(url.slice(mark + 1))] };
}

/**
 * Checks the Signature Version 4 of a request to the service "lambda".
 * @throws Refusal with the code that AWS uses: nothing signed, malformed, unknown key, clock too far off, mismatch.
 */
export function checkSignature(request: SignedRequest, signer: Signer, now: number): void {
  const authorization = request.headers["authorization"]?.[0];
  if (authorization === undefined)
    throw new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
  const claim = AUTHORIZATION.exec(authorization)?.groups as
    | Record<"key" | "day" | "region" | "service" | "signed" | "signature", string>
    | undefined;
  if (claim === undefined) throw new Refusal("IncompleteSignatureException", "The Authorization header is malformed");
  if (!sameSecret(claim.key, signer.accessKeyId)) {
    throw new Refusal("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  const mismatch = (why: string): Refusal => new Refusal("InvalidSignatureException", why);
  if (claim.service !== "lambda" || claim.region !== signer.region) {
    throw mismatch(`Credential should be scoped to region '${signer.region}' and service 'lambda'.`);
  }
  const date = request.headers["x-amz-date"]?.[0] ?? "";
  if (!date.startsWith(claim.day) || !(Math.abs(timeOf(date) - now) <= LARGEST_SKEW)) {
    throw mismatch(`Signature expired or not yet current: ${date}`);
  }
  const signed = claim.signed.split(";");
  if (!signed.includes("host")) throw mismatch("The host header must be signed.");
  const canonical = canonicalRequest({
    method: request.method,
    ...splitUrl(request.url),
    headers: signed.map((name) => [name, request.headers[name] ?? []]),
    payloadHash: sha256Hex(request.body),
  });
  const scope = { day: claim.day, region: claim.region, service: claim.service };
  const expected = sign(signingKey(signer.secretAccessKey, scope), date, scope, canonical);
  if (!sameSecret(expected, claim.signature)) {
    throw mismatch("The request signature we calculated does not match the signature you provided.");
  }
}
