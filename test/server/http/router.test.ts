import fc from "fast-check";
import { type Document, OpenAPIRouter } from "openapi-backend";
import { expect, test } from "vitest";
import { operationTable, routes } from "../../../generated/operations.ts";
import { allowedMethods, ContractBackend } from "../../../server/http/router.ts";

const definition = routes as unknown as Document;
const library = new OpenAPIRouter({ definition });
const backend = await new ContractBackend({ definition, quick: true, validate: false }).init();
const paths = [...new Set(Object.values(operationTable).map(({ path }) => path))];

/** The matched operation, or the number at the head of the error. */
function matched(router: OpenAPIRouter, method: string, path: string): string | undefined {
  try {
    return router.matchOperation({ method, path, headers: {} }, true).operationId;
  } catch (error) {
    return (error as Error).message.slice(0, 3);
  }
}

const segment = fc.oneof(
  fc.constantFrom("artifact", "artifacts", "model", "byRegEx", "byName", "rate", "%zz", "a%20b", "{id}", "$&", "."),
  fc.string({ minLength: 1 }).map(encodeURIComponent),
);
const address = fc.oneof(
  fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join("/")}`),
  fc
    .tuple(fc.constantFrom(...paths), fc.array(segment, { minLength: 3, maxLength: 3 }), fc.constantFrom("", "/", "//"))
    .map(([path, words, end]) => path.replaceAll(/\{[^}]+\}/g, () => words.pop() ?? "x") + end),
);

test("every request is matched to the operation that the library matches, or refused for the same reason", () => {
  fc.assert(
    fc.property(fc.constantFrom("get", "put", "post", "delete", "patch"), address, (method, path) => {
      expect(matched(backend.router, method, path)).toBe(matched(library, method, path));
    }),
    { numRuns: 1_000 },
  );
});

test("the allowed methods of a path are those that the contract has for it", () => {
  expect(allowedMethods("/artifacts/model/1")).toEqual(["DELETE", "GET", "HEAD", "PUT"]);
  expect(allowedMethods("/artifacts/model/1/")).toEqual(["DELETE", "GET", "HEAD", "PUT"]);
  expect(allowedMethods("/nowhere")).toEqual([]);
});
