/** The parts of an OpenAPI document that are compared, and from which test requests are generated. */
import { resolveReference } from "../../scripts/generate/spec.ts";

export interface Schema {
  readonly $ref?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}
export interface Response {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly required?: boolean }>>;
  readonly content?: Content;
}
export interface Operation {
  readonly operationId: string;
  readonly "x-required-role"?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}
/** Operations by method, and the parameters that they share. */
export type PathItem = { readonly [M in Method]?: Operation } & { readonly parameters?: readonly Parameter[] };
export interface Document {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: object;
}

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options"] as const;
type Method = (typeof METHODS)[number];

/** Every operation by "METHOD /path", with the parameters of its path. */
export function operationsOf(document: Document): Map<string, Operation> {
  return new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method): [string, Operation][] => {
        const operation = item[method];
        if (operation === undefined) return [];
        return [[`${method.toUpperCase()} ${path}`, { ...operation, parameters: merged(document, item, operation) }]];
      }),
    ),
  );
}

/** An operation's own parameter replaces that of its path with the same name and place. */
function merged(document: Document, item: PathItem, operation: Operation): Parameter[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolveReference(document, one),
  );
  return [...new Map(all.map((one) => [`${one.in}/${one.name}`, one])).values()];
}
