import { type Document, OpenAPIBackend, OpenAPIRouter, type Request } from "openapi-backend";
import { type OperationId, operationTable } from "../../generated/operations.ts";

/** An operation with its path as a pattern. */
interface Route {
  readonly operation: ReturnType<OpenAPIRouter["getOperations"]>[number];
  readonly fits: RegExp;
}

/**
 * Matches as the library does, by patterns that are compiled once: the library flattens the whole document and compiles
 * a pattern for each of its paths at every request, which costs more than everything else that a request needs.
 */
class CompiledRouter extends OpenAPIRouter {
  readonly #routes: readonly Route[];

  constructor(options: ConstructorParameters<typeof OpenAPIRouter>[0]) {
    super(options);
    this.#routes = super
      .getOperations()
      .map((operation) => ({ operation, fits: pathPattern(operation.path) }))
      .sort((a, b) => literalLength(b) - literalLength(a));
  }

  override getOperations() {
    return this.#routes.map(({ operation }) => operation);
  }

  override matchOperation(request: Request) {
    const path = this.normalizePath(request.path);
    const found = this.#routes.filter(({ fits }) => fits.test(path));
    if (found.length === 0) throw new Error("404-notFound");
    const route = found.find(({ operation }) => operation.method === request.method);
    // The library calls the handler `methodNotAllowed` for a message that begins with this number.
    if (route === undefined) throw new Error("405-methodNotAllowed");
    return route.operation;
  }
}

/** openapi-backend with that router. */
export class ContractBackend extends OpenAPIBackend {
  override async init() {
    await super.init();
    this.router = new CompiledRouter({ definition: this.definition as Document });
    return this;
  }
}

/** Paths without parameters come first, then those that fix most of their text. */
const literalLength = ({ operation: { path } }: Route): number =>
  path.includes("{") ? path.replaceAll(/\{[^}]+\}/g, "").length : Number.POSITIVE_INFINITY;

const pathPattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);

const patterns = Object.values(operationTable).map(({ method, path }) => ({ method, fits: pathPattern(path) }));

/** Methods that the contract has for a path, upper case, for `Allow`; empty when the path does not exist. */
export function allowedMethods(path: string): string[] {
  const methods = patterns
    .filter(({ fits }) => fits.test(path.length > 1 ? path.replace(/\/+$/, "") : path))
    .flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]));
  return [...new Set(methods)].sort();
}

/** The id of the operation that a request was routed to. */
export const operationOf = (operation: { readonly operationId?: string | undefined }): OperationId =>
  operation.operationId as OperationId;
