import fc from "fast-check";
import { OpenAPIRouter } from "openapi-backend";
import { expect, test } from "vitest";
import { operationTable } from "../../../generated/operations.ts";
import { parsePlainRequests } from "../../../server/http/parsing.ts";

const paths = [...new Set(Object.values(operationTable).map(({ path }) => path))];
const definition = {
  openapi: "3.0.3",
  info: { title: "paths", version: "1" },
  paths: Object.fromEntries(paths.map((path) => [path, { get: { operationId: path, responses: {} } }])),
} as const;
const library = new OpenAPIRouter({ definition });
const ours = new OpenAPIRouter({ definition });
parsePlainRequests(ours);

/** What parsing gives, or the kind of error that it throws. */
function parsed(router: OpenAPIRouter, request: Parameters<OpenAPIRouter["parseRequest"]>[0], template: string) {
  try {
    return router.parseRequest(request, router.getOperation(template));
  } catch (error) {
    return (error as Error).name;
  }
}

const segment = fc.oneof(
  fc.string({ minLength: 1 }).map(encodeURIComponent),
  fc.constantFrom("%zz", "a%20b", "a.b", "%2F", "{id}", "$&", "+"),
);
const request = fc.record({
  headers: fc.record({ "x-authorization": fc.string(), cookie: fc.constantFrom("a=b; c=d", "") }, { requiredKeys: [] }),
  query: fc.constantFrom<Record<string, string | string[]>[]>({}, { limit: "5" }, { limit: ["5", "6"] }),
  body: fc.constantFrom(undefined, null, { url: "x" }, [1], "text", '{"a":1}', 5, true, false, ""),
  slash: fc.constantFrom("", "/"),
});

test("any request of any operation is parsed to what the library makes of it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.array(segment, { minLength: 4, maxLength: 4 }),
      request,
      (path, words, given) => {
        const { slash, ...rest } = given;
        const values = [...words];
        const asked = path.replaceAll(/\{[^}]+\}/g, () => values.pop() as string) + slash;
        const whole = { method: "get", path: asked, ...rest };
        expect(parsed(ours, whole, path)).toEqual(parsed(library, whole, path));
      },
    ),
    { numRuns: 1_000 },
  );
});

test("a request without an operation is parsed without parameters", () => {
  const given = { method: "GET", path: "/nowhere/at/all", headers: {}, query: {}, body: undefined };
  expect(ours.parseRequest(given)).toEqual(library.parseRequest(given));
});

test("what is changed in a parsed request does not reach the request itself", () => {
  const given = { method: "get", path: "/health", headers: { accept: "all" }, query: {} };
  const { headers, query } = ours.parseRequest(given);
  Object.assign(headers, { accept: 1 });
  Object.assign(query, { added: 1 });
  expect(given).toEqual({ method: "get", path: "/health", headers: { accept: "all" }, query: {} });
});
