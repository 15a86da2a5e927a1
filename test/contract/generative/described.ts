/** What openapi.yaml says about requests, as the generators need it. */
import path from "node:path";
import { type OperationId, operationIds } from "../../../generated/operations.ts";
import type { Parameter, Schema } from "../../../lab/contract/document.ts";
import { readSpec, resolveReference, type Spec } from "../../../scripts/generate/spec.ts";

export interface Described {
  readonly id: OperationId;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Schema of the JSON body, null when the operation takes none. */
  readonly body: Schema | null;
}

export interface Contract {
  readonly operations: readonly Described[];
  /** Follows references until there is a schema. */
  resolve(schema: Schema): Schema;
}

interface RawOperation {
  readonly operationId: OperationId;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
}

const ROOT = path.resolve(import.meta.dirname, "../../..");

export async function readContract(): Promise<Contract> {
  const spec = await readSpec(ROOT);
  const found = Object.entries(spec.paths).flatMap(([address, item]) =>
    Object.entries(item).flatMap(([method, operation]) => described(spec, address, method, operation as never)),
  );
  const missing = operationIds.filter((id) => !found.some((one) => one.id === id));
  if (missing.length > 0) throw new Error(`openapi.yaml does not describe ${missing.join(", ")}`);
  return { operations: found, resolve: (schema) => resolveReference(spec, schema) };
}

function described(spec: Spec, address: string, method: string, operation: RawOperation): Described[] {
  if (operation.operationId === undefined) return [];
  return [
    {
      id: operation.operationId,
      method: method.toUpperCase(),
      path: address,
      parameters: (operation.parameters ?? []).map((parameter) => resolveReference(spec, parameter)),
      body: operation.requestBody?.content["application/json"].schema ?? null,
    },
  ];
}
