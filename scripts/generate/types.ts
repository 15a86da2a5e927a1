import { pathToFileURL } from "node:url";
import openapiTS, { astToString, type OpenAPI3, type OpenAPITSOptions } from "openapi-typescript";
import type { Spec } from "./spec.ts";

async function typesOf(source: URL | OpenAPI3, options: OpenAPITSOptions): Promise<string> {
  return astToString(await openapiTS(source, { alphabetize: true, ...options }));
}

/** The server's types of both documents: read-only, with the values of every enum. */
export const renderTypes = (spec: Spec): Promise<string> =>
  typesOf(spec as unknown as OpenAPI3, { enumValues: true, immutable: true });

/**
 * The client's types of openapi.yaml. Fields with a default may be left out of a request. Nothing is read-only:
 * openapi-fetch 0.17 turns a read-only array into an object without methods.
 */
export const renderClientTypes = (file: string): Promise<string> =>
  typesOf(pathToFileURL(file), { defaultNonNullable: false });
