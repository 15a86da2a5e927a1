import addFormats from "ajv-formats";
import { type Context, OpenAPIBackend, type Request } from "openapi-backend";
import { type OperationId, operationTable } from "../../generated/operations.ts";
import { parsePlainRequests } from "./parsing.ts";

export type Routed = (context: Context, ...handlerArguments: unknown[]) => Promise<unknown>;

/** What openapi-backend calls when a request gets no operation, no entry or no valid input. */
export interface Refusals {
  readonly notFound: Routed;
  readonly methodNotAllowed: Routed;
  readonly unauthorized: Routed;
  readonly invalid: Routed;
}

export interface RoutingOptions {
  /** Path of openapi.yaml. */
  readonly contract: string;
  readonly operations: Readonly<Record<OperationId, Routed>>;
  readonly refusals: Refusals;
  /** The caller, or null to refuse. */
  readonly authenticate: (context: Context, ...handlerArguments: unknown[]) => Promise<unknown>;
  /** Whether the signature of the ingest function was checked. */
  readonly isSigned: (...handlerArguments: unknown[]) => boolean;
}

/**
 * The contract as a router: strict (a wrong document or a forgotten refusal does not start), formats enforced, path and
 * query coerced.
 */
export async function createRouter(options: RoutingOptions): Promise<OpenAPIBackend> {
  const api = new OpenAPIBackend({
    definition: options.contract,
    strict: true,
    coerceTypes: true,
    ajvOpts: { allErrors: false, discriminator: true },
    customizeAjv: (ajv) => {
      addFormats.default(ajv as never);
      return ajv;
    },
    handlers: {
      ...options.operations,
      notFound: options.refusals.notFound,
      methodNotAllowed: options.refusals.methodNotAllowed,
      unauthorizedHandler: options.refusals.unauthorized,
      validationFail: options.refusals.invalid,
    },
  });
  for (const scheme of ["registryToken", "bearerToken"]) api.registerSecurityHandler(scheme, options.authenticate);
  api.registerSecurityHandler("callbackSignature", async (_context, ...given) => options.isSigned(...given));
  await api.init();
  narrowRoutes(api.router);
  parsePlainRequests(api.router);
  return api;
}

/**
 * The library flattens the document and compiles a pattern for each of its paths at every request. Here both are done
 * once, and the library, whose choice counts, chooses among the operations whose path fits. It depends on nothing but
 * these and the method, so that each choice is made once; a path with a brace could be taken for a template itself.
 */
function narrowRoutes(router: OpenAPIBackend["router"]): void {
  const table = router.getOperations().map((operation) => ({ operation, pattern: pathPattern(operation.path) }));
  const everything = table.map(({ operation }) => operation);
  let candidates = everything;
  router.getOperations = () => candidates;
  const match = router.matchOperation.bind(router) as (request: Request, strict?: boolean) => never;
  const choices = new Map<string, never>();
  router.matchOperation = (request: Request, strict?: boolean) => {
    candidates = table.filter(({ pattern }) => pattern.test(request.path)).map(({ operation }) => operation);
    const key = `${request.method} ${candidates.map(({ path }) => path).join(" ")}`;
    try {
      const known = request.path.includes("{") ? undefined : choices.get(key);
      const choice = known ?? match(request, strict);
      if (!request.path.includes("{")) choices.set(key, choice);
      return choice;
    } finally {
      candidates = everything;
    }
  };
}

/** Methods that the contract has for a path, upper case, for `Allow`; empty when the path does not exist. */
export function allowedMethods(path: string): string[] {
  const methods = Object.values(operationTable)
    .filter((operation) => pathPattern(operation.path).test(path))
    .flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]));
  return [...new Set(methods)].sort();
}

const pathPattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`);

export type { Request };

/** Headers of the request that the contract documents for its operation, by their documented names. */
export function headersOf({ operation, request }: Context): Record<string, unknown> {
  const documented = (operation.parameters ?? []) as readonly { readonly in: string; readonly name: string }[];
  const given = documented.flatMap(({ in: place, name }) => {
    const value = place === "header" ? request.headers[name.toLowerCase()] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}
