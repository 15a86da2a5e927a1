import { type Fact, value } from "../../../rating/fact.ts";
import type { Json } from "../../../rating/snapshot.ts";
import type { FetchOptions, SourceClient } from "./fetch.ts";
import { MalformedBody } from "./fetch-fault.ts";

export interface JsonAnswer {
  readonly json: Json;
  /** The Link header, null when there is none. */
  readonly link: string | null;
}

/** Largest JSON document that is read, bytes. */
export const MAX_JSON_BYTES = 4 * 1024 * 1024;

type JsonOptions = Omit<FetchOptions, "maxBytes" | "assertWhole"> & { readonly maxBytes?: number };

/** Reads a JSON document; text that is not JSON is unknown (malformed), like every other broken promise. */
export async function fetchJson(client: SourceClient, path: string, options: JsonOptions): Promise<Fact<JsonAnswer>> {
  let json: Json = null;
  const assertWhole = (text: string): void => {
    const parsed = parseJson(text);
    if (parsed === undefined) throw new MalformedBody("it is not JSON");
    json = parsed;
  };
  const answer = await client.text(path, { maxBytes: MAX_JSON_BYTES, ...options, assertWhole });
  return answer.known === "value" ? value({ json, link: answer.value.link }) : answer;
}

/** undefined for text that is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Applies a reader to a fact's value; a reader's null is what `otherwise` says. */
export function mapFact<A, B>(fact: Fact<A>, read: (it: A) => Fact<B>): Fact<B> {
  return fact.known === "value" ? read(fact.value) : fact;
}
