import { type components, createGatehouseClient } from "../../generated/client.js";
import { currentToken } from "./token.ts";

export type Schemas = components["schemas"];
export type ArtifactType = Schemas["ArtifactType"];
export type Role = Schemas["Role"];

export const artifactTypes: readonly string[] = ["model", "dataset", "code"] satisfies ArtifactType[];
/** From the least rights to the most. */
export const roles: readonly Role[] = ["reader", "publisher", "admin"];
/** The role that a form names; reader for anything else. */
export const roleOf = (value: unknown): Role => roles.find((role) => role === value) ?? "reader";

type AnyKey<Union> = Union extends unknown ? keyof Union : never;
type AnyValue<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;
/** A union as one type: what only some of its members have is optional. */
type Merged<Union> = { readonly [Key in keyof Union]: Union[Key] } & {
  readonly [Key in Exclude<AnyKey<Union>, keyof Union>]?: AnyValue<Union, Key>;
};

/** An artifact of any status. */
export type Artifact = Omit<Merged<Schemas["Artifact"]>, "data"> & {
  readonly data: Merged<Schemas["Artifact"]["data"]>;
};

/** The registry answered that it did not do what was asked. */
export class ApiFault extends Error {
  override readonly name = "ApiFault";
  readonly status: number;
  readonly body: unknown;
  /** Seconds after which asking again makes sense, null when the registry did not say. */
  readonly retryAfter: number | null;

  constructor(response: Response, body: unknown) {
    super(detailOf(body) ?? `The registry answered ${response.status}`);
    this.status = response.status;
    this.body = body;
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds : null;
  }
}

/** The registry did not answer. */
export class ServerAway extends Error {
  override readonly name = "ServerAway";
  constructor(cause: unknown) {
    super("The registry does not answer. What you see is what it said last", { cause });
  }
}

export const api = createGatehouseClient({ url: window.location.origin, token: currentToken });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of an answer, and its headers.
 * @throws ApiFault for an answer that is an error, ServerAway when there is none, AbortError when it was aborted
 */
export async function answered<T>(call: Promise<Answer<T>>): Promise<{ data: T; headers: Headers }> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerAway(error);
  }
  const { response, data, error } = answer;
  if (response.ok) return { data: data as T, headers: response.headers };
  if (response.status === 502 || response.status === 504) throw new ServerAway(error);
  throw new ApiFault(response, error);
}

export const body = async <T>(call: Promise<Answer<T>>): Promise<T> => (await answered(call)).data;

function detailOf(body: unknown): string | null {
  const detail = typeof body === "object" && body !== null && "detail" in body ? body.detail : null;
  return typeof detail === "string" ? detail : null;
}

/** What went wrong, as a sentence for a person. */
export function sentence(error: unknown): string {
  if (error instanceof ApiFault && error.status === 429)
    return `Too many requests at a time. The registry can be asked again ${error.retryAfter === null ? "in a moment" : `in ${error.retryAfter} s`}.`;
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
