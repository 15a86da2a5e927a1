import type { operations } from "../../../generated/api.ts";
import { type OperationId, operationTable } from "../../../generated/operations.ts";
import type { Input, Schemas } from "../../../handlers/contract.ts";
import { contractBreaches } from "../../../server/http/replies.ts";
import { noteSeen } from "./contract-seen.ts";
import { parseEvents, type StreamEvent } from "./event-stream.ts";

type Responses<Id extends OperationId> = operations[Id]["responses"];
type Json<R> = R extends { content: { "application/json": infer Body } }
  ? Body
  : R extends { content: { "application/zip": unknown } }
    ? Buffer
    : R extends { content: { "text/event-stream": string } }
      ? readonly StreamEvent<Schemas["Artifact"]>[]
      : R extends { content: Record<string, infer Text> }
        ? Text
        : undefined;
/** What came back: one of the documented answers. */
export type Answer<Id extends OperationId> = Id extends OperationId
  ? {
      [Status in keyof Responses<Id>]: {
        readonly status: Status;
        readonly body: Json<Responses<Id>[Status]>;
        readonly headers: Headers;
      };
    }[keyof Responses<Id>]
  : never;

/** Path, query and body of an operation, plus what a careless or hostile caller would send instead. */
export type Sent<Id extends OperationId> = Partial<{
  [K in keyof Input<Id>]: Input<Id>[K] | Record<string, unknown>;
}> & {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is instead of the JSON of `body`. */
  readonly rawBody?: string | Buffer;
};

export interface ContractClient {
  /** Calls an operation and throws unless the answer is exactly one that openapi.yaml documents. Redirects are not followed. */
  <Id extends OperationId>(id: Id, sent?: Sent<Id>): Promise<Answer<Id>>;
  readonly url: string;
  /** The same client with another token; null for none. */
  as(token: string | null): ContractClient;
}

/** Headers that prove where a request comes from, for operations that no account may call. */
export type Sign = (id: OperationId, body: Buffer) => Readonly<Record<string, string>>;

/** Every test calls the API through this, so every test is a contract test. */
export function contractClient(url: string, token: string | null = null, sign: Sign | null = null): ContractClient {
  const call = async <Id extends OperationId>(id: Id, sent: Sent<Id> = {}): Promise<Answer<Id>> => {
    const body = bodyOf(sent);
    const response = await fetch(`${url}${addressOf(id, sent)}`, {
      method: operationTable[id].method.toUpperCase(),
      redirect: "manual",
      signal: AbortSignal.timeout(500_000),
      headers: { ...sign?.(id, Buffer.from(body.body ?? "")), ...headersOf(sent, token) },
      ...body,
    });
    return checked(id, response);
  };
  return Object.assign(call, { url, as: (other: string | null) => contractClient(url, other, sign) });
}

function addressOf<Id extends OperationId>(id: Id, sent: Sent<Id>): string {
  const path = operationTable[id].path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String((sent.path as Record<string, unknown> | undefined)?.[name])),
  );
  const query = new URLSearchParams((sent.query ?? {}) as Record<string, string>).toString();
  return query === "" ? path : `${path}?${query}`;
}

const headersOf = <Id extends OperationId>(sent: Sent<Id>, token: string | null): Record<string, string> => ({
  ...(token === null ? {} : { "X-Authorization": token }),
  ...(sent.body === undefined && sent.rawBody === undefined ? {} : { "Content-Type": "application/json" }),
  ...(sent.header as Record<string, string> | undefined),
  ...sent.headers,
});

function bodyOf<Id extends OperationId>({ body, rawBody }: Sent<Id>): { body?: string | Uint8Array<ArrayBuffer> } {
  if (rawBody !== undefined) return { body: typeof rawBody === "string" ? rawBody : new Uint8Array(rawBody) };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

async function checked<Id extends OperationId>(id: Id, response: Response): Promise<Answer<Id>> {
  const mediaType = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "-";
  const documented = (operationTable[id].responses as Record<number, { mediaTypes: readonly string[] }>)[
    response.status
  ];
  const body = await readBody(id, response, mediaType);
  if (documented === undefined)
    throw new Error(`${id} answered ${response.status}, which openapi.yaml does not list: ${String(body)}`);
  const expected = documented.mediaTypes.length === 0 ? ["-"] : documented.mediaTypes;
  if (!expected.includes(mediaType))
    throw new Error(`${id} ${response.status} has the media type ${mediaType}, not ${expected.join()}`);
  const headers = Object.fromEntries(response.headers.entries());
  const breaches = contractBreaches(id, { status: response.status, headers, body });
  if (breaches.length > 0) throw new Error(`${id} ${response.status} breaks the contract:\n${breaches.join("\n")}`);
  noteSeen(id, response.status, mediaType);
  return { status: response.status, body, headers: response.headers } as unknown as Answer<Id>;
}

async function readBody(id: OperationId, response: Response, mediaType: string): Promise<unknown> {
  if (mediaType === "application/json") return response.json();
  if (mediaType === "application/zip") return Buffer.from(await response.arrayBuffer());
  const text = await response.text();
  if (mediaType === "text/event-stream") return parseEvents(id, response.status, text);
  return mediaType === "-" && text === "" ? undefined : text;
}
