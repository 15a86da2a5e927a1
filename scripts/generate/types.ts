import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const HEADER = '// Written by "npm run generate" from openapi.yaml. Do not edit.\n';

/** TypeScript types of the whole document: paths, operations, components and the values of every enum. */
export async function renderTypes(file: string): Promise<string> {
  const ast = await openapiTS(pathToFileURL(file), { alphabetize: true, enumValues: true });
  return HEADER + astToString(ast);
}
