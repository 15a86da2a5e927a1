import type { IncomingHttpHeaders } from "node:http";
import type { ChecksumOf, Payload } from "../body/payload.ts";
import type { Store } from "../disk/store.ts";
import { Refusal } from "./error.ts";
import { type Markup, xmlDocument } from "./xml.ts";

/** A request whose signature holds, as an operation sees it. */
export interface Call {
  readonly store: Store;
  readonly region: string;
  /** Names that the operation needs; empty where the operation has none. */
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Request headers; for a presigned URL also the x-amz-* parameters of its query. */
  readonly headers: IncomingHttpHeaders;
  readonly now: Date;
  /** Describes the body; the operation decides whether it reads it. */
  payload(checksumOf?: ChecksumOf): Payload;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string;
  /** Streamed after the headers, which must then hold content-length. */
  readonly stream?: AsyncIterable<Buffer>;
  /** Called once when the answer was sent or given up. */
  readonly done?: () => Promise<void>;
}

export const xmlAnswer = (root: Markup, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  headers: { "content-type": "application/xml", ...headers },
  body: xmlDocument(root),
});

export const quoted = (etag: string): string => `"${etag}"`;

/** As in XML answers: whole seconds are all that S3 keeps. */
export const isoTime = (milliseconds: number): string => new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();

/** A header that is a single text; undefined when it is absent. */
export const headerText = (call: Call, name: string): string | undefined => call.headers[name]?.toString();

/**
 * A whole number from a query parameter.
 * @throws Refusal InvalidArgument when it is outside the limits
 */
export function queryInteger(
  call: Call,
  name: string,
  limits: { min: number; max: number; fallback?: number },
): number {
  const text = call.query.get(name);
  if ((text === undefined || text === "") && limits.fallback !== undefined) return limits.fallback;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text ?? "") && value >= limits.min && value <= limits.max) return value;
  throw new Refusal("InvalidArgument", `${name} must be an integer between ${limits.min} and ${limits.max}`, {
    ArgumentName: name,
    ArgumentValue: text ?? "",
  });
}
