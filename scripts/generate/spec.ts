/** openapi.yaml and internal.yaml as one document, and its operations with every reference resolved. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, OpenAPIBackend } from "openapi-backend";
import { parse } from "yaml";

interface Reference {
  readonly $ref?: string;
}
export interface SpecParameter extends Reference {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: object;
}
interface SpecBody extends Reference {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}
/** `x-event-data` is the schema of the data of each event of a stream. */
export type SpecContent = Readonly<Record<string, { readonly schema?: object; readonly "x-event-data"?: object }>>;
interface SpecResponse extends Reference {
  readonly headers?: Readonly<Record<string, Reference & { readonly required?: boolean }>>;
  readonly content?: SpecContent;
}
export interface SpecOperation {
  readonly operationId: string;
  /** The least role that may call it; `none` goes with an operation without security. */
  readonly "x-required-role"?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly SpecParameter[];
  readonly requestBody?: SpecBody;
  readonly responses: Readonly<Record<string, SpecResponse>>;
}
export interface Spec {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly security: readonly object[];
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

export interface DocumentedResponse {
  readonly status: number;
  readonly requiredHeaders: readonly string[];
  readonly content: SpecContent;
}
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly security: readonly object[];
  readonly secured: boolean;
  readonly role: RequiredRole;
  readonly parameters: readonly SpecParameter[];
  readonly body: { readonly required: boolean; readonly schema: object } | null;
  readonly responses: readonly DocumentedResponse[];
}

const ROLES = ["none", "reader", "publisher", "admin"] as const;
export type RequiredRole = (typeof ROLES)[number];

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** Reads both documents. Throws an Error that lists what in them is not OpenAPI 3.0. */
export async function readSpec(root: string): Promise<Spec> {
  const [open, internal] = await Promise.all(
    ["openapi.yaml", "internal.yaml"].map(async (file) => {
      const text = await readFile(path.join(root, file), "utf8");
      return parse(text.replaceAll("openapi.yaml#/", "#/")) as Spec;
    }),
  );
  const spec = merged(open as Spec, internal as Spec);
  // A copy: the library replaces references in the document that it is given.
  const definition = structuredClone(spec) as unknown as Document;
  await new OpenAPIBackend({ definition, strict: true, validate: false }).init();
  return spec;
}

/** Everything of both; what both declare must not differ, so nothing is declared twice. */
function merged(open: Spec, internal: Spec): Spec {
  const kinds = new Set([...Object.keys(open.components), ...Object.keys(internal.components)]);
  const components = Object.fromEntries(
    [...kinds].map((kind) => [kind, union(open.components[kind], internal.components[kind])]),
  );
  const closed = Object.entries(internal.paths).map(([address, item]) => [address, withSecurity(item, internal)]);
  return { ...open, paths: union(open.paths, Object.fromEntries(closed)), components };
}

function union<T>(one: Readonly<Record<string, T>> = {}, other: Readonly<Record<string, T>> = {}): Record<string, T> {
  const twice = Object.keys(other).filter((name) => name in one);
  if (twice.length > 0) throw new Error(`openapi.yaml and internal.yaml both declare ${twice.join(", ")}`);
  return { ...one, ...other };
}

/** The default security of internal.yaml would be lost in the merged document. */
const withSecurity = (item: Readonly<Record<string, SpecOperation>>, { security }: Spec) =>
  Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, { security, ...operation }]));

/**
 * Follows a local reference such as "#/components/responses/NotFound".
 * @throws Error that names a reference to nothing
 */
export function resolveReference<T extends Reference>(document: object, value: T): T {
  if (value.$ref === undefined) return value;
  const found = value.$ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
  if (found === undefined) throw new Error(`The contract refers to ${value.$ref}, which does not exist`);
  return resolveReference(document, found as T);
}

/** All operations in the order of their ids. */
export function documentedOperations(spec: Spec): DocumentedOperation[] {
  return Object.entries(spec.paths)
    .flatMap(([address, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [documentedOperation(spec, address, method, operation)];
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function documentedOperation(
  spec: Spec,
  address: string,
  method: string,
  operation: SpecOperation,
): DocumentedOperation {
  const shared = (spec.paths[address] as { readonly parameters?: readonly SpecParameter[] }).parameters ?? [];
  const security = operation.security ?? spec.security;
  const secured = security.some(asksForToken);
  const body = operation.requestBody && resolveReference(spec, operation.requestBody);
  const schema = body?.content["application/json"]?.schema;
  return {
    id: operation.operationId,
    method,
    path: address,
    security,
    secured,
    role: requiredRole(operation, secured),
    parameters: [...shared, ...(operation.parameters ?? [])].map((one) => resolveReference(spec, one)),
    body: schema === undefined ? null : { required: body?.required === true, schema },
    responses: Object.entries(operation.responses).map(([status, response]) => documented(spec, status, response)),
  };
}

/** The ingest function signs its requests: it has no account and needs no role. */
const asksForToken = (schemes: object): boolean => !("callbackSignature" in schemes);

/** Every operation states its role, and the role fits its security: nothing is open or closed by omission. */
export function requiredRole(operation: SpecOperation, secured: boolean): RequiredRole {
  const { operationId, "x-required-role": given } = operation;
  const role = ROLES.find((one) => one === given);
  if (role === undefined)
    throw new Error(`${operationId} in openapi.yaml needs an x-required-role: one of ${ROLES.join(", ")}`);
  if (secured === (role === "none"))
    throw new Error(`${operationId} in openapi.yaml is ${secured ? "" : "not "}secured but requires the role ${role}`);
  return role;
}

function documented(spec: Spec, status: string, response: SpecResponse): DocumentedResponse {
  if (!/^[1-5]\d\d$/.test(status))
    throw new Error(`openapi.yaml documents the status ${status}; only exact statuses are allowed`);
  const resolved = resolveReference(spec, response);
  const headers = Object.entries(resolved.headers ?? {}).map(
    ([name, header]) => [name, resolveReference(spec, header)] as const,
  );
  return {
    status: Number(status),
    requiredHeaders: headers.filter(([, header]) => header.required === true).map(([name]) => name),
    content: resolved.content ?? {},
  };
}
