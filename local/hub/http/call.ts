import type { IncomingMessage } from "node:http";
import type { FaultAction, ListenerName } from "../faults.ts";
import { Refusal, text } from "./reply.ts";

/** One line of the log of requests. It is written when the request arrives and completed as the answer goes out. */
export interface HubRequest {
  /** When it arrived. */
  readonly at: Date;
  readonly listener: ListenerName;
  readonly method: string;
  /** As sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  /** The Range header as sent. */
  readonly range: string | null;
  /** Whether an Authorization header came along, valid or not. */
  readonly authorized: boolean;
  /** 0 until the answer began. */
  status: number;
  /** Bytes of the body handed to the socket so far. */
  bytesSent: number;
}

/** A request as the handlers see it. */
export interface Call {
  readonly method: string;
  /** Percent-encoded segments between the slashes, empty ones dropped. Dots are left alone. */
  readonly segments: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly listener: ListenerName;
  /** The faults that fire for this request. */
  readonly faults: readonly FaultAction[];
  header(name: string): string | null;
}

/** Reads the request line by hand: the URL class would resolve ".." and hide what a client sent. */
export function callOf(request: IncomingMessage, listener: ListenerName): Omit<Call, "faults"> {
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return {
    method: request.method ?? "GET",
    segments: path.split("/").filter((segment) => segment !== ""),
    path,
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    request,
    listener,
    header(name) {
      const value = request.headers[name.toLowerCase()];
      return value === undefined ? null : String(value);
    },
  };
}

/** Decodes one percent-encoded piece of a path; answers 400 when it is malformed. */
export function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new Refusal(text(`Malformed percent-encoding in ${piece}`, {}, 400));
  }
}

/** Reads a small request body; answers 413 over 4 MiB. */
export async function bodyOf(call: Call): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of call.request) {
    bytes += (chunk as Buffer).length;
    if (bytes > 4 << 20) throw new Refusal(text("Request body over 4 MiB", {}, 413));
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Query flags arrive as "true", "True" or "1". */
export const isOn = (value: string | null): boolean => value !== null && /^(true|1)$/i.test(value);

/** A whole number from the query within bounds, or the default; answers 400 for anything else. */
export function numberFrom(
  call: Call,
  name: string,
  byDefault: number,
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
): number {
  const given = call.query.get(name);
  if (given === null) return byDefault;
  const value = Number(given);
  if (Number.isInteger(value) && value >= least) return Math.min(value, most);
  throw new Refusal(text(JSON.stringify({ error: `"${name}" must be a whole number from ${least}` }), {}, 400));
}
