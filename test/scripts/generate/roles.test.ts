import { expect, test } from "vitest";
import { requiredRole } from "../../../scripts/generate/spec.ts";

const operation = (role?: string) => ({
  operationId: "Anything",
  responses: {},
  ...(role === undefined ? {} : { "x-required-role": role }),
});

test("takes the role of an operation from the contract", () => {
  for (const role of ["reader", "publisher", "admin"]) expect(requiredRole(operation(role), true)).toBe(role);
  expect(requiredRole(operation("none"), false)).toBe("none");
});

test("an operation without a role, or with an unknown one, is not generated", () => {
  for (const secured of [true, false]) {
    expect(() => requiredRole(operation(), secured)).toThrow("Anything in openapi.yaml needs an x-required-role");
    expect(() => requiredRole(operation("root"), secured)).toThrow("one of none, reader, publisher, admin");
  }
});

test("a role that contradicts the security of its operation is not generated", () => {
  expect(() => requiredRole(operation("none"), true)).toThrow("is secured but requires the role none");
  expect(() => requiredRole(operation("reader"), false)).toThrow("is not secured but requires the role reader");
});
