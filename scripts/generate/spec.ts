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
  readonly responses: readonly DocumentedResponse[];
}

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
      found.push({
        id: operation.operationId,
        method,
        path,
        secured: (operation.security ?? spec.security).length > 0,
        responses: Object.entries(operation.responses).map(([status, response]) => documented(spec, status, response)),
      });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
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
