import type { Readable } from "node:stream";
import type { Actor } from "../db/audit/log.ts";
import type { components, operations } from "../generated/api.ts";
import type { OperationId } from "../generated/operations.ts";
import type { Deps } from "./deps.ts";

export type { OperationId } from "../generated/operations.ts";
export type Schemas = components["schemas"];

type Operation<Id extends OperationId> = operations[Id];
type Responses<Id extends OperationId> = Operation<Id>["responses"];

/** Everything openapi.yaml lets a caller send, validated; plus who is calling. */
export interface Input<Id extends OperationId> {
  readonly path: Given<Operation<Id>["parameters"], "path">;
  readonly query: Given<Operation<Id>["parameters"], "query">;
  /** By the names that openapi.yaml gives them. */
  readonly header: Given<Operation<Id>["parameters"], "header">;
  readonly body: RequestBody<Operation<Id>>;
}
type Given<Parameters, Place extends string> = Parameters extends { [P in Place]?: infer Values }
  ? [Exclude<Values, undefined>] extends [never]
    ? Record<never, never>
    : Exclude<Values, undefined>
  : Record<never, never>;
type RequestBody<Op> = Op extends { requestBody: { content: { "application/json": infer Body } } } ? Body : undefined;

/** Media types whose body a handler gives as a stream or as text, not as JSON. */
type BodyOf<Content> = Content extends { "application/json": infer Json }
  ? { readonly body: Json }
  : Content extends { "application/zip": unknown } | { "text/event-stream": unknown }
    ? { readonly body: Readable }
    : Content extends { "text/css": unknown }
      ? { readonly body: string; readonly mediaType: keyof Content }
      : Content extends { [M in keyof Content]: infer Text }
        ? { readonly body: Text }
        : never;
type Body<R> = R extends { content: infer Content } ? BodyOf<Content> : { readonly body?: undefined };
type Named<H> = { [K in keyof H as string extends K ? never : K]: H[K] };
type Head<R> = R extends { headers: infer H }
  ? keyof Named<H> extends never
    ? { readonly headers?: undefined }
    : { readonly headers: Readonly<Named<H>> }
  : { readonly headers?: undefined };

/** Answers that the server gives before a handler runs, or in its place; no handler may return them. */
type Reserved<Id extends OperationId> =
  | (Id extends "ArtifactsList" ? never : 413)
  | 415
  | 500
  | (Id extends "Readiness" | "ArtifactEvents" | "ArtifactCreate" | "GarbageList" ? never : 503);

/** Every answer that openapi.yaml allows a handler to give for one operation, and no other. */
export type Reply<Id extends OperationId> = {
  [Status in Exclude<keyof Responses<Id>, Reserved<Id>>]: { readonly status: Status } & Body<Responses<Id>[Status]> &
    Head<Responses<Id>[Status]>;
}[Exclude<keyof Responses<Id>, Reserved<Id>>];

/** Who is calling; the server has checked the token. Null where the operation needs none. */
export interface Caller {
  readonly account: string;
  readonly role: "admin" | "publisher" | "reader";
  readonly token:
    | { readonly kind: "sign-in"; readonly id: string; readonly expiresAt: Date }
    | { readonly kind: "personal" }
    /** A registry that asks nobody who they are. */
    | { readonly kind: "none" };
}
export interface Call {
  readonly caller: Caller | null;
  /** Network address of the caller. */
  readonly address: string;
  /** False when something in between says that it speaks for somebody else. */
  readonly direct: boolean;
  /** True for a browser, which asks for HTML. */
  readonly prefersHtml: boolean;
  /** Joins the logs of server and function. */
  readonly correlationId: string;
}

/**
 * Number of the artifact that a caller names, as a number or as text. Text that is no number names no artifact: 0, which
 * none has.
 */
export function artifactNumber(given: number | string): number {
  const id = typeof given === "string" && !/^\d+$/.test(given) ? 0 : Number(given);
  return Number.isSafeInteger(id) ? id : 0;
}

/** Who acts, for the audit log. */
export const actorOf = ({ caller, address }: Call): Actor => ({ account: caller?.account ?? null, address });

export type Handler<Id extends OperationId> = (input: Input<Id>, deps: Deps, call: Call) => Promise<Reply<Id>>;

/** One entry for each operationId: a forgotten operation does not compile. */
export type Operations = { readonly [Id in OperationId]: Handler<Id> };
