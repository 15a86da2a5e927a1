import { pathToFileURL } from "node:url";
import openapiTS, { astToString, type OpenAPITSOptions } from "openapi-typescript";

async function typesOf(file: string, options: OpenAPITSOptions): Promise<string> {
  return astToString(await openapiTS(pathToFileURL(file), { alphabetize: true, ...options }));
}

/** The server's types of the whole document: read-only, with the values of every enum. */
export const renderTypes = (file: string): Promise<string> => typesOf(file, { enumValues: true, immutable: true });

/**
 * The client's types of the whole document. Fields with a default may be left out of a request. Nothing is read-only:
 * openapi-fetch 0.17 turns a read-only array into an object without methods.
 */
export const renderClientTypes = (file: string): Promise<string> => typesOf(file, { defaultNonNullable: false });
