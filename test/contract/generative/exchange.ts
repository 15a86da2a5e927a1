/** One request on the wire and its answer, held against openapi.yaml. */
import { Agent, request } from "undici";
import { type OperationId, operationTable } from "../../../generated/operations.ts";
import { contractBreaches } from "../../../server/http/replies.ts";
import { noteSeen } from "../../support/api/contract-seen.ts";
import { parseEvents } from "../../support/api/event-stream.ts";
import type { WireRequest } from "./requests.ts";

export interface Target {
  readonly url: string;
  /** Header value of whoever runs the suite; null where nobody signs in. */
  readonly token: string | null;
  /** Headers that prove a report of the ingest function, where the suite knows the secret. */
  readonly sign?: (id: OperationId, body: Buffer) => Readonly<Record<string, string>>;
  /** Whether answers count for the matrix of what the tests saw. */
  readonly noted: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Ways in which the answer is none that openapi.yaml documents. */
  readonly breaches: readonly string[];
}

type Documented = Readonly<Record<number, { readonly mediaTypes: readonly string[] }>>;

/** Longest exchange in milliseconds. */
const LIMIT_MS = 300_000;
const agent = new Agent({ connections: 16, headersTimeout: LIMIT_MS, bodyTimeout: LIMIT_MS });

export async function exchange(target: Target, id: OperationId, sent: WireRequest): Promise<Answered> {
  const { statusCode, headers, body } = await request(`${target.url}${sent.address}`, {
    dispatcher: agent,
    method: sent.method as "GET",
    signal: AbortSignal.timeout(LIMIT_MS),
    headers: {
      ...(target.token === null || !operationTable[id].secured ? {} : { "X-Authorization": target.token }),
      ...target.sign?.(id, sent.body ?? Buffer.alloc(0)),
      ...sent.headers,
    },
    ...(sent.body === null ? {} : { body: sent.body }),
  });
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const mediaType = flat["content-type"]?.split(";")[0]?.trim() ?? "-";
  const text = mediaType === "text/event-stream" ? await firstEvents(body) : await body.bytes();
  return judged(target, id, statusCode, flat, mediaType, Buffer.from(text));
}

/** A stream may go on for an hour: up to its first event. */
async function firstEvents(body: AsyncIterable<Buffer>): Promise<Buffer> {
  let text = Buffer.alloc(0);
  for await (const chunk of body) {
    text = Buffer.concat([text, chunk]);
    if (/data: .*\n\n/.test(text.toString())) break;
  }
  return text.subarray(0, text.lastIndexOf("\n\n") + 2);
}

function judged(
  { noted }: Target,
  id: OperationId,
  status: number,
  headers: Readonly<Record<string, string>>,
  mediaType: string,
  bytes: Buffer,
): Answered {
  const documented = (operationTable[id].responses as Documented)[status];
  if (documented === undefined)
    return { status, headers, body: bytes.toString(), breaches: [`status ${status} is not documented`] };
  const expected = documented.mediaTypes.length === 0 ? ["-"] : documented.mediaTypes;
  if (!expected.includes(mediaType))
    return {
      status,
      headers,
      body: bytes.toString(),
      breaches: [`the media type is ${mediaType}, not ${expected.join(" or ")}`],
    };
  const { body, breaches } = content(id, status, mediaType, bytes);
  const all = [...breaches, ...contractBreaches(id, { status, headers, body })];
  if (noted && all.length === 0) noteSeen(id, status, mediaType);
  return { status, headers, body, breaches: all };
}

function content(id: OperationId, status: number, mediaType: string, bytes: Buffer) {
  try {
    if (mediaType === "application/json") return { body: JSON.parse(bytes.toString()) as unknown, breaches: [] };
    if (mediaType === "text/event-stream") return { body: parseEvents(id, status, bytes.toString()), breaches: [] };
    return { body: bytes, breaches: mediaType === "-" && bytes.length > 0 ? ["there is a body"] : [] };
  } catch (error) {
    return { body: bytes.toString(), breaches: [(error as Error).message] };
  }
}
