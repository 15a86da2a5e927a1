import { request } from "node:http";
import {
  canonicalRequest,
  EMPTY_SHA256,
  SIGNING_ALGORITHM,
  sha256Hex,
  sign,
  signingKey,
} from "../../../../local/s3/auth/signature.ts";
import type { LocalS3 } from "../../../../local/s3.ts";

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Default: the SHA-256 of the body. */
  readonly payloadHash?: string;
  readonly date?: Date;
  readonly secretAccessKey?: string;
  readonly accessKeyId?: string;
  readonly region?: string;
  readonly service?: string;
  /** Headers that are sent but left out of the signature. */
  readonly unsigned?: Readonly<Record<string, string>>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Code of the XML error, null when there is none. */
  readonly code: string | null;
}

export const amzDate = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** Headers with a valid signature for what is described; a test spoils them as it likes. */
export function signedHeaders(s3: LocalS3, raw: RawRequest) {
  const date = amzDate(raw.date ?? new Date());
  const scope = { day: date.slice(0, 8), region: raw.region ?? s3.region, service: raw.service ?? "s3" };
  const payloadHash = raw.payloadHash ?? (raw.body === undefined ? EMPTY_SHA256 : sha256Hex(raw.body));
  const host = raw.headers?.["host"] ?? `127.0.0.1:${s3.port}`;
  const headers: Record<string, string> = {
    ...raw.headers,
    host,
    "x-amz-date": date,
    "x-amz-content-sha256": payloadHash,
  };
  const names = Object.keys(headers).sort();
  const [path = "/", query = ""] = (raw.path ?? "/").split("?");
  const canonical = canonicalRequest({
    method: raw.method ?? "GET",
    rawPath: path,
    query: query
      .split("&")
      .filter(Boolean)
      .map((pair) => [pair.split("=")[0] ?? "", decodeURIComponent(pair.split("=")[1] ?? "")]),
    headers: names.map((name) => [name, [headers[name] ?? ""]]),
    payloadHash,
  });
  const key = signingKey(raw.secretAccessKey ?? s3.secretAccessKey, scope);
  const signature = sign(key, date, scope, canonical);
  const credential = `${raw.accessKeyId ?? s3.accessKeyId}/${scope.day}/${scope.region}/${scope.service}/aws4_request`;
  headers["authorization"] =
    `${SIGNING_ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { headers: { ...headers, ...raw.unsigned }, signing: { key, date, scope, seed: signature } };
}

/** Sends bytes and headers exactly as they are given, which no SDK and no fetch would do. */
export function send(
  s3: LocalS3,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Buffer,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port: s3.port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const code = /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? null;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, code });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

export function sendSigned(s3: LocalS3, raw: RawRequest): Promise<RawAnswer> {
  return send(s3, raw.method ?? "GET", raw.path ?? "/", signedHeaders(s3, raw).headers, raw.body);
}
