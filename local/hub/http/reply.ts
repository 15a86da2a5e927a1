import type { Readable } from "node:stream";
import type { Content } from "../content.ts";

export type Headers = Readonly<Record<string, string>>;

/** A stretch of content (`end` exclusive), or a stream whose length nobody knows. */
export type Body = { readonly content: Content; readonly start: number; readonly end: number } | Readable;

/** An answer as data: it is sent, and spoilt where a fault asks for it, in one place. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body | null;
}

/** Thrown by anything that handles a call to answer at once. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`Refused with ${reply.status}`);
    this.reply = reply;
  }
}

function whole(status: number, type: string, text: string, headers: Headers): Reply {
  const bytes = Buffer.from(text, "utf8");
  const content: Content = {
    bytes: bytes.length,
    *chunks(start, end) {
      yield bytes.subarray(start, end);
    },
  };
  const own = { "Content-Type": type, "Content-Length": String(bytes.length) };
  return { status, headers: { ...own, ...headers }, body: { content, start: 0, end: bytes.length } };
}

export const json = (value: unknown, headers: Headers = {}, status = 200): Reply =>
  whole(status, "application/json; charset=utf-8", JSON.stringify(value), headers);

export const text = (value: string, headers: Headers = {}, status = 200, type = "text/plain; charset=utf-8"): Reply =>
  whole(status, type, value, headers);

export const empty = (status: number, headers: Headers = {}): Reply => ({ status, headers, body: null });

const reasons: Readonly<Record<number, string>> = {
  301: "Moved Permanently",
  302: "Found",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
};

/** A redirect with the short text body that real ones carry, so its Content-Length is never the file's. */
export const redirect = (location: string, headers: Headers = {}, status = 307): Reply =>
  text(`${reasons[status] ?? "Redirect"}. Redirecting to ${location}`, { Location: location, ...headers }, status);
