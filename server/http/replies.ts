import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import * as validators from "../../generated/validators.js";

/** What an operation answers, whatever its id. */
export interface AnyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Which of the documented ones, where there are several. */
  readonly mediaType?: string;
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
  const validate = (validators as Record<string, validators.Validator>)[`reply_${id}_${status}`];
  if (validate === undefined) return [`no validator for status ${status}`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map((fault) => `body${fault.instancePath} ${fault.message ?? fault.keyword}`);
}

/** Writes a reply: JSON, text of the documented media type, or a stream whose failure breaks the connection. */
export async function sendReply(id: OperationId, reply: AnyReply, response: Response): Promise<void> {
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  const mediaType = reply.mediaType ?? (operationTable[id].responses as Documented)[reply.status]?.mediaTypes[0];
  if (reply.body === undefined) {
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
    // Whoever watches leaves when he likes: only a stream with an end can be cut short.
    const left = (error as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE" && response.destroyed;
    if (!left || response.getHeader("Content-Type") !== EVENT_STREAM) throw error;
  }
}
