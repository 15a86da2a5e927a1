import { type DocumentedOperation, documentedOperations, type Spec } from "./spec.ts";

/**
 * The operation table for handlers and tests, and the routing document for openapi-backend: every path and method with
 * its security, without a schema to compile.
 */
export function renderOperations(spec: Spec): string {
  const operations = documentedOperations(spec);
  const entries = operations.map((operation) => `  ${operation.id}: ${renderEntry(operation)},`);
  return `
export const operationTable = {
${entries.join("\n")}
} as const;

export type OperationId = keyof typeof operationTable;
export const operationIds = Object.keys(operationTable) as OperationId[];

export const contractVersion = ${JSON.stringify(spec.info.version)};

export const routes = {
${routingLines(spec, operations).join("\n")}
};
`;
}

function renderEntry(operation: DocumentedOperation): string {
  const responses = operation.responses.map(({ status, requiredHeaders, content }) => {
    const mediaTypes = Object.keys(content);
    return `${status}: ${JSON.stringify({ mediaTypes, requiredHeaders })}`;
  });
  const headers = operation.parameters.filter((one) => one.in === "header").map(({ name }) => name);
  return `{
    method: ${JSON.stringify(operation.method)},
    path: ${JSON.stringify(operation.path)},
    secured: ${operation.secured},
    role: ${JSON.stringify(operation.role)},
    headers: ${JSON.stringify(headers)},
    responses: { ${responses.join(", ")} },
  }`;
}

/** A line for each operation. */
function routingLines({ openapi, info, components }: Spec, operations: readonly DocumentedOperation[]): string[] {
  const paths = Map.groupBy(operations, ({ path }) => path);
  const schemes = { securitySchemes: components["securitySchemes"] };
  return [
    `  openapi: ${JSON.stringify(openapi)},`,
    `  info: ${JSON.stringify({ ...info, description: "" })},`,
    "  paths: {",
    ...[...paths].flatMap(([path, here]) => [`    ${JSON.stringify(path)}: {`, ...here.map(routingLine), "    },"]),
    "  },",
    `  components: ${JSON.stringify(schemes)},`,
  ];
}

const routingLine = ({ id, method, security }: DocumentedOperation): string =>
  `      ${method}: ${JSON.stringify({ operationId: id, security, responses: {} })},`;
