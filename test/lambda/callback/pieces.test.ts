import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "../../../lambda/callback/documents.ts";
import { anyCharacter } from "../../support/any-character.ts";

test("the pieces of any text join to the text, keep to their size and cut no character in two", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 9 }),
      (text, units) => {
        const pieces = piecesOf(text, units);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(units);
          expect(piece.isWellFormed()).toBe(text.isWellFormed());
        }
      },
    ),
  );
});

test("a text that fits stays one piece", () => {
  expect(piecesOf("null")).toEqual(["null"]);
  expect(piecesOf("𝄞𝄞", 3)).toEqual(["𝄞", "𝄞"]);
});
