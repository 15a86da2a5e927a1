import type { IncomingMessage } from "node:http";
import { Refusal } from "../http/error.ts";
import type { Target } from "../http/target.ts";
import {
  type ChunkSigning,
  canonicalRequest,
  type Scope,
  SIGNING_ALGORITHM,
  sameSecret,
  sign,
  signingKey,
  stringToSign,
} from "./signature.ts";

export interface Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly now: () => Date;
}

/** A request whose signature was checked. */
export interface Authenticated {
  /** x-amz-content-sha256 as signed. */
  readonly payloadHash: string;
  readonly signing: ChunkSigning;
  readonly presigned: boolean;
}

/** What a client claims, from the Authorization header or from query parameters. */
interface Claim {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const MAX_SKEW_MS = 15 * 60_000;
const MAX_EXPIRY_SECONDS = 604_800;

/** Epoch milliseconds of YYYYMMDDTHHMMSSZ, NaN for any other text. */
const parseDate = (text: string): number =>
  /^\d{8}T\d{6}Z$/.test(text)
    ? Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"))
    : Number.NaN;

function parseCredential(text: string, code: "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError") {
  const parts = text.split("/");
  const [day, region, service, ending] = parts.slice(-4);
  if (parts.length < 5 || !day || !region || !service || ending !== "aws4_request") {
    throw new Refusal(
      code,
      'The credential is malformed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  return { accessKeyId: parts.slice(0, -4).join("/"), scope: { day, region, service } };
}

const unsupportedMechanism = (): Refusal =>
  new Refusal(
    "InvalidRequest",
    `The authorization mechanism you have provided is not supported. Please use ${SIGNING_ALGORITHM}.`,
  );

function claimFromHeader(request: IncomingMessage, authorization: string): Claim {
  const malformed = (): Refusal => new Refusal("AuthorizationHeaderMalformed");
  if (!authorization.startsWith(`${SIGNING_ALGORITHM} `)) {
    throw unsupportedMechanism();
  }
  const fields = new Map<string, string>();
  for (const field of authorization.slice(SIGNING_ALGORITHM.length + 1).split(",")) {
    const [name = "", value] = field.trim().split(/=(.*)/s);
    if (value !== undefined) fields.set(name, value);
  }
  const [credential, signedHeaders, signature] = ["Credential", "SignedHeaders", "Signature"].map((f) => fields.get(f));
  if (!credential || !signedHeaders || !signature) throw malformed();
  const header = request.headers["x-amz-date"];
  const date = typeof header === "string" ? header : "";
  if (Number.isNaN(parseDate(date))) {
    throw new Refusal("AccessDenied", "AWS authentication requires a valid x-amz-date header");
  }
  const { accessKeyId, scope } = parseCredential(credential, "AuthorizationHeaderMalformed");
  return { accessKeyId, scope, date, signedHeaders: signedHeaders.split(";"), signature };
}

function claimFromQuery(query: ReadonlyMap<string, string>): Claim & { expiresSeconds: number } {
  const refuse = (says: string): Refusal => new Refusal("AuthorizationQueryParametersError", says);
  const need = (name: string): string => {
    const value = query.get(name);
    if (value) return value;
    throw refuse(`Query-string authentication requires the parameter ${name}.`);
  };
  if (need("X-Amz-Algorithm") !== SIGNING_ALGORITHM)
    throw refuse(`X-Amz-Algorithm only supports "${SIGNING_ALGORITHM}"`);
  const date = need("X-Amz-Date");
  if (Number.isNaN(parseDate(date)))
    throw refuse("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const expires = need("X-Amz-Expires");
  const expiresSeconds = Number(expires);
  if (!/^\d+$/.test(expires) || expiresSeconds < 1 || expiresSeconds > MAX_EXPIRY_SECONDS) {
    throw refuse(`X-Amz-Expires must be between 1 and ${MAX_EXPIRY_SECONDS} seconds`);
  }
  return {
    ...parseCredential(need("X-Amz-Credential"), "AuthorizationQueryParametersError"),
    date,
    expiresSeconds,
    signedHeaders: need("X-Amz-SignedHeaders").split(";"),
    signature: need("X-Amz-Signature"),
  };
}

/** The clock of the request against ours. @throws Refusal RequestTimeTooSkewed, or AccessDenied for a presigned URL */
function checkTime(date: string, expiresSeconds: number | null, now: Date): void {
  const signedAt = parseDate(date);
  const serverTime = now.toISOString();
  if (expiresSeconds === null) {
    if (Math.abs(now.getTime() - signedAt) <= MAX_SKEW_MS) return;
    throw new Refusal("RequestTimeTooSkewed", undefined, {
      RequestTime: date,
      ServerTime: serverTime,
      MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
    });
  }
  if (signedAt - now.getTime() > MAX_SKEW_MS) throw new Refusal("AccessDenied", "Request is not yet valid");
  const expiresAt = signedAt + expiresSeconds * 1000;
  if (now.getTime() < expiresAt) return;
  throw new Refusal("AccessDenied", "Request has expired", {
    "X-Amz-Expires": String(expiresSeconds),
    Expires: new Date(expiresAt).toISOString(),
    ServerTime: serverTime,
  });
}

function checkScope({ scope, date }: Claim, region: string, presigned: boolean): void {
  const code = presigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed";
  if (scope.service !== "s3") throw new Refusal(code, 'This endpoint belongs to the service "s3".');
  if (scope.day !== date.slice(0, 8))
    throw new Refusal(code, "The day in the credential is not the day of X-Amz-Date.");
  if (scope.region !== region) {
    throw new Refusal(code, `The region '${scope.region}' is wrong; expecting '${region}'`, { Region: region });
  }
}

/** Headers that must be signed when present: otherwise a middle man could add them. */
function checkSignedHeaders(request: IncomingMessage, signed: readonly string[]): void {
  const missing = Object.keys(request.headers).filter(
    (name) => (name === "host" || name.startsWith("x-amz-")) && !signed.includes(name),
  );
  if (missing.length > 0) {
    throw new Refusal("AccessDenied", "There were headers present in the request which were not signed", {
      HeadersNotSigned: missing.join(", "),
    });
  }
}

function checkSignature(
  request: IncomingMessage,
  target: Target,
  { payloadHash, ...claim }: Claim & { readonly payloadHash: string },
  account: Account,
): ChunkSigning {
  if (!sameSecret(claim.accessKeyId, account.accessKeyId)) throw new Refusal("InvalidAccessKeyId");
  const canonical = canonicalRequest({
    method: request.method ?? "",
    rawPath: target.rawPath,
    query: target.query.filter(([name]) => name !== "X-Amz-Signature"),
    headers: claim.signedHeaders.map((name) => [name, request.headersDistinct[name] ?? [""]]),
    payloadHash,
  });
  const key = signingKey(account.secretAccessKey, claim.scope);
  const expected = sign(key, claim.date, claim.scope, canonical);
  if (!sameSecret(claim.signature, expected)) {
    throw new Refusal("SignatureDoesNotMatch", undefined, {
      StringToSign: stringToSign(claim.date, claim.scope, canonical),
    });
  }
  return { key, date: claim.date, scope: claim.scope, seed: expected };
}

/**
 * Checks the Signature Version 4 of a request, in the Authorization header or in the query of a presigned URL.
 * @throws Refusal with the code that S3 uses for each fault
 */
export function authenticate(request: IncomingMessage, target: Target, account: Account): Authenticated {
  const { authorization } = request.headers;
  const query = new Map(target.query);
  const header = request.headers["x-amz-content-sha256"];
  if (query.has("X-Amz-Signature") || query.has("X-Amz-Algorithm")) {
    if (authorization !== undefined) throw new Refusal("InvalidArgument", "Only one auth mechanism allowed");
    const claim = claimFromQuery(query);
    checkScope(claim, account.region, true);
    checkTime(claim.date, claim.expiresSeconds, account.now());
    checkSignedHeaders(request, claim.signedHeaders);
    const payloadHash = typeof header === "string" ? header : (query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD");
    return {
      payloadHash,
      presigned: true,
      signing: checkSignature(request, target, { ...claim, payloadHash }, account),
    };
  }
  if (query.has("AWSAccessKeyId")) throw unsupportedMechanism();
  if (authorization === undefined) throw new Refusal("AccessDenied");
  const claim = claimFromHeader(request, authorization);
  checkScope(claim, account.region, false);
  checkTime(claim.date, null, account.now());
  checkSignedHeaders(request, claim.signedHeaders);
  if (typeof header !== "string") {
    throw new Refusal("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  return {
    payloadHash: header,
    presigned: false,
    signing: checkSignature(request, target, { ...claim, payloadHash: header }, account),
  };
}
