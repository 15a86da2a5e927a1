import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import { replies } from "../../generated/validators.js";
import type { Schemas } from "../../handlers/contract.ts";

/** The reply of any operation. */
export interface AnyReply {
  readonly status: number;
  /** What follows the status in the status line of HTTP/1.1, where it is not the usual phrase: one line of Latin-1. */
  readonly statusText?: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Which of the documented ones, where there are several. */
  readonly mediaType?: string;
}

/** Thrown to answer a request before its operation runs. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reply: AnyReply;
  constructor(reply: AnyReply & { readonly body: Schemas["Problem"] }) {
    super(reply.body.detail);
    this.reply = reply;
  }
}

type Documented = Readonly<
  Record<number, { readonly mediaTypes: readonly string[]; readonly requiredHeaders: readonly string[] }>
>;

const EVENT_STREAM = "text/event-stream";

/** Ways in which a reply breaks openapi.yaml; empty when it keeps it. An undocumented status is a breach. */
export function contractBreaches(id: OperationId, reply: AnyReply): string[] {
  const documented = (operationTable[id].responses as Documented)[reply.status];
  if (documented === undefined) return [`status ${reply.status} is not documented`];
  const present = new Set(Object.keys(reply.headers ?? {}).map((name) => name.toLowerCase()));
  const breaches = documented.requiredHeaders
    .filter((name) => !present.has(name.toLowerCase()))
    .map((name) => `header ${name} is missing`);
  if (!documented.mediaTypes.includes("application/json")) return breaches;
  return [...breaches, ...valueBreaches(id, reply.status, reply.body)];
}

/** Ways in which a JSON body, or the data of one event of a stream, breaks its schema. */
export function valueBreaches(id: OperationId, status: number, value: unknown): string[] {
  const validate = replies[id][status];
  if (validate === undefined) return [`no validator for status ${status}`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map((fault) => `body${fault.instancePath} ${fault.message ?? fault.keyword}`);
}

/** How long a client may go on sending a body that nobody reads, in milliseconds: it has to read the answer first. */
const LINGER_MS = 1_000;

/**
 * Writes a reply: JSON, text of the documented media type, or a stream whose failure breaks the connection. Without an id
 * the reply is JSON. A connection whose request never ends is cut.
 */
export async function sendReply(id: OperationId | null, reply: AnyReply, response: Response): Promise<void> {
  if (!response.req.complete) cutUnread(response);
  response.status(reply.status);
  if (reply.statusText !== undefined) response.statusMessage = reply.statusText;
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  const documented = id === null ? undefined : (operationTable[id].responses as Documented)[reply.status];
  const mediaType = reply.mediaType ?? documented?.mediaTypes[0];
  if (reply.body === undefined) {
    if (reply.mediaType !== undefined) response.setHeader("Content-Type", reply.mediaType);
    response.end();
  } else if (reply.body instanceof Readable) {
    response.setHeader("Content-Type", mediaType ?? "application/octet-stream");
    await streamTo(reply.body, response);
  } else if (mediaType === undefined || mediaType === "application/json") {
    sendJson(reply.body, response);
  } else {
    response.type(mediaType).send(reply.body);
  }
}

function cutUnread({ req: request }: Response): void {
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  cut.unref();
  request.once("end", () => clearTimeout(cut)).resume();
}

/** Head and body leave together, in one write. */
function sendJson(body: unknown, response: Response): void {
  const text = JSON.stringify(body);
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(text));
  response.end(text);
}

async function streamTo(body: Readable, response: Response): Promise<void> {
  if (response.req.method === "HEAD") {
    body.destroy();
    response.end();
    return;
  }
  try {
    await pipeline(body, response);
  } catch (error) {
    // Clients may leave an event stream at any time; any other stream was cut short.
    const left = (error as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE" && response.destroyed;
    if (!left || response.getHeader("Content-Type") !== EVENT_STREAM) throw error;
  }
}
