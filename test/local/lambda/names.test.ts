import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { functionArn, type Home, parseReference } from "../../../local/lambda/functions/names.ts";

const home: Home = { region: "us-east-1", account: "000000000000" };
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const qualifier = fc.option(fc.stringMatching(/^(?:\$LATEST|[A-Za-z0-9_-]{1,20})$/), { nil: null });

describe("a function reference", () => {
  test("means the same as name, partial ARN and ARN, with the qualifier inside or beside", () => {
    fc.assert(
      fc.property(name, qualifier, (fn, given) => {
        const forms = ["", "function:", `${home.account}:function:`, functionArn(home, "")];
        const suffix = given === null ? "" : `:${given}`;
        for (const form of forms) {
          expect(parseReference(`${form}${fn}${suffix}`, null, home)).toEqual({ name: fn, qualifier: given });
          expect(parseReference(`${form}${fn}`, given, home)).toEqual({ name: fn, qualifier: given });
        }
      }),
    );
  });

  test("that could leave its folder on disk is refused", () => {
    for (const text of ["", "../fn", "a/b", "fn:../x", "a b", "fn:", "x".repeat(65), "arn:aws:s3:::bucket"]) {
      expect(() => parseReference(text, null, home), text).toThrow("not a function name");
    }
  });

  test("of another account or region names no function here", () => {
    for (const arn of ["arn:aws:lambda:eu-west-1:000000000000:function:fn", "111111111111:function:fn"]) {
      expect(() => parseReference(arn, null, home)).toThrow("Function not found");
    }
  });
});
