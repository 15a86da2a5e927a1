import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { build } from "esbuild";
import { documentedOperations, type Spec } from "./spec.ts";

/** Schemas that are checked outside of replies: bodies of the function and of its reports. */
const BODY_SCHEMAS = ["IngestEvent", "LedgerCall"] as const;
const OPENAPI_FORMATS = ["int32", "int64", "float", "double", "password", "binary", "byte"];

/**
 * Stand-alone validators: `reply_<operation>_<status>` for every documented JSON answer (or
 * event of a stream) and `body_<schema>` for the
 * bodies of the function. Self-contained JavaScript, so that nothing compiles a schema at run time.
 */
export async function renderValidators(spec: Spec): Promise<{ code: string; types: string }> {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    strict: false,
    allErrors: true,
    discriminator: true,
    // A schema that several others refer to is one function, not a copy in each of them.
    inlineRefs: false,
  });
  addFormats.default(ajv);
  for (const format of OPENAPI_FORMATS) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "spec", components: spec.components } as object);
  const names: Record<string, string> = {};
  for (const [name, schema] of schemasToCompile(spec)) {
    ajv.addSchema({ $id: name, ...rebased(schema) });
    names[name] = name;
  }
  const bundled = await build({
    stdin: { contents: standalone.default(ajv, names), resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    write: false,
    legalComments: "none",
  });
  return {
    code: withoutSchemaPaths(withoutPaths(bundled.outputFiles[0]!.text)),
    types: renderTypes(Object.keys(names)),
  };
}

function schemasToCompile(spec: Spec): [string, object][] {
  const replies = documentedOperations(spec).flatMap((operation) =>
    operation.responses.flatMap((response): [string, object][] => {
      const schema = (response.content["application/json"] ?? response.content["text/event-stream"])?.schema;
      return schema === undefined ? [] : [[`reply_${operation.id}_${response.status}`, schema]];
    }),
  );
  const bodies = BODY_SCHEMAS.map((name): [string, object] => [
    `body_${name}`,
    { $ref: `#/components/schemas/${name}` },
  ]);
  return [...replies, ...bodies];
}

/** References inside a lifted schema must go on pointing into the document. */
function rebased(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/')) as object;
}

/** esbuild names bundled modules by path in comments; the output must not depend on the machine. */
function withoutPaths(code: string): string {
  return code.replaceAll(/^\/\/ .*$\n/gm, "");
}

/** A fault is told by where it is in the data; where it is in the schema would be a sixth of the code. */
function withoutSchemaPaths(code: string): string {
  return code.replaceAll(/schemaPath: "[^"\\]*", /g, "");
}

function renderTypes(names: readonly string[]): string {
  return `export interface ValidationFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params: Record<string, unknown>;
}
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationFault[] | null;
}
${names.map((name) => `export declare const ${name}: Validator;`).join("\n")}
`;
}
