// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
import type { components } from "./api.ts";
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
  /** Checks and coerces `{ path, query, header }`. */
  readonly parameters: Validator;
  /** Null for an operation without a body. */
  readonly body: Validator | null;
  readonly bodyRequired: boolean;
}
export declare const requests: Readonly<Record<OperationId, RequestValidators>>;
/** By operation and status: the JSON body, or the data of one event of a stream. */
export declare const replies: Readonly<Record<OperationId, Readonly<Record<number, Validator>>>>;
export declare const isIngestEvent: Validator<components["schemas"]["IngestEvent"]>;
export declare const isShareEvent: Validator<components["schemas"]["ShareEvent"]>;
export declare const isLedgerCall: Validator<components["schemas"]["LedgerCall"]>;
export declare const isLedgerAnswer: Validator<components["schemas"]["LedgerAnswer"]>;
