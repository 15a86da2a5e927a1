import { Ajv, type Options } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { build, type Plugin } from "esbuild";
import { type DocumentedOperation, documentedOperations, type Spec, type SpecParameter } from "./spec.ts";

/** Schemas that the ingest function checks: its events, and the calls and answers of the ledger. */
const FUNCTION_SCHEMAS = ["IngestEvent", "ShareEvent", "LedgerCall", "LedgerAnswer"] as const;
const OPENAPI_FORMATS = ["int32", "int64", "float", "double", "password", "binary", "byte"];

/**
 * Stand-alone validators of requests and replies: self-contained JavaScript, so that nothing compiles a schema at run
 * time. Every schema is one function, however many operations use it. Parameters arrive as text and are coerced to
 * their types; bodies are not. Defaults are filled in.
 */
export async function renderValidators(spec: Spec): Promise<{ code: string; types: string }> {
  const operations = documentedOperations(spec);
  const bodies = new Map<string, object>();
  const named = (name: string, schema: object): string => {
    const id = componentOf(schema) ?? name;
    bodies.set(id, schema);
    return id;
  };
  for (const name of FUNCTION_SCHEMAS) named(name, { $ref: `#/components/schemas/${name}` });
  const tables = renderTables(operations, named);
  const parameters = new Map(operations.map(({ id, parameters: all }) => [id, parametersSchema(all)]));
  const guards = FUNCTION_SCHEMAS.map((name) => `${name} as is${name}`);
  const modules = {
    bodies: compile(spec, bodies, { coerceTypes: false }),
    parameters: compile(spec, parameters, { coerceTypes: true }),
  };
  return {
    code: await bundle(`export { ${guards.join(", ")} } from "bodies";\n${tables}`, modules),
    types: renderTypes(),
  };
}

/** Source of the two tables by operation: `requests` and `replies`. */
function renderTables(operations: readonly DocumentedOperation[], named: (name: string, schema: object) => string) {
  const requests = operations.map(({ id, body }) => {
    const validator = body === null ? "null" : `bodies.${named(`${id}_request`, body.schema)}`;
    return `${id}: { parameters: parameters.${id}, body: ${validator}, bodyRequired: ${body?.required === true} },`;
  });
  const replies = operations.map(({ id, responses }) => {
    const validators = responses.flatMap(({ status, content }) => {
      const schema = content["application/json"]?.schema ?? content["text/event-stream"]?.["x-event-data"];
      return schema === undefined ? [] : [`${status}: bodies.${named(`${id}_${status}`, schema)}`];
    });
    return `${id}: { ${validators.join(", ")} },`;
  });
  return `import * as bodies from "bodies";
import * as parameters from "parameters";
export const requests = {
${requests.join("\n")}
};
export const replies = {
${replies.join("\n")}
};
`;
}

/** Name of the component that a schema is no more than a reference to. */
const componentOf = (schema: { readonly $ref?: string }): string | null =>
  /^#\/components\/schemas\/(\w+)$/.exec(schema.$ref ?? "")?.[1] ?? null;

/** Path, query and the documented headers, and nothing else. */
function parametersSchema(parameters: readonly SpecParameter[]): object {
  const place = (where: SpecParameter["in"]) => {
    const here = parameters.filter((one) => one.in === where);
    return {
      type: "object",
      properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
      required: here.filter(({ required }) => required === true).map(({ name }) => name),
      additionalProperties: false,
    };
  };
  return { type: "object", properties: { path: place("path"), query: place("query"), header: place("header") } };
}

function compile(spec: Spec, schemas: ReadonlyMap<string, object>, options: Options): string {
  const ajv = new Ajv({
    ...options,
    code: { source: true, esm: true, lines: true },
    strict: false,
    useDefaults: true,
    discriminator: true,
    // A schema that several others refer to is one function, not a copy in each of them.
    inlineRefs: false,
  });
  addFormats.default(ajv);
  for (const format of OPENAPI_FORMATS) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "spec", components: bare(spec.components) } as object);
  const names: Record<string, string> = {};
  for (const [name, schema] of schemas) {
    const reference = componentOf(schema);
    if (reference === null) ajv.addSchema({ $id: name, ...rebased(schema) });
    names[name] = reference === null ? name : `spec#/components/schemas/${reference}`;
  }
  return standalone.default(ajv, names);
}

/** References inside a lifted schema must go on pointing into the document. */
const rebased = (schema: object): object =>
  JSON.parse(JSON.stringify(bare(schema)).replaceAll('"#/components/', '"spec#/components/')) as object;

/**
 * A copy without what only people read, which the validators would carry, and without the mappings of discriminators:
 * Ajv knows the variants by the values that their schemas allow.
 */
const bare = (schema: object): object =>
  JSON.parse(JSON.stringify(schema, (key, value) => (LEFT_OUT.has(key) && !isSchema(value) ? undefined : value)));
const LEFT_OUT = new Set(["description", "example", "title", "mapping"]);
/** A property may be named like a keyword. */
const isSchema = (value: unknown): boolean => typeof value === "object" && value !== null && "type" in value;

async function bundle(entry: string, modules: Readonly<Record<string, string>>): Promise<string> {
  const sources: Plugin = {
    name: "generated-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(bodies|parameters)$/ }, ({ path }) => ({ path, namespace: "generated" }));
      onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
        contents: modules[path] ?? "",
        resolveDir: import.meta.dirname,
      }));
    },
  };
  const bundled = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "js" },
    plugins: [sources],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    write: false,
    legalComments: "none",
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 120,
  });
  return withoutSchemaPaths(bundled.outputFiles[0]!.text);
}

/** A fault is named by its place in the data; its place in the schema would be a sixth of the code. */
const withoutSchemaPaths = (code: string): string => code.replaceAll(/schemaPath:\s*"[^"]*",\s*/g, "");

const renderTypes = (): string => `import type { components } from "./api.ts";
import type { OperationId } from "./operations.ts";

export interface ValidationFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params: Record<string, unknown>;
}
export interface Validator<Valid = unknown> {
  (value: unknown): value is Valid;
  errors?: readonly ValidationFault[] | null;
}
export interface RequestValidators {
  /** Checks and coerces \`{ path, query, header }\`. */
  readonly parameters: Validator;
  /** Null for an operation without a body. */
  readonly body: Validator | null;
  readonly bodyRequired: boolean;
}
export declare const requests: Readonly<Record<OperationId, RequestValidators>>;
/** By operation and status: the JSON body, or the data of one event of a stream. */
export declare const replies: Readonly<Record<OperationId, Readonly<Record<number, Validator>>>>;
${FUNCTION_SCHEMAS.map((name) => `export declare const is${name}: Validator<components["schemas"]["${name}"]>;`).join("\n")}
`;
