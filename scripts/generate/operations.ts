import { type DocumentedOperation, documentedOperations, type Spec } from "./spec.ts";

/** The operation table: what the router, the handlers' types and the contract tests need to know at run time. */
export function renderOperations(spec: Spec): string {
  const entries = documentedOperations(spec).map((operation) => `  ${operation.id}: ${renderEntry(operation)},`);
  return `
export const operationTable = {
${entries.join("\n")}
} as const;

export type OperationId = keyof typeof operationTable;
export const operationIds = Object.keys(operationTable) as OperationId[];
`;
}

function renderEntry(operation: DocumentedOperation): string {
  const responses = operation.responses.map(({ status, requiredHeaders, content }) => {
    const mediaTypes = Object.keys(content);
    return `${status}: ${JSON.stringify({ mediaTypes, requiredHeaders })}`;
  });
  return `{
    method: ${JSON.stringify(operation.method)},
    path: ${JSON.stringify(operation.path)},
    secured: ${operation.secured},
    role: ${JSON.stringify(operation.role)},
    responses: { ${responses.join(", ")} },
  }`;
}
