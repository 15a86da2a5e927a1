import type { OpenAPIBackend } from "openapi-backend";

type Router = OpenAPIBackend["router"];
type Parse = Router["parseRequest"];
type Parsed = ReturnType<Parse>;

/**
 * The library parses each request four times, and compiles the pattern of its path each time. Requests without a query
 * and a cookie, whose body is parsed already, are parsed here, with patterns that are kept, to the same result; all
 * others are left to the library.
 */
export function parsePlainRequests(router: Router): void {
  const parseAny = router.parseRequest.bind(router) as Parse;
  const paths = new Map<string, (path: string) => Record<string, string>>();
  const paramsOf = (template: string): ((path: string) => Record<string, string>) => {
    const known = paths.get(template) ?? pathParser(template);
    paths.set(template, known);
    return known;
  };
  router.parseRequest = ((request, operation) => {
    if (!isPlain(request)) return parseAny(request, operation);
    const normalized = router.normalizeRequest(request);
    return {
      ...normalized,
      params: operation === undefined ? {} : paramsOf(operation.path)(router.normalizePath(normalized.path)),
      // Copies: validation coerces in place.
      headers: { ...request.headers },
      query: {},
      cookies: {},
      requestBody: request.body,
    } as Parsed;
  }) as Parse;
}

/** Header names are in lower case already, as node:http gives them. */
const isPlain = ({ query, headers, body }: Parameters<Parse>[0]): boolean =>
  typeof query === "object" &&
  Object.keys(query).length === 0 &&
  headers["cookie"] === undefined &&
  (body === undefined || typeof body === "object");

/** Reads the parameters of a path, percent-decoded; throws URIError when one is broken. */
export function pathParser(template: string): (path: string) => Record<string, string> {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map((found) => found[1] as string);
  const literals = template.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${literals.join("([^/]*)")}$`);
  return (path) => {
    const values = pattern.exec(path);
    if (values === null) return {};
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index + 1] as string)]));
  };
}
