import ts from "typescript";

const HEADER = '// Written by "npm run generate" from openapi.yaml. Do not edit.\n';

/** A typed client over the generated types: one fetch function that knows every path, input and answer. */
export function renderClient(): string {
  return `${HEADER}
import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./api.ts";

export type { components, paths } from "./api.ts";
export type GatehouseClient = Client<paths>;

export interface GatehouseOptions extends Omit<ClientOptions, "baseUrl"> {
  /** Where the registry is, such as http://127.0.0.1:8000. */
  readonly url: string;
  /** As \`PUT /authenticate\` answered it; read anew at every request when given as a function. */
  readonly token?: string | (() => string | null) | null;
}

/** A client whose requests carry the token. Answers are \`{ data, error, response }\`; it throws on network faults only. */
export function createGatehouseClient({ url, token, ...options }: GatehouseOptions): GatehouseClient {
  const client = createFetchClient<paths>({ baseUrl: url, ...options });
  client.use({
    onRequest: ({ request }) => {
      const current = typeof token === "function" ? token() : token;
      if (current != null) request.headers.set("X-Authorization", current);
      return request;
    },
  });
  return client;
}
`;
}

/** The same client for programs that do not run TypeScript: what the package exports as `./client`. */
export function renderClientModule(): { readonly code: string; readonly types: string } {
  const source = renderClient();
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  return {
    code: ts.transpileModule(source, { compilerOptions, fileName: "client.ts" }).outputText,
    types: ts.transpileDeclaration(source, { compilerOptions, fileName: "client.ts" }).outputText,
  };
}
