import type { OperationId } from "../../../generated/operations.ts";
import type { Schemas } from "../../../handlers/contract.ts";
import { valueBreaches } from "../../../server/http/replies.ts";
import { noteSeen } from "./contract-seen.ts";

export interface StreamEvent<Data> {
  readonly id: string;
  readonly data: Data;
}

/** Events of a whole stream, or of the part of it up to an empty line; throws unless each is what openapi.yaml says. */
export function parseEvents<Data>(operation: OperationId, status: number, text: string): StreamEvent<Data>[] {
  return text
    .split("\n\n")
    .filter((block) => block.includes("data:"))
    .map((block) => parseEvent(operation, status, block));
}

function parseEvent<Data>(operation: OperationId, status: number, block: string): StreamEvent<Data> {
  const fields = block.split("\n").map((line) => /^(id|data): (.*)$/.exec(line));
  const of = (name: string): string[] => fields.flatMap((field) => (field?.[1] === name ? [field[2] as string] : []));
  const [[id, ...moreIds], [data, ...moreData]] = [of("id"), of("data")];
  if (id === undefined || data === undefined || moreIds.length + moreData.length > 0 || fields.includes(null))
    throw new Error(`${operation} sent an event that is none:\n${block}`);
  const value = JSON.parse(data) as Data;
  const breaches = valueBreaches(operation, status, value);
  if (breaches.length > 0) throw new Error(`an event of ${operation} breaks the contract:\n${breaches.join("\n")}`);
  return { id, data: value };
}

/** An open stream of events of one artifact, read as it comes. */
export interface OpenStream {
  /** The next event, null at the end. Throws when the stream breaks. */
  next(): Promise<StreamEvent<Schemas["Artifact"]> | null>;
  /** Everything that was read so far, comments included. */
  text(): string;
  /** Reads until the text holds this. */
  until(part: string): Promise<void>;
  close(): void;
}

/** Opens the stream and throws unless it is one; every event is checked against openapi.yaml. */
export async function openStream(
  call: { readonly url: string },
  token: string,
  id: number,
  lastEventId?: string,
): Promise<OpenStream> {
  const leaving = new AbortController();
  const response = await fetch(`${call.url}/artifacts/model/${id}/events`, {
    headers: { "X-Authorization": token, ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }) },
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(500_000)]),
  });
  const type = response.headers.get("content-type") ?? "none";
  if (response.status !== 200 || type !== "text/event-stream" || response.body === null)
    throw new Error(`the stream answered ${response.status} ${type}: ${await response.text()}`);
  noteSeen("ArtifactEvents", 200, type);
  return readStream(response.body, leaving);
}

function readStream(body: ReadableStream<Uint8Array>, leaving: AbortController): OpenStream {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let given = 0;
  const more = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    text += value ?? "";
    return !done;
  };
  const complete = (): StreamEvent<Schemas["Artifact"]>[] =>
    parseEvents("ArtifactEvents", 200, text.slice(0, text.lastIndexOf("\n\n") + 2));
  return {
    next: async () => {
      for (;;) {
        const event = complete()[given];
        if (event !== undefined) {
          given += 1;
          return event;
        }
        if (!(await more())) return null;
      }
    },
    text: () => text,
    until: async (part) => {
      while (!text.includes(part)) if (!(await more())) throw new Error(`the stream ended without ${part}: ${text}`);
    },
    close: () => leaving.abort(),
  };
}
