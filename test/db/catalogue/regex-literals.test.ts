import fc from "fast-check";
import { expect, test } from "vitest";
import { requiredLiterals } from "../../../db/catalogue/regex-literals.ts";

test.each([
  ["bert-base", ["bert", "base"]],
  ["^[a-z]+-[0-9]+-478643$", ["478643"]],
  ["abcd*", ["abc"]],
  ["abcd?xyz", ["abc", "xyz"]],
  ["abcd{2}xyz", ["abc", "xyz"]],
  ["abcd+xyz", ["abcd", "xyz"]],
  ["abc\\dxyz\\.qrs", ["abc", "xyz", "qrs"]],
  ["\\x41bcdefghi", ["ghi"]],
  ["abc[]xyz]+def", ["abc", "def"]],
  ["[[:alpha:]xyz]abc", ["abc"]],
  ["[\\]abc]xyz", ["xyz"]],
  ["abc|xyz", []],
  ["(?i)abc", []],
  ["(abc)?", []],
  ["***=abc", []],
  ["ab.cd", []],
])("of the expression %s only the texts %j are required", (regex, literals) => {
  expect(requiredLiterals(regex)).toEqual(literals);
});

/** Pieces that both dialects read alike, each with a text that it matches. */
const piece = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,5}$/).map((text) => [text, text] as const),
  fc.constantFrom(
    ["[a-c]+", "bac"],
    ["[^a-z]", "-"],
    [".", "."],
    ["\\d", "7"],
    ["\\.", "."],
    ["x?", ""],
    ["y*", "yy"],
    ["z+", "zz"],
    ["q{0,2}", ""],
    ["-", "-"],
  ),
) as fc.Arbitrary<readonly [regex: string, text: string]>;

test("every match of an expression contains all of its required literals", () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const regex = pieces.map(([part]) => part).join("");
      const text = `before ${pieces.map(([, part]) => part).join("")} after`;
      expect(text).toMatch(new RegExp(regex));
      const matched = new RegExp(regex).exec(text)?.[0] ?? "";
      for (const literal of requiredLiterals(regex)) expect(matched).toContain(literal);
    }),
    { numRuns: 1000 },
  );
});
