import ts from "typescript";

const CLIENT = `
import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";

export type GatehouseClient = Client<paths>;

export interface GatehouseOptions extends Omit<ClientOptions, "baseUrl"> {
  /** Address of the registry, such as http://127.0.0.1:8000. */
  readonly url: string;
  /** The answer of \`PUT /authenticate\`, or a personal token with its scheme. A function is called for every request. */
  readonly token?: string | (() => string | null) | null;
}

/**
 * A client whose requests carry the token. Answers are \`{ data, error, response }\`; it throws only when the network
 * fails.
 */
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

/** The client of the contract as the package exports it: JavaScript, and one file with all of its types. */
export function renderClient(types: string): { readonly code: string; readonly types: string } {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  const fileName = "client.ts";
  return {
    code: ts.transpileModule(CLIENT, { compilerOptions, fileName }).outputText,
    types: `${ts.transpileDeclaration(CLIENT, { compilerOptions, fileName }).outputText}${types}`,
  };
}
