import { readFile } from "node:fs/promises";
import { parse } from "yaml";

export interface SpecResponse {
  readonly $ref?: string;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
export interface SpecOperation {
  readonly operationId: string;
  /** The least role that may call it; `none` goes with an operation without security. */
  readonly "x-required-role"?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, SpecResponse>>;
}
export interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly security: readonly object[];
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** One documented answer, references resolved. */
export interface DocumentedResponse {
  readonly status: number;
  readonly requiredHeaders: readonly string[];
  readonly content: Readonly<Record<string, { readonly schema?: object }>>;
}
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly secured: boolean;
  readonly role: RequiredRole;
  readonly responses: readonly DocumentedResponse[];
}

const ROLES = ["none", "reader", "publisher", "admin"] as const;
export type RequiredRole = (typeof ROLES)[number];

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** Reads the YAML document. It is our own file: its shape is checked by the tests, not here. */
export async function readSpec(file: string): Promise<Spec> {
  return parse(await readFile(file, "utf8")) as Spec;
}

/** Follows a local reference such as "#/components/responses/NotFound". */
export function resolveReference<T extends { readonly $ref?: string }>(spec: Spec, value: T): T {
  if (value.$ref === undefined) return value;
  const found = value.$ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], spec);
  if (found === undefined) throw new Error(`openapi.yaml refers to ${value.$ref}, which does not exist`);
  return resolveReference(spec, found as T);
}

/** All operations in the order of their ids, every response resolved. */
export function documentedOperations(spec: Spec): DocumentedOperation[] {
  const found: DocumentedOperation[] = [];
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const secured = (operation.security ?? spec.security).some(asksForToken);
      found.push({
        id: operation.operationId,
        method,
        path,
        secured,
        role: requiredRole(operation, secured),
        responses: Object.entries(operation.responses).map(([status, response]) => documented(spec, status, response)),
      });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A request of the ingest function is signed: it comes from no account and needs no role. */
const asksForToken = (schemes: object): boolean => !("callbackSignature" in schemes);

/** An operation states its role, and the role fits its security: nothing is open or closed by omission. */
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
